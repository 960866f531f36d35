import { allLimits, checkLimits } from '@bulkhead/ipam'
import { describeClaim } from './describe-claim.ts'
import { isLimited, type LimitedClaim } from './network-claim.ts'
import type { ClusterFacts } from './ranges/cluster-facts.ts'
import type { Observation } from './rule.ts'
import type { Snapshot } from './snapshot.ts'

const roomLimits = allLimits.filter(({ law }) => law.kind === 'room')

/** Whether what the ledger gives has room for the nodes of each cluster, and of each region. */
export function* checkRoom({ fleet, ledgerClaims, networks }: Snapshot): Generator<Observation> {
  const claims = ledgerClaims.filter(isLimited)
  const pods = Map.groupBy(
    claims.filter(({ role }) => role === 'pod'),
    ({ cluster }) => cluster,
  )
  const subnets = Map.groupBy(
    claims.filter(({ role }) => role === 'subnet'),
    ({ region }) => region,
  )
  for (const { name, nodes, nodeCapacity } of fleet.clusters) {
    const promised = nodeCapacity ?? fleet.network.capacity.nodes
    const field = nodeCapacity === undefined ? 'spec.network.capacity.nodes' : 'its nodeCapacity'
    const mine = { ranges: pods.get(name) ?? [], facts: networks.clusters.get(name) }
    const present = roomFor(nodes, `the cluster has ${nodes}`, mine)
    yield* present
    if (present.some(({ severity }) => severity === 'error')) continue
    yield* roomFor(promised, `${field} is ${promised}`, mine)
      .filter(({ severity }) => severity === 'error')
      .map(observation => ({
        ...observation,
        // Ranges never move, so a capacity that was raised later is a promise not yet broken.
        severity: 'warning' as const,
        hint: `Lower ${field.replace(/^its /, '')}, or replace the cluster before it grows that far.`,
      }))
  }
  for (const [region, clusters] of Map.groupBy(fleet.clusters, ({ region }) => region.name)) {
    const nodes = clusters.reduce((sum, cluster) => sum + cluster.nodes, 0)
    const mine = { ranges: subnets.get(region) ?? [], facts: networks.regions.get(region) }
    yield* roomFor(nodes, `the clusters of ${region} have ${nodes}`, mine)
  }
}

interface Given {
  readonly ranges: readonly LimitedClaim[]
  readonly facts: ClusterFacts | undefined
}

function roomFor(count: number, said: string, { ranges, facts }: Given): readonly Observation[] {
  if (!facts || ranges.length === 0) return []
  const { tools, nodePrefix, maxPods } = facts
  const numbers = maxPods.map(value => ({ of: 'maxPods' as const, value }))
  const nodes = { count, said }
  const question = { tools, ranges, nameOf: describeClaim, nodePrefix, numbers, nodes }
  return checkLimits(question, roomLimits).flatMap(({ severity, message, hint, range }) =>
    range ? { severity, message, hint, location: range.locate(), cluster: range.cluster } : [],
  )
}
