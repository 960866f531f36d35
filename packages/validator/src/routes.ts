import type { Fleet, Region } from '@bulkhead/fleet'
import type { MeshIdentity } from './mesh-identity.ts'
import type { Networks } from './ranges/read-networks.ts'

interface FleetNetworks {
  readonly fleet: Fleet
  readonly networks: Networks
  readonly meshIdentities: readonly MeshIdentity[]
}

/**
 * Who reaches whose pods by their own addresses: the one place that knows network models. What
 * shares routes has addresses of its own; elsewhere pods and services may repeat.
 */
export class Routes {
  readonly #isFlat: boolean
  /** The region of each cluster that the spec knows. */
  readonly #regions: ReadonlyMap<string, Region>
  readonly #joined: ReadonlyMap<string, readonly string[]>

  constructor(state: FleetNetworks) {
    this.#isFlat = state.fleet.network.model === 'flat'
    this.#regions = new Map(state.fleet.clusters.map(({ name, region }) => [name, region]))
    this.#joined = domainsByCluster(state)
  }

  /** Whether the pods of two clusters reach one another by their addresses. */
  shares(a: string | undefined, b: string | undefined): boolean {
    const others = this.domainsOf(b)
    return this.domainsOf(a).some(domain => others.includes(domain))
  }

  /** Whether the addresses of services are routed between two clusters as well. */
  carriesServices(a: string | undefined, b: string | undefined): boolean {
    return [a, b].every(cluster => this.domainsOf(cluster).includes(submariner))
  }

  /** What a cluster is part of, by name: two clusters share routes where they share one of these. */
  domainsOf(cluster: string | undefined): readonly string[] {
    const joined = this.#joined.get(cluster ?? '') ?? []
    const region = this.#regions.get(cluster ?? '')
    if (region?.isIsland) return [`island ${region.name}`, ...joined]
    return region || this.#isFlat ? ['fleet', ...joined] : joined
  }
}

const submariner = 'submariner'

/** What joins clusters and leaves addresses as they are: Submariner without Globalnet, a Cilium mesh. */
function domainsByCluster({
  fleet,
  networks,
  meshIdentities,
}: FleetNetworks): ReadonlyMap<string, readonly string[]> {
  const meshed = new Set(meshIdentities.map(({ cluster }) => cluster))
  const isTranslated = networks.ranges.some(({ role }) => role === 'globalnet')
  const environments = new Map<string, string>(
    fleet.clusters.map(({ name, environment }) => [name, environment.name]),
  )
  return new Map(
    [...networks.clusters].map(([name, { tools }]) => {
      const environment = environments.get(name)
      return [
        name,
        [
          ...(tools.has('submariner') && !isTranslated ? [submariner] : []),
          // Each environment has a mesh of its own.
          ...(meshed.has(name) && environment !== undefined ? [`mesh ${environment}`] : []),
        ],
      ] as const
    }),
  )
}
