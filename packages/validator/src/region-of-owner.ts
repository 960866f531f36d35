import { ownerOf, readOwner, type Fleet } from '@bulkhead/fleet'

/** The region of an owner of the ledger; nothing for what the fleet no longer has. */
export function regionOfOwner({ regions, clusters }: Fleet): (owner: string) => string | undefined {
  const known = new Map<string, string>([
    ...regions.flatMap(({ name, zones }) => zones.map(zone => [ownerOf.zone(zone), name] as const)),
    ...clusters.map(({ name, region }) => [ownerOf.cluster(name), region.name] as const),
  ])
  return owner => {
    const named = readOwner(owner)
    return named?.kind === 'region' ? named.name : known.get(owner)
  }
}
