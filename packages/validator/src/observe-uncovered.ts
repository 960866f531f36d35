import { allLimits, contains } from '@bulkhead/ipam'
import { describeClaim } from './describe-claim.ts'
import { isLimited, type LimitedClaim } from './network-claim.ts'
import type { Observation } from './rule.ts'
import type { Snapshot } from './snapshot.ts'

const limit = allLimits.find(({ id }) => id === 'cilium-native-routing')

/**
 * Native routing ranges that leave out pods of other clusters that share routes: Cilium would
 * translate what goes there.
 */
export function* observeUncovered({ networks, claims, routes }: Snapshot): Generator<Observation> {
  const routing = networks.ranges.filter(({ role }) => role === 'routing').filter(isLimited)
  if (routing.length === 0 || !limit) return
  const pods = claims.filter(isLimited).filter(({ role }) => role === 'pod')
  const left = new Map<string, readonly LimitedClaim[]>()
  for (const range of routing) {
    const key = `${range.text} ${routes.domainsOf(range.cluster).join()}`
    const uncovered = left.get(key) ?? pods.filter(pod => isLeftOut(pod, range))
    left.set(key, uncovered)
    const [first, ...more] = uncovered.filter(pod => pod.cluster !== range.cluster)
    if (!first) continue
    const rest = more.length > 0 ? ` and ${more.length} more` : ''
    yield {
      severity: limit.severity,
      message: `${describeClaim(range)} leaves out ${describeClaim(first)}${rest}: ${limit.because}`,
      location: range.locate(),
      related: [{ ...first.locate(), message: describeClaim(first) }],
      hint: `${limit.hint} See ${limit.source}.`,
      cluster: range.cluster,
      parties: more.length > 0 ? [] : [range, first].flatMap(({ cluster }) => cluster ?? []),
    }
  }

  function isLeftOut(pod: LimitedClaim, range: LimitedClaim): boolean {
    return (
      pod.cidr.family === range.cidr.family &&
      !contains(range.cidr, pod.cidr) &&
      routes.shares(pod.cluster, range.cluster)
    )
  }
}
