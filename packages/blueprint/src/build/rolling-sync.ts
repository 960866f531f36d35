import type { RollingSync, RollingSyncStep } from '@bulkhead/argocd'
import type { Cluster, Environment, Workload } from '@bulkhead/fleet'
import { isPlaced } from '@bulkhead/fleet'

/**
 * The steps in which the clusters of a set are synced: one environment after the other and, within
 * one, never both halves of a failover pair. The half that waits goes first, so that what is wrong
 * with a change shows where nobody is served. Each Application is in exactly one step and no step
 * is empty, since Argo CD never syncs what is in none.
 *
 * @param workloads those whose failover pairs the set can break
 * @param maxUpdate how many clusters of a protected environment change at a time
 * @returns nothing for fewer than two clusters, which have no order
 */
export function planRollingSync(
  clusters: readonly Cluster[],
  workloads: readonly Workload[],
  maxUpdate: number | string,
): RollingSync | undefined {
  if (clusters.length < 2) return undefined
  const byEnvironment = Map.groupBy(clusters, ({ environment }) => environment)
  const steps = [...byEnvironment]
    .sort(([a], [b]) => a.wave - b.wave)
    .flatMap(([environment, own]) => stepsOf(environment, own, workloads, maxUpdate))
  return { type: 'RollingSync', rollingSync: { steps } }
}

function stepsOf(
  environment: Environment,
  clusters: readonly Cluster[],
  workloads: readonly Workload[],
  maxUpdate: number | string,
): readonly RollingSyncStep[] {
  const [first = [], ...later] = separate(clusters, workloads)
  const inEnvironment = { key: 'environment', operator: 'In', values: [environment.name] } as const
  const pace = paceOf(environment, clusters, workloads, maxUpdate)
  return [first, ...later].map(regions => ({
    matchExpressions: [
      inEnvironment,
      ...(later.length === 0
        ? []
        : regions === first
          ? [{ key: 'region', operator: 'NotIn', values: later.flat() } as const]
          : [{ key: 'region', operator: 'In', values: regions } as const]),
    ],
    ...(pace !== undefined && { maxUpdate: pace }),
  }))
}

/** Both halves of an active-active pair serve, whichever goes first: so one at a time. */
function paceOf(
  environment: Environment,
  clusters: readonly Cluster[],
  workloads: readonly Workload[],
  maxUpdate: number | string,
): number | string | undefined {
  const isPaired = workloads.some(
    ({ state, placement }) =>
      state.pattern === 'active-active' &&
      clusters.filter(cluster => isPlaced(placement, cluster)).length > 1,
  )
  if (isPaired) return 1
  return environment.protected ? maxUpdate : undefined
}

/**
 * Regions in groups, so that no group holds both halves of a pair: each region joins the first group
 * without another half of it, those that are nobody's active half before the others.
 */
function separate(
  clusters: readonly Cluster[],
  workloads: readonly Workload[],
): readonly (readonly string[])[] {
  const pairs = workloads.flatMap(workload => pairsOf(workload, clusters))
  const active = new Set(pairs.map(([primary]) => primary))
  const regions = [...new Set(clusters.map(({ region }): string => region.name))].sort()
  const groups: string[][] = []
  for (const region of [...regions].sort((a, b) => Number(active.has(a)) - Number(active.has(b)))) {
    const others = pairs.flatMap(([a, b]) => (a === region ? [b] : b === region ? [a] : []))
    const group = groups.find(candidate => !candidate.some(other => others.includes(other)))
    if (group) group.push(region)
    else groups.push([region])
  }
  return groups
}

/** The active region of a workload with each that stands in for it, among these clusters. */
function pairsOf(
  { state, placement }: Workload,
  clusters: readonly Cluster[],
): readonly (readonly [primary: string, other: string])[] {
  const { pattern, primary } = state
  if (pattern !== 'active-passive' || primary === undefined) return []
  const placed = clusters.filter(cluster => isPlaced(placement, cluster))
  const regions = new Set(placed.map(({ region }): string => region.name))
  if (!regions.delete(primary)) return []
  return [...regions].map(other => [primary, other] as const)
}
