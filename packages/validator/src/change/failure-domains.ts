import type { Fleet } from '@bulkhead/fleet'

/** The failure domains of a cluster. Argo CD's own may be none of the fleet. */
export interface ClusterDomains {
  readonly name: string
  readonly region: string | undefined
  readonly environment: string | undefined
  readonly provider: string | undefined
}

/** Looks up the domains of a cluster, also of one that the change takes away. */
export type DomainsOf = (cluster: string) => ClusterDomains

/** @param fleets those that are asked, one after the other */
export function domainsIn(fleets: readonly (Fleet | undefined)[]): DomainsOf {
  const known = new Map<string, ClusterDomains>()
  for (const { name, region, environment } of fleets.flatMap(fleet => fleet?.clusters ?? [])) {
    if (known.has(name)) continue
    known.set(name, {
      name,
      region: region.name,
      environment: environment.name,
      provider: region.provider,
    })
  }
  return name =>
    known.get(name) ?? { name, region: undefined, environment: undefined, provider: undefined }
}

/** Failure domains that are reached together, each sorted; environments in promotion order. */
export interface Reach {
  readonly clusters: readonly string[]
  readonly regions: readonly string[]
  readonly environments: readonly string[]
  readonly providers: readonly string[]
}

/** The domains that clusters lie in. */
export function reachOf(
  clusters: Iterable<string>,
  domainsOf: DomainsOf,
  { environments }: Pick<Fleet, 'environments'>,
): Reach {
  const all = [...new Set(clusters)].sort().map(domainsOf)
  const distinct = (read: (domains: ClusterDomains) => string | undefined) =>
    [...new Set(all.flatMap(domains => read(domains) ?? []))].sort()
  const order = environments.map(({ name }) => name as string)
  return {
    clusters: all.map(({ name }) => name),
    regions: distinct(({ region }) => region),
    environments: distinct(({ environment }) => environment).toSorted(
      (a, b) => order.indexOf(a) - order.indexOf(b),
    ),
    providers: distinct(({ provider }) => provider),
  }
}
