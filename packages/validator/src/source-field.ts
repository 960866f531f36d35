import { listOf, objectOf, type Path } from '@bulkhead/argocd'
import type { ManagedApplication } from '@bulkhead/state'

/** Where an Application says something of one of its sources: of one or of several. */
export function fieldOfSource({ object }: ManagedApplication, index: number, field: Path): Path {
  const { sourceHydrator, sources } = objectOf(object['spec'])
  if (sourceHydrator !== undefined) return ['spec', 'sourceHydrator']
  const isOneOfSeveral = listOf(sources).length > 0
  return isOneOfSeveral ? ['spec', 'sources', index, ...field] : ['spec', 'source', ...field]
}
