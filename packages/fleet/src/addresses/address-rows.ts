import {
  formatCidr,
  idsOf,
  ledgerEntries,
  type AddressRow,
  type Cidr,
  type IdClaim,
  type IdSection,
  type Ledger,
  type LedgerEntry,
} from '@bulkhead/ipam'
import type { Fleet } from '../fleet.ts'
import type { LoadedFleet } from '../load-fleet.ts'
import { adoptedRanges } from './adopted-ranges.ts'
import { homesIn } from './homes.ts'
import { readOwner } from './owner.ts'

/** The id that an owner has in a mesh. */
export type IdRow = Pick<IdClaim, 'id' | 'owner' | 'state'> & { readonly mesh: string }

/** The number of an owner's autonomous system. */
export type AsnRow = Pick<IdClaim, 'owner' | 'state'> & { readonly asn: number }

/** What a ledger has, in the words of a fleet. */
export interface AddressRows {
  /** Pool by pool in order of name; each block followed by its ranges, by address. */
  readonly blocks: readonly AddressRow[]
  /** Mesh by mesh in order of name, by number. */
  readonly ids: readonly IdRow[]
  readonly asns: readonly AsnRow[]
}

/** Which of the rows are wanted; all of those that every given name fits. */
export interface RowFilter {
  readonly pool?: string | undefined
  readonly region?: string | undefined
  readonly cluster?: string | undefined
}

/** Where ranges are said to come from that no pool gave out. */
export const adoptedPool = 'adopted'

/** The rows of a fleet: every range with its region, cluster or zone, and every mesh id. */
export function addressRows({ fleet, ledger }: Pick<LoadedFleet, 'fleet' | 'ledger'>): AddressRows {
  const regionOf = regionsOfOwners(fleet, ledger)
  const rowOf = ({
    cidr,
    claim = cidr,
    role,
    owner,
    pool,
    state,
  }: Omit<LedgerEntry, 'block' | 'isBlock' | 'isIsland' | 'claim'> & {
    claim?: Cidr
  }): AddressRow => {
    const held = readOwner(owner)
    const region = regionOf.get(owner)
    return {
      cidr: formatCidr(cidr),
      ...(claim.prefix < cidr.prefix && { claim: formatCidr(claim) }),
      role,
      owner,
      ...(region !== undefined && { region }),
      ...(held?.kind === 'cluster' && { cluster: held.name }),
      ...(held?.kind === 'zone' && { zone: held.name }),
      pool,
      state,
    }
  }
  const adopted = adoptedRanges(fleet, ledger).map(range =>
    rowOf({ ...range, pool: adoptedPool, state: 'active' }),
  )
  return {
    blocks: [...ledgerEntries(ledger).map(rowOf), ...adopted],
    ids: namesIn(ledger, 'meshes').flatMap(mesh =>
      idsOf(ledger, mesh).map(({ id, owner, state }) => ({ id, mesh, owner, state })),
    ),
    asns: namesIn(ledger, 'asns').flatMap(name =>
      idsOf(ledger, name, 'asns').map(({ id, owner, state }) => ({ asn: id, owner, state })),
    ),
  }
}

function namesIn(ledger: Ledger, section: IdSection): readonly string[] {
  return [...ledger[section].keys()].sort()
}

/** The region of each owner: as the spec says, or by the block that its ranges lie in. */
function regionsOfOwners(fleet: Fleet, ledger: Ledger): ReadonlyMap<string, string> {
  const regions = new Map<string, string>()
  for (const pool of ledger.pools.values()) {
    for (const block of pool.values()) {
      const holder = readOwner(block.owner)
      if (holder?.kind !== 'region') continue
      for (const { owner } of [block, ...block.ranges]) regions.set(owner, holder.name)
    }
  }
  for (const [owner, { region }] of homesIn(fleet)) regions.set(owner, region)
  return regions
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
  const isWanted = ({ owner }: { readonly owner: string }) => owners.has(owner)
  return { blocks: wanted, ids: rows.ids.filter(isWanted), asns: rows.asns.filter(isWanted) }
}

/** The regions, zones and clusters of a fleet that the ledger has nothing for yet. */
export function ownersWithout({ blocks }: AddressRows, fleet: Fleet): readonly string[] {
  const held = new Set(blocks.map(({ owner }) => owner))
  return [...homesIn(fleet).keys()].filter(owner => !held.has(owner))
}
