import type { Forecast, Role } from '@bulkhead/ipam'

/** What clusters take, as it is called where there is no more of it. */
export const namesOfRoles = {
  pod: 'pods',
  service: 'services',
  node: 'nodes',
  loadbalancer: 'load balancers',
  globalnet: 'globalnet',
} as const satisfies Partial<Record<Role, string>>

/** What comes to an end. */
export type Limit =
  'blocks' | 'block size' | 'asns' | 'ids' | (typeof namesOfRoles)[keyof typeof namesOfRoles]

/** How much more fits, and what ends it: what is in use is counted of that. */
export interface LimitedForecast extends Forecast {
  readonly limit: Limit
}

/** How much more of one kind fits somewhere. */
export interface Capacity extends LimitedForecast {
  readonly scope: 'fleet' | 'pool' | 'mesh' | 'asns' | 'region' | 'cluster'
  readonly name: string
  readonly unit: 'regions' | 'clusters' | 'nodes'
}

/** What fits within several limits: as much as the least of them allows, of equals the first. */
export function leastOf(
  first: LimitedForecast,
  ...others: readonly LimitedForecast[]
): LimitedForecast {
  const all = [first, ...others]
  const { used, more, limit } = all.reduce((a, b) => (b.more < a.more ? b : a))
  return { used, more, afterGc: Math.min(...all.map(({ afterGc }) => afterGc)), limit }
}
