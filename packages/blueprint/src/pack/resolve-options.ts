import { throwIfAny, type Budget, type Problem } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import { checkOptions, isMapping, propertiesOf, type OptionsSchema } from './check-options.ts'
import type { Pack } from './pack.ts'

export type Options = Readonly<Record<string, unknown>>

/**
 * The options of each pack: those of the fleet over the defaults of the pack's own schema.
 *
 * @throws FleetError with every option that the pack's schema refuses
 */
export async function resolveOptions(
  packs: readonly Pack[],
  fleet: Fleet,
  sources: FleetSources,
  budget: Budget,
): Promise<ReadonlyMap<string, Options>> {
  const resolved = new Map<string, Options>()
  const problems: Problem[] = []
  for (const pack of packs) {
    const { name, spec } = pack
    const given = Object.hasOwn(fleet.options, name) ? fleet.options[name] : undefined
    const schema: OptionsSchema = { type: 'object', additionalProperties: false, ...spec.options }
    if (given)
      problems.push(...(await checkOptions(pack, schema, given, { fleet, sources, budget })))
    resolved.set(name, { ...defaultsOf(schema), ...given })
  }
  throwIfAny(problems)
  return resolved
}

function defaultsOf(schema: OptionsSchema): Options {
  return Object.fromEntries(
    Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
      const value = isMapping(property) ? property['default'] : undefined
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
