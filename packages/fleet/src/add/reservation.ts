import { FleetError } from '@bulkhead/diagnostics'
import type { EditContext, SpecEdit } from './addition.ts'
import { appendToDocument } from './append-to-document.ts'

/**
 * The edit that keeps a range free.
 *
 * @throws FleetError when it is reserved already, or there is no fleet
 */
export function reserveRange(
  item: { readonly cidr: string; readonly reason: string },
  context: EditContext,
): SpecEdit {
  const [fleet] = context.spec.Fleet
  if (!fleet) {
    throw new FleetError({
      code: 'SPEC_NO_FLEET',
      message: 'no document of kind Fleet under fleet/',
      hint: 'Run it where fleet/ is, or name that directory with -C.',
    })
  }
  const index = (fleet.value.spec.network.reserved ?? []).findIndex(
    ({ cidr }) => cidr === item.cidr,
  )
  if (index >= 0) {
    throw new FleetError({
      code: 'ADD_EXISTS',
      message: `${item.cidr} is reserved already`,
      location: fleet.source.locate(['spec', 'network', 'reserved', index]),
      hint: 'Change its reason there, if that is what you want.',
    })
  }
  return appendToDocument(fleet, ['spec', 'network', 'reserved'], item, context)
}
