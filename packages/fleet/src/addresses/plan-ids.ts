import { FleetError } from '@bulkhead/diagnostics'
import { allocateId, hasId, idsOf, type IdClaim, type IdPool, type IdSection } from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import { ownerOf } from './owner.ts'
import type { Planning } from './planning.ts'

/** Who asks for a number, and the one that the spec fixes for it. */
interface Request {
  readonly owner: string
  readonly fixed: number | undefined
  readonly source: readonly ['Cluster' | 'Region', string, readonly string[]]
}

/** The number of each owner in each range of numbers: section → name → owner → claim. */
export type PlannedIds = Readonly<
  Record<IdSection, ReadonlyMap<string, ReadonlyMap<string, IdClaim>>>
>

/** Mesh ids of clusters and ASNs of regions: those they hold, those the spec fixes, or free ones. */
export function planIds(planning: Planning): PlannedIds {
  const { fleet } = planning
  const { meshes, asns = [] } = addressSpace(fleet)
  const forMesh = fleet.clusters.map(({ name, meshId }): Request => ({
    owner: ownerOf.cluster(name),
    fixed: meshId,
    source: ['Cluster', name, ['addresses', 'meshId']],
  }))
  const forAsn = fleet.regions.map(({ name, asn }): Request => ({
    owner: ownerOf.region(name),
    fixed: asn,
    source: ['Region', name, ['spec', 'addresses', 'asn']],
  }))
  return {
    meshes: new Map(meshes.map(pool => [pool.name, give(pool, 'meshes', forMesh, planning)])),
    asns: new Map(asns.map(pool => [pool.name, give(pool, 'asns', forAsn, planning)])),
  }
}

function give(
  pool: IdPool,
  section: IdSection,
  requests: readonly Request[],
  planning: Planning,
): ReadonlyMap<string, IdClaim> {
  const all = idsOf(planning.ledger, pool.name, section)
  const held = new Map(all.map(claim => [claim.owner, claim]))
  const given = new Map<string, IdClaim>()
  // What is fixed comes first, so that nothing else takes it.
  const [fixed, free] = [
    requests.filter(request => request.fixed !== undefined),
    requests.filter(request => request.fixed === undefined),
  ]
  for (const { owner, fixed: id, source } of [...fixed, ...free]) {
    const [kind, name, path] = source
    const location =
      id === undefined
        ? planning.network(section === 'meshes' ? 'mesh' : 'asns')
        : planning.sources.locate(kind, name, path)
    const claim = planning.attempt(location, () =>
      id === undefined ? (held.get(owner) ?? draw(pool, held, owner)) : fix(pool, held, owner, id),
    )
    if (!claim) continue
    held.set(owner, claim)
    given.set(owner, claim)
  }
  return given
}

function draw(pool: IdPool, held: ReadonlyMap<string, IdClaim>, owner: string): IdClaim {
  return { id: allocateId(pool, held.values(), owner), owner, state: 'planned' }
}

function fix(pool: IdPool, held: ReadonlyMap<string, IdClaim>, owner: string, id: number): IdClaim {
  const current = held.get(owner)
  if (current?.id === id) return current
  const other = [...held.values()].find(claim => claim.id === id)
  if (other) throw refused(`${id} belongs to ${other.owner}`, 'Fix one that is free, or none.')
  if (!hasId(pool, id)) {
    const message = `${id} is not one of the numbers given out here (${pool.min} to ${pool.max})`
    throw refused(message, 'Fix one that is, or allow it in spec.network.')
  }
  if (current && current.state !== 'planned' && current.state !== 'quarantined') {
    const message = `${owner} has ${current.id}, which is ${current.state} and cannot become ${id}`
    throw refused(message, `Fix ${current.id}, which it has, or none.`)
  }
  return { id, owner, state: 'planned' }
}

function refused(message: string, hint: string): FleetError {
  return new FleetError({ code: 'IPAM_PINNED', message, hint })
}
