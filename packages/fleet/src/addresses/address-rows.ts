import {
  blocksOf,
  formatCidr,
  idsOf,
  type AddressRow,
  type Block,
  type IdClaim,
  type Ledger,
} from '@bulkhead/ipam'
import type { Fleet } from '../fleet.ts'
import { ownerOf, readOwner } from './owner.ts'

/** The id that an owner has in a mesh. */
export type IdRow = Pick<IdClaim, 'id' | 'owner' | 'state'> & { readonly mesh: string }

/** What a ledger has, in the words of a fleet. */
export interface AddressRows {
  /** Pool by pool in order of name; each block followed by its ranges, by address. */
  readonly blocks: readonly AddressRow[]
  /** Mesh by mesh in order of name, by number. */
  readonly ids: readonly IdRow[]
}

/** Which of the rows are wanted; all of those that every given name fits. */
export interface RowFilter {
  readonly pool?: string | undefined
  readonly region?: string | undefined
  readonly cluster?: string | undefined
}

/** The rows of a ledger: every range with its region, cluster or zone, and every mesh id. */
export function addressRows(ledger: Ledger): AddressRows {
  const pools = [...ledger.pools.keys()].sort()
  const meshes = [...ledger.meshes.keys()].sort()
  return {
    blocks: pools.flatMap(pool => blocksOf(ledger, pool).flatMap(block => rowsOf(pool, block))),
    ids: meshes.flatMap(mesh =>
      idsOf(ledger, mesh).map(({ id, owner, state }) => ({ id, mesh, owner, state })),
    ),
  }
}

function rowsOf(pool: string, { ranges, ...block }: Block): readonly AddressRow[] {
  const holder = readOwner(block.owner)
  return [{ ...block, role: 'region' as const }, ...ranges].map(({ cidr, role, owner, state }) => {
    const held = readOwner(owner)
    return {
      cidr: formatCidr(cidr),
      role,
      owner,
      ...(holder?.kind === 'region' && { region: holder.name }),
      ...(held?.kind === 'cluster' && { cluster: held.name }),
      ...(held?.kind === 'zone' && { zone: held.name }),
      pool,
      state: state ?? block.state,
    }
  })
}

/** The rows that are wanted: all without a filter. An id belongs where its owner has ranges. */
export function filterRows(rows: AddressRows, { pool, region, cluster }: RowFilter): AddressRows {
  if ((pool ?? region ?? cluster) === undefined) return rows
  const wanted = rows.blocks.filter(
    row =>
      (pool === undefined || row.pool === pool) &&
      (region === undefined || row.region === region) &&
      (cluster === undefined || row.cluster === cluster),
  )
  const owners = new Set(wanted.map(({ owner }) => owner))
  return { blocks: wanted, ids: rows.ids.filter(({ owner }) => owners.has(owner)) }
}

/** The regions, zones and clusters of a fleet that the ledger has nothing for yet. */
export function ownersWithout({ blocks }: AddressRows, fleet: Fleet): readonly string[] {
  const held = new Set(blocks.map(({ owner }) => owner))
  return [
    ...fleet.regions.map(({ name }) => ownerOf.region(name)),
    ...fleet.regions.flatMap(({ zones }) => zones.map(ownerOf.zone)),
    ...fleet.clusters.map(({ name }) => ownerOf.cluster(name)),
  ].filter(owner => !held.has(owner))
}
