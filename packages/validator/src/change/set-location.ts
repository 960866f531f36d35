import { startOf, type Location } from '@bulkhead/diagnostics'
import type { SetChange } from '@bulkhead/state'

/** Where a set is written, or was; of one that no file holds as it is, where its Argo CD begins. */
export function setLocation({ location, instance }: SetChange): Location {
  return location ?? startOf(`${instance}/kustomization.yaml`)
}
