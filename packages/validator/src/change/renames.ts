import type { ApplicationChange } from '@bulkhead/state'

/** One Application under two names, or of one Argo CD and then of another. */
export interface Rename {
  readonly removed: ApplicationChange
  readonly added: ApplicationChange
}

/** Those that go and come in one change, with the same sources to the same place. */
export function renamesIn(changes: readonly ApplicationChange[]): readonly Rename[] {
  const added = Map.groupBy(
    changes.filter(({ verdict }) => verdict === 'added'),
    contentsOf,
  )
  return changes
    .filter(({ verdict }) => verdict === 'removed')
    .flatMap(removed =>
      (added.get(contentsOf(removed)) ?? []).slice(0, 1).map(one => ({ removed, added: one })),
    )
}

/** What an Application puts where, whatever its revision. */
function contentsOf({ application: { cluster, destination, sources } }: ApplicationChange): string {
  const parts = sources.map(({ repoURL, path = '', chart = '' }) => [repoURL, path, chart])
  return JSON.stringify([cluster ?? destination.server, destination.namespace, parts.sort()])
}
