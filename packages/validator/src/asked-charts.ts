import type { AskedChart } from '@bulkhead/blueprint'
import type { Fleet } from '@bulkhead/fleet'
import { isAtHand, type ApplicationSourceRef, type ManagedApplication } from '@bulkhead/state'

/**
 * Whether a source is the chart of a system that the fleet names in its spec, told what that system
 * tells it and by files of this repository alone. Its version may be another: which one is newer, an
 * older tree cannot know.
 *
 * @param asked as `askedCharts` gives them
 */
export function isAskedFor(
  source: ApplicationSourceRef,
  { cluster = '', sources }: Pick<ManagedApplication, 'cluster' | 'sources'>,
  { repository, environments }: Pick<Fleet, 'repository' | 'environments'>,
  asked: readonly AskedChart[],
): boolean {
  const isHere = ({ repoURL, targetRevision }: ApplicationSourceRef) =>
    isAtHand(repository, repoURL, targetRevision)
  if (!sources.every(one => one.ref === undefined || isHere(one))) return false
  const said = canonical({ ...source.value, targetRevision: '' })
  return asked.some(chart => {
    const wanted = canonical({ ...chart, targetRevision: '' })
    return environments.some(({ name }) => said === filledIn(wanted, cluster, name))
  })
}

/** What a set puts in for a cluster; both are labels of DNS, which need no escape in JSON. */
function filledIn(text: string, cluster: string, environment: string): string {
  return text
    .replaceAll('{{ .name }}', cluster)
    .replaceAll('{{ .metadata.labels.environment }}', environment)
}

/** JSON in which the order of keys does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
