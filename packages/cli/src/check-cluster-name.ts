import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import type { InstanceFacts } from '@bulkhead/state'

/**
 * The cluster of this name, which is registered or has Applications.
 *
 * @throws FleetError when there is none
 */
export function checkClusterName(name: string, { clusters, applications }: InstanceFacts): string {
  const known = new Set([
    ...clusters.map(cluster => cluster.name),
    ...applications.flatMap(({ cluster }) => cluster ?? []),
  ])
  if (known.has(name)) return name
  throw new FleetError({
    code: 'STATE_NO_CLUSTER',
    message: `no cluster "${name}" is registered with Argo CD${didYouMean(name, known)}`,
    hint: 'See `bulkhead list clusters`; one that was just added is there after `bulkhead generate`.',
  })
}
