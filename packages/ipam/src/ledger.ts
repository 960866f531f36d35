import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'

/** What a range is for. A block of a pool is a `region`, unless its pool says otherwise. */
export const roles = [
  'region',
  'vpc',
  'subnet',
  'node',
  'pod',
  'service',
  'loadbalancer',
  'globalnet',
] as const
export type Role = (typeof roles)[number]

/**
 * - `planned`: taken, not known to be in use. Never moves once it has landed.
 * - `active`: in use; never moves.
 * - `draining`: in use by what is being removed.
 * - `quarantined`: released, not yet to be given to another, for routes and caches may remember.
 */
export const states = ['planned', 'active', 'draining', 'quarantined'] as const
export type State = (typeof states)[number]

/** What an owner may use, and what it uses of that. */
export interface Claim {
  /** What is claimed: no other claim touches it. */
  readonly cidr: Cidr
  /** What is in use, where that is less: the rest is headroom, in which it grows in place. */
  readonly use?: Cidr
}

/** The addresses of a claim that are in use. */
export function inUse({ cidr, use = cidr }: Claim): Cidr {
  return use
}

/** A part of a block that was given to an owner. */
export interface Range extends Claim {
  readonly role: Role
  readonly owner: string
  /** Its own state, where that is not the block's. */
  readonly state?: State
  /**
   * The pool that it is drawn from, where that is not the block: one from which every island
   * draws for itself, so that such ranges repeat from block to block.
   */
  readonly pool?: string
  /** Where the ledger says so, when it was read from a file. */
  readonly location?: Location
}

/** A slot of a pool that was given to an owner, and what it was cut into. */
export interface Block extends Claim {
  /** What the pool is for, where that is not regions. */
  readonly role?: Role
  /** The block of a dual-stack pool that belongs to it. */
  readonly ipv6?: Cidr
  readonly owner: string
  readonly state: State
  /** In order of address, outer before inner. */
  readonly ranges: readonly Range[]
  readonly location?: Location
}

/** A number that was given to an owner. */
export interface IdClaim {
  readonly id: number
  readonly owner: string
  readonly state: State
  readonly location?: Location
}

/** The blocks of one pool by their canonical text. */
export type PoolLedger = ReadonlyMap<string, Block>

/** The claims of numbers of one kind by their number. */
export type IdLedger = ReadonlyMap<number, IdClaim>

/** Kinds of numbers: cluster ids of meshes, and numbers of autonomous systems (BGP). */
export const idSections = ['meshes', 'asns'] as const
export type IdSection = (typeof idSections)[number]

/**
 * Who has which addresses and ids: what `fleet/addresses.yaml` records. Owners are opaque names
 * such as `region/us-east-1`. A value: every change makes a new one.
 */
export interface Ledger {
  readonly pools: ReadonlyMap<string, PoolLedger>
  readonly meshes: ReadonlyMap<string, IdLedger>
  readonly asns: ReadonlyMap<string, IdLedger>
}

export const emptyLedger: Ledger = { pools: new Map(), meshes: new Map(), asns: new Map() }

/** The blocks taken from a pool, in order of address. */
export function blocksOf(ledger: Ledger, pool: string): readonly Block[] {
  const blocks = ledger.pools.get(pool)?.values() ?? []
  return [...blocks].sort((a, b) => compareCidrs(a.cidr, b.cidr))
}

/** The block that an owner has in a pool. */
export function findBlock(ledger: Ledger, pool: string, owner: string): Block | undefined {
  return [...(ledger.pools.get(pool)?.values() ?? [])].find(block => block.owner === owner)
}

/** The range that an owner has in a block for a purpose, of the family of `cidr`. */
export function findRange(
  block: Block,
  { cidr, owner, role }: Pick<Range, 'cidr' | 'owner' | 'role'>,
): Range | undefined {
  return block.ranges.find(
    range => range.owner === owner && range.role === role && range.cidr.family === cidr.family,
  )
}

/** The numbers taken under a name, in order. */
export function idsOf(
  ledger: Ledger,
  name: string,
  section: IdSection = 'meshes',
): readonly IdClaim[] {
  const claims = ledger[section].get(name)?.values() ?? []
  return [...claims].sort((a, b) => a.id - b.id)
}

/** The number that an owner has under a name. */
export function findId(
  ledger: Ledger,
  name: string,
  owner: string,
  section: IdSection = 'meshes',
): IdClaim | undefined {
  return [...(ledger[section].get(name)?.values() ?? [])].find(claim => claim.owner === owner)
}
