import type { AddressSpace } from './address-space.ts'
import { addressCount } from './addresses.ts'
import type { Cidr } from './cidr.ts'
import { subtract } from './cidr-sets.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { contains, overlaps } from './contains.ts'
import { forecastPool } from './forecast.ts'
import { ledgerEntries, type LedgerEntry } from './ledger-entries.ts'
import { blocksOf, type Block, type Ledger, type Role, type State } from './ledger.ts'
import type { Pool } from './pool.ts'
import { supernet } from './subnets.ts'

/** A pool, and all of it in order of address. */
export interface PoolNode {
  readonly kind: 'pool'
  readonly name: string
  /** Absent for a pool that is no longer declared. */
  readonly pool: Pool | undefined
  /** Blocks that are taken, and those that could ever be: the reserved ones are in neither. */
  readonly used: number
  readonly total: number
  readonly children: readonly AddressNode[]
}

/** A block or a range, and what it was cut into. */
export interface ClaimNode {
  readonly kind: 'claim'
  readonly cidr: Cidr
  readonly role: Role
  readonly owner: string
  readonly state: State
  /** The share of it that is cut, from 0 to 1; absent of what was not cut. */
  readonly used?: number
  readonly children: readonly AddressNode[]
}

interface ReservedNode {
  readonly kind: 'reserved'
  readonly cidr: Cidr
  readonly reason: string
}

export type AddressNode =
  | ClaimNode
  | ReservedNode
  /** Neighbours that are free, as the fewest blocks. */
  | { readonly kind: 'free'; readonly blocks: readonly Cidr[] }

/** Everything that is given out, each in what it was cut from, with what is free between. */
export function addressTree(ledger: Ledger, { pools }: AddressSpace): readonly PoolNode[] {
  const entries = Map.groupBy(ledgerEntries(ledger), ({ pool }) => pool)
  const names = new Set([...pools.map(({ name }) => name), ...ledger.pools.keys()])
  return [...names].sort().map(name => {
    const claims = (entries.get(name) ?? []).toSorted((a, b) => compareCidrs(a.cidr, b.cidr))
    const pool = pools.find(candidate => candidate.name === name)
    return pool ? poolNode(pool, blocksOf(ledger, name), claims) : undeclaredPool(name, claims)
  })
}

function poolNode(pool: Pool, blocks: readonly Block[], claims: readonly LedgerEntry[]): PoolNode {
  const { used, more } = forecastPool(pool, blocks)
  const reserved = reservedNodes(pool, claims)
  const children = fillGaps(pool.cidr, [...nest(claims), ...reserved])
  return { kind: 'pool', name: pool.name, pool, used, total: used + more, children }
}

function undeclaredPool(name: string, claims: readonly LedgerEntry[]): PoolNode {
  const children = nest(claims)
  return { kind: 'pool', name, pool: undefined, used: children.length, total: 0, children }
}

/** A reservation takes whole slots, however little of them it needs. */
function reservedNodes(
  { cidr: pool, blockPrefix, reserved }: Pool,
  claims: readonly LedgerEntry[],
): readonly ReservedNode[] {
  return (
    reserved
      .filter(({ cidr }) => overlaps(cidr, pool))
      // A block may be where nothing new is put any more.
      .filter(({ cidr }) => !claims.some(({ claim }) => overlaps(claim, cidr)))
      .map(({ cidr, reason }) => {
        if (contains(cidr, pool)) return { kind: 'reserved', cidr: pool, reason }
        const slots = supernet(cidr, Math.min(cidr.prefix, blockPrefix))
        return { kind: 'reserved', cidr: slots, reason }
      })
  )
}

/**
 * Puts claims, which are in order of address, into those that hold them. Equal ones, as islands
 * have them, stay beside one another.
 */
function nest(claims: readonly LedgerEntry[]): readonly ClaimNode[] {
  const outermost: ClaimNode[] = []
  for (let at = 0, end = 0; at < claims.length; at = end) {
    const outer = claims[at]!
    end = at + 1
    while (end < claims.length && encloses(outer.cidr, claims[end]!.cidr)) end++
    outermost.push(claimNode(outer, nest(claims.slice(at + 1, end))))
  }
  return outermost
}

function encloses(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix < inner.prefix && contains(outer, inner)
}

function claimNode(
  { cidr, role, owner, state }: LedgerEntry,
  inner: readonly ClaimNode[],
): ClaimNode {
  const claim = { kind: 'claim', cidr, role, owner, state } as const
  if (inner.length === 0) return { ...claim, children: [] }
  const taken = inner.reduce((sum, child) => sum + addressCount(child.cidr), 0)
  return { ...claim, used: taken / addressCount(cidr), children: fillGaps(cidr, inner) }
}

/** The children with what is free between them; neighbours that are free become one. */
function fillGaps(
  window: Cidr,
  children: readonly (ClaimNode | ReservedNode)[],
): readonly AddressNode[] {
  const taken = children.map(({ cidr }) => cidr)
  const free = subtract([window], taken).map(cidr => ({ kind: 'free' as const, cidr }))
  const filled: AddressNode[] = []
  for (const child of [...children, ...free].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    const last = filled.at(-1)
    if (child.kind !== 'free') filled.push(child)
    else if (last?.kind !== 'free') filled.push({ kind: 'free', blocks: [child.cidr] })
    else filled[filled.length - 1] = { kind: 'free', blocks: [...last.blocks, child.cidr] }
  }
  return filled
}

/**
 * The part of a tree that leads to some claims: each of them with all that it holds, and what
 * encloses it without the rest.
 */
export function pruneTree(
  pools: readonly PoolNode[],
  isWanted: (claim: ClaimNode) => boolean,
): readonly PoolNode[] {
  return pools.flatMap(pool => {
    const children = pruneNodes(pool.children, isWanted)
    return children.length > 0 ? [{ ...pool, children }] : []
  })
}

function pruneNodes(
  nodes: readonly AddressNode[],
  isWanted: (claim: ClaimNode) => boolean,
): readonly AddressNode[] {
  return nodes.flatMap(node => {
    if (node.kind !== 'claim') return []
    if (isWanted(node)) return [node]
    const children = pruneNodes(node.children, isWanted)
    return children.length > 0 ? [{ ...node, children }] : []
  })
}
