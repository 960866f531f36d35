import { isLimited, type LimitedClaim, type NetworkClaim } from './network-claim.ts'
import { factsKey, type ClusterFacts } from './ranges/cluster-facts.ts'
import type { Networks } from './ranges/read-networks.ts'
import type { StatedNumber } from './ranges/stated-number.ts'

/** Everything that one thing says about addresses: a manifest, or ledger or spec of a cluster or region. */
export interface Statement {
  readonly ranges: readonly LimitedClaim[]
  readonly numbers: readonly StatedNumber[]
  /** The VPC and the services of the same cluster, as others say. */
  readonly others: readonly LimitedClaim[]
  readonly facts: ClusterFacts | undefined
}

/** What is written, by what says it; what a tool takes by itself is no statement. */
export function readStatements(
  ledgerClaims: readonly NetworkClaim[],
  { ranges, numbers, clusters, regions }: Networks,
): readonly Statement[] {
  const written = [...ledgerClaims, ...ranges].filter(isLimited).filter(range => !range.implicit)
  const vpcs = Map.groupBy(
    written.filter(({ role }) => role === 'vpc'),
    networkKey,
  )
  const services = Map.groupBy(
    written.filter(({ role }) => role === 'service'),
    factsKey,
  )
  const rangesBy = Map.groupBy(written, statementKey)
  const numbersBy = Map.groupBy(numbers, numberKey)
  return [...new Set([...rangesBy.keys(), ...numbersBy.keys()])].map(key => {
    const [range] = rangesBy.get(key) ?? []
    const [number] = numbersBy.get(key) ?? []
    return {
      ranges: rangesBy.get(key) ?? [],
      numbers: numbersBy.get(key) ?? [],
      others: range
        ? [...(vpcs.get(networkKey(range)) ?? []), ...(services.get(factsKey(range)) ?? [])]
        : [],
      facts: range ? factsOf(range) : number && clusters.get(factsKey(number)),
    }
  })

  function factsOf(range: LimitedClaim): ClusterFacts | undefined {
    const isShared = range.cluster === undefined && range.region !== undefined
    return isShared ? regions.get(range.region) : clusters.get(factsKey(range))
  }
}

function statementKey(range: LimitedClaim): string {
  return range.source === 'manifest'
    ? numberKey(range)
    : `${range.source} ${range.cluster ?? range.region}`
}

function numberKey({ file, object, cluster }: LimitedClaim | StatedNumber): string {
  return `${file}\n${object}\n${cluster}`
}

/** The network of machines that a range is in, or belongs to. */
function networkKey(range: LimitedClaim): string {
  return range.region === undefined ? factsKey(range) : `region ${range.region}`
}
