import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'

/** What a range is for. A block of a pool is a `region`. */
export const roles = ['region', 'vpc', 'subnet', 'node', 'pod', 'service', 'loadbalancer'] as const
export type Role = (typeof roles)[number]

/**
 * - `planned`: taken, not yet in use.
 * - `active`: in use; never moves.
 * - `draining`: in use by what is being removed.
 * - `quarantined`: released, not yet to be given to another, for routes and caches may remember.
 */
export const states = ['planned', 'active', 'draining', 'quarantined'] as const
export type State = (typeof states)[number]

/** A part of a block that was given to an owner. */
export interface Range {
  readonly cidr: Cidr
  readonly role: Role
  readonly owner: string
  /** Its own state, where that is not the block's. */
  readonly state?: State
  /** Where the ledger says so, when it was read from a file. */
  readonly location?: Location
}

/** A slot of a pool that was given to an owner, and what it was cut into. */
export interface Block {
  readonly cidr: Cidr
  readonly owner: string
  readonly state: State
  /** In order of address, outer before inner. */
  readonly ranges: readonly Range[]
  readonly location?: Location
}

/** A number of a mesh that was given to an owner. */
export interface IdClaim {
  readonly id: number
  readonly owner: string
  readonly state: State
  readonly location?: Location
}

/** The blocks of one pool by their canonical text. */
export type PoolLedger = ReadonlyMap<string, Block>

/** The claims of one mesh by their number. */
export type MeshLedger = ReadonlyMap<number, IdClaim>

/**
 * Who has which addresses and ids: what `fleet/addresses.yaml` records. Owners are opaque names
 * such as `region/us-east-1`. A value: every change makes a new one.
 */
export interface Ledger {
  readonly pools: ReadonlyMap<string, PoolLedger>
  readonly meshes: ReadonlyMap<string, MeshLedger>
}

export const emptyLedger: Ledger = { pools: new Map(), meshes: new Map() }

/** The blocks taken from a pool, in order of address. */
export function blocksOf(ledger: Ledger, pool: string): readonly Block[] {
  const blocks = ledger.pools.get(pool)?.values() ?? []
  return [...blocks].sort((a, b) => compareCidrs(a.cidr, b.cidr))
}

/** The block that an owner has in a pool. */
export function findBlock(ledger: Ledger, pool: string, owner: string): Block | undefined {
  return [...(ledger.pools.get(pool)?.values() ?? [])].find(block => block.owner === owner)
}

/** The range that an owner has in a block for a purpose. */
export function findRange(
  block: Block,
  { owner, role }: { readonly owner: string; readonly role: Role },
): Range | undefined {
  return block.ranges.find(range => range.owner === owner && range.role === role)
}

/** The ids taken from a mesh, in order. */
export function idsOf(ledger: Ledger, mesh: string): readonly IdClaim[] {
  const claims = ledger.meshes.get(mesh)?.values() ?? []
  return [...claims].sort((a, b) => a.id - b.id)
}

/** The id that an owner has in a mesh. */
export function findId(ledger: Ledger, mesh: string, owner: string): IdClaim | undefined {
  return [...(ledger.meshes.get(mesh)?.values() ?? [])].find(claim => claim.owner === owner)
}
