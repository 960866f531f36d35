import type { AddressRow, Role } from '@bulkhead/ipam'
import type { AddressRows } from './address-rows.ts'

/** The ranges of each kind of member, as attributes. */
const ofRegion: Attributes = { block: 'region', vpc: 'vpc' }
const ofZone: Attributes = { nodes: 'subnet', load_balancers: 'loadbalancer' }
const ofCluster: Attributes = { pods: 'pod', services: 'service' }
/** What clusters have only in fleets with a pool for it. */
const inPools: Attributes = {
  nodes: 'node',
  load_balancers: 'loadbalancer',
  globalnet: 'globalnet',
}

type Attributes = Readonly<Record<string, Role>>

/**
 * Rows as a `*.auto.tfvars.json` file: the value of a variable `regions`, a map by name. All
 * regions have the same attributes, and so have all zones and all clusters, null where one lacks
 * what others have, so that Terraform takes each map as one type. IPv6 ranges, those of pools for
 * clusters and ASNs are there in fleets that have them. What is quarantined is nobody's, and left
 * out.
 */
export function formatTfvars({ blocks, ids, asns }: AddressRows): string {
  const used = blocks.filter(({ state }) => state !== 'quarantined')
  const hasIpv6 = used.some(isIpv6)
  const ofPools = Object.entries(inPools).filter(([, role]) =>
    used.some(row => row.cluster !== undefined && row.role === role),
  )
  const regions = membersOf(used, 'region', (own, name) => ({
    ...ranges(own, ofRegion),
    ...(asns.length > 0 && {
      asn: asns.find(({ owner }) => owner === `region/${name}`)?.asn ?? null,
    }),
    zones: membersOf(own, 'zone', zone => ranges(zone, ofZone)),
    clusters: membersOf(own, 'cluster', cluster => ({
      ...ranges(cluster, { ...ofCluster, ...Object.fromEntries(ofPools) }),
      mesh_id: ids.find(({ owner }) => owner === cluster[0]?.owner)?.id ?? null,
    })),
  }))
  return `${JSON.stringify({ regions }, null, 2)}\n`

  function ranges(own: readonly AddressRow[], attributes: Attributes) {
    return Object.fromEntries(
      Object.entries(attributes).flatMap(([name, role]) => {
        const mine = own.filter(row => row.role === role)
        const [ipv4, ipv6] = [mine.find(row => !isIpv6(row)), mine.find(isIpv6)]
        const range = [name, ipv4?.cidr ?? null] as const
        return hasIpv6 ? [range, [`${name}_ipv6`, ipv6?.cidr ?? null] as const] : [range]
      }),
    )
  }
}

function isIpv6({ cidr }: AddressRow): boolean {
  return cidr.includes(':')
}

/** The members that rows name, by name and in its order, each described by its own rows. */
function membersOf<Described>(
  rows: readonly AddressRow[],
  kind: 'region' | 'zone' | 'cluster',
  describe: (own: readonly AddressRow[], name: string) => Described,
): Readonly<Record<string, Described>> {
  const groups = [...Map.groupBy(rows, row => row[kind])]
  return Object.fromEntries(
    groups
      .flatMap(([name, own]) => (name === undefined ? [] : [[name, describe(own, name)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
