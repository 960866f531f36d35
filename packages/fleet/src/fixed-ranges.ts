import { readCidr, type Role } from '@bulkhead/ipam'
import { ownerOf } from './addresses/owner.ts'
import type { FixedRange, FixedSource, ForeignRange } from './fleet.ts'
import type { RegionName } from './name.ts'
import type { Spec } from './read-spec.ts'

type Written = string | readonly string[] | undefined

/** What the fields of `addresses` say of. */
export const addressRoles = {
  nodes: 'node',
  pods: 'pod',
  services: 'service',
  loadBalancers: 'loadbalancer',
  globalnet: 'globalnet',
} as const

/**
 * Every range that the spec gives to an owner: pins in regions and clusters, and imported ranges
 * of the fleet's own. What is not a range is left out, for `checkNetwork` to report.
 */
export function fixedRanges(spec: Spec): readonly FixedRange[] {
  return [...pinnedRanges(spec), ...importedRanges(spec)]
}

/** Imported ranges of others: nothing is given out there. */
export function foreignRanges(spec: Spec): readonly ForeignRange[] {
  return spec.ImportedRanges.flatMap(({ value }) =>
    value.spec.ranges.flatMap(({ cidr, reason, owner }, i) =>
      owner === undefined
        ? readAll(cidr).map(range => ({
            cidr: range.cidr,
            reason,
            source: importSource(value.metadata.name, i),
          }))
        : [],
    ),
  )
}

function importSource(name: string, index: number): FixedSource {
  return { kind: 'ImportedRanges', name, path: ['spec', 'ranges', index, 'cidr'] }
}

function pinnedRanges(spec: Spec): readonly FixedRange[] {
  return spec.Region.flatMap(({ value: { metadata, spec: region } }) => {
    const name = metadata.name as RegionName
    const pin = (
      source: FixedSource,
      owner: string,
      role: Role,
      written: Written,
    ): readonly FixedRange[] =>
      readAll(written).map(({ cidr, at }) => ({
        cidr,
        role,
        owner,
        region: name,
        source: at === undefined ? source : { ...source, path: [...source.path, at] },
      }))
    const ofRegion = (...path: string[]): FixedSource => ({
      kind: 'Region',
      name,
      path: ['spec', 'addresses', ...path],
    })
    const { block, vpc, zones = {} } = region.addresses ?? {}
    return [
      ...pin(ofRegion('block'), ownerOf.region(name), 'region', block),
      ...pin(ofRegion('vpc'), ownerOf.region(name), 'vpc', vpc),
      ...Object.entries(zones).flatMap(([zone, { nodes, loadBalancers }]) => [
        ...pin(ofRegion('zones', zone, 'nodes'), ownerOf.zone(zone), 'subnet', nodes),
        ...pin(
          ofRegion('zones', zone, 'loadBalancers'),
          ownerOf.zone(zone),
          'loadbalancer',
          loadBalancers,
        ),
      ]),
      ...(region.clusters ?? []).flatMap(cluster =>
        Object.entries(addressRoles).flatMap(([field, role]) =>
          pin(
            { kind: 'Cluster', name: cluster.name, path: ['addresses', field] },
            ownerOf.cluster(cluster.name),
            role,
            cluster.addresses?.[field as keyof typeof addressRoles],
          ),
        ),
      ),
    ]
  })
}

function importedRanges(spec: Spec): readonly FixedRange[] {
  const regions = regionsOfOwners(spec)
  return spec.ImportedRanges.flatMap(({ value }) =>
    value.spec.ranges.flatMap(({ cidr, role, owner = '' }, i): readonly FixedRange[] => {
      const region = regions.get(owner)
      if (role === undefined || region === undefined) return []
      const source = importSource(value.metadata.name, i)
      return readAll(cidr).map(range => ({ cidr: range.cidr, role, owner, region, source }))
    }),
  )
}

/** The region that each owner of addresses belongs to. */
export function regionsOfOwners(spec: Spec): ReadonlyMap<string, RegionName> {
  return new Map(
    spec.Region.flatMap(({ value: { metadata, spec: region } }) => {
      const owners = [
        ownerOf.region(metadata.name),
        ...(region.zones ?? []).map(ownerOf.zone),
        ...(region.clusters ?? []).map(({ name }) => ownerOf.cluster(name)),
      ]
      return owners.map(owner => [owner, metadata.name as RegionName] as const)
    }),
  )
}

function readAll(written: Written) {
  const texts = written === undefined ? [] : typeof written === 'string' ? [written] : written
  return texts.flatMap((text, index) => {
    const cidr = readCidr(text)
    if ('fault' in cidr) return []
    return [{ cidr, at: typeof written === 'string' ? undefined : index }]
  })
}
