import { listOf, objectOf, type Path } from '@bulkhead/argocd'
import type { ManagedApplication } from '@bulkhead/state'

/** Where an Application says something of one of its sources: of one or of several. */
export function fieldOfSource({ object }: ManagedApplication, index: number, field: Path): Path {
  const isOneOfSeveral = listOf(objectOf(object['spec'])['sources']).length > 0
  return isOneOfSeveral ? ['spec', 'sources', index, ...field] : ['spec', 'source', ...field]
}
