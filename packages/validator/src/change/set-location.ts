import type { Location } from '@bulkhead/diagnostics'
import type { SetChange } from '@bulkhead/state'

/** Where a set is written, or was; a set that is read from nowhere is Argo CD's own business. */
export function setLocation({ location, name }: SetChange): Location {
  return location ?? { file: `gitops/applicationsets/${name}.yaml`, line: 1, column: 1 }
}
