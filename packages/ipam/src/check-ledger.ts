import type { Location, Problem } from '@bulkhead/diagnostics'
import type { AddressSpace } from './address-space.ts'
import { hasId, type IdPool } from './allocate-id.ts'
import { checkNesting, type NestingFault } from './check-nesting.ts'
import { equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { describeRange } from './describe-range.ts'
import { formatCidr } from './format-cidr.ts'
import { ledgerEntries, type LedgerEntry } from './ledger-entries.ts'
import {
  blocksOf,
  idsOf,
  roles,
  type Block,
  type IdClaim,
  type IdSection,
  type Ledger,
  type Range,
} from './ledger.ts'
import { mayHold } from './may-hold.ts'
import { findOverlaps, mostOverlaps, type Overlap } from './overlap.ts'
import { companionOf, reservationsOn, type Pool } from './pool.ts'

/**
 * Whether the claims of a ledger fit the pools and meshes that are declared, and keep clear of one
 * another.
 */
export function checkLedger(
  ledger: Ledger,
  { pools, meshes, asns = [] }: AddressSpace,
): readonly Problem[] {
  const poolProblems = [...ledger.pools.keys()].flatMap(name => {
    const pool = pools.find(candidate => candidate.name === name)
    return checkPool(name, blocksOf(ledger, name), pool)
  })
  const idProblems = (section: IdSection, declared: readonly IdPool[]) =>
    [...ledger[section].keys()].flatMap(name => {
      const ids = declared.find(candidate => candidate.name === name)
      return checkIds(section, name, idsOf(ledger, name, section), ids)
    })
  return [
    ...poolProblems,
    ...checkRanges(ledger, pools),
    ...misplacedIn(ledger).map(describeMisplaced),
    ...islandOverlaps(claimsIn(ledger)).map(describeOverlap),
    ...idProblems('meshes', meshes),
    ...idProblems('asns', asns),
  ]
}

/**
 * The pairs of claims that share addresses and must not: all but ranges in their own block and
 * those in a range made to hold them, as subnets are in a VPC. Where one block is in another, that
 * is told, and not again of all that it holds.
 */
export function ledgerOverlaps(ledger: Ledger): readonly Overlap<LedgerEntry>[] {
  const overlapping = misplacedIn(ledger).filter(fault => fault.kind !== 'escape')
  return [...overlapping, ...islandOverlaps(claimsIn(ledger))]
}

/** The entries of a ledger with all that they claim, headroom included. */
function claimsIn(ledger: Ledger): readonly LedgerEntry[] {
  return ledgerEntries(ledger).map(entry => ({ ...entry, cidr: entry.claim }))
}

/** What is not where it should be: ranges in their block, subnets in their VPC, blocks apart. */
function misplacedIn(ledger: Ledger): readonly NestingFault<LedgerEntry>[] {
  const claims = claimsIn(ledger).filter(({ isIsland }) => !isIsland)
  return checkNesting(claims, {
    depthOf: ({ role }) => roles.indexOf(role),
    mayHold: (outer, inner) => isNested({ outer, inner }),
    needsHolder: ({ isBlock }) => !isBlock,
  })
}

/**
 * What an island draws for itself may repeat from one to another, and meets nothing else. So ranges
 * of islands are held against the rest as one group, and against one another in each.
 */
function islandOverlaps(claims: readonly LedgerEntry[]): readonly Overlap<LedgerEntry>[] {
  const drawn = claims.filter(({ isIsland }) => isIsland)
  const islands = Map.groupBy(drawn, ({ block }) => formatCidr(block))
  const most = mostOverlaps
  return [
    ...findOverlaps(claims, { groupOf: ({ isIsland }) => isIsland, most }),
    ...[...islands.values()].flatMap(island => findOverlaps(island, { most })),
  ]
}

function isNested({ outer, inner }: Overlap<LedgerEntry>): boolean {
  return mayHold[outer.role].includes(inner.role) && isSameBlock(outer, inner)
}

function isSameBlock(a: LedgerEntry, b: LedgerEntry): boolean {
  return a.pool === b.pool && equalCidrs(a.block, b.block)
}

function describeMisplaced(fault: NestingFault<LedgerEntry>): Problem {
  if (fault.kind !== 'escape') return describeOverlap(fault)
  const { inner } = fault
  return problemAt(inner, {
    code: 'IPAM_OUTSIDE_BLOCK',
    message: `${describeRange(inner)} lies outside its block ${formatCidr(inner.block)}`,
    hint: 'Restore the line from git: what is cut from a block lies in it.',
  })
}

function describeOverlap({ outer, inner }: Overlap<LedgerEntry>): Problem {
  return problemAt(inner, {
    code: 'IPAM_OVERLAP',
    message: `${describeRange(inner)} overlaps ${describeRange(outer)}`,
    hint: 'Release one of the two and let it be allocated anew.',
  })
}

function checkPool(
  name: string,
  blocks: readonly Block[],
  pool: Pool | undefined,
): readonly Problem[] {
  if (pool) return blocks.flatMap(block => checkBlock(block, pool))
  return blocks.slice(0, 1).map(block =>
    problemAt(block, {
      code: 'IPAM_UNKNOWN_POOL',
      message: `the ledger has blocks of pool "${name}", which is not declared`,
      hint: 'Declare the pool again, or release its blocks.',
    }),
  )
}

function checkBlock(block: Block, pool: Pool): readonly Problem[] {
  const problems: Problem[] = []
  const report = (code: string, message: string, hint: string) =>
    problems.push(problemAt(block, { code, message, hint }))
  const text = `${formatCidr(block.cidr)} of ${block.owner}`
  if (!contains(pool.cidr, block.cidr)) {
    const message = `${text} lies outside pool "${pool.name}" (${formatCidr(pool.cidr)})`
    report('IPAM_OUTSIDE_POOL', message, 'Widen the pool, or release the block.')
  }
  if (block.cidr.prefix !== pool.blockPrefix) {
    const message = `${text} is not a block of pool "${pool.name}": those are /${pool.blockPrefix}`
    report('IPAM_BLOCK_SIZE', message, 'Restore the block size of the pool, or release the block.')
  }
  const [role, expected] = [block.role ?? 'region', pool.role ?? 'region']
  if (role !== expected) {
    const message = `${text} is a ${role} block, and pool "${pool.name}" is for ${expected} blocks`
    report('IPAM_ROLE', message, 'Restore the role of the pool, or release the block.')
  }
  const ipv6 = companionOf(pool, block.cidr)
  if (block.ipv6 && (!ipv6 || !equalCidrs(block.ipv6, ipv6))) {
    const message = `${formatCidr(block.ipv6)} is not the IPv6 block that goes with ${text}${ipv6 ? `: that is ${formatCidr(ipv6)}` : ''}`
    report('IPAM_IPV6', message, 'Restore the IPv6 range of the pool, or release the block.')
  }
  for (const { cidr, reason, strength = 'reserved' } of reservationsOn(pool, block.cidr)) {
    if (strength !== 'reserved') continue
    const message = `${text} is in ${formatCidr(cidr)}, which is reserved (${reason})`
    report('IPAM_RESERVED', message, 'Remove the reservation, or release the block.')
  }
  return problems
}

/** What a block was cut into, and what was drawn for it from elsewhere. */
function checkRanges(ledger: Ledger, pools: readonly Pool[]): readonly Problem[] {
  return [...ledger.pools.keys()].flatMap(name =>
    blocksOf(ledger, name).flatMap(block =>
      block.ranges.flatMap(range => [
        ...checkState(range, block),
        ...(range.pool === undefined ? [] : checkDrawn(range, range.pool, pools)),
      ]),
    ),
  )
}

function checkState(range: Range, block: Block): readonly Problem[] {
  const { state = block.state } = range
  if (block.state !== 'quarantined' || state === 'quarantined') return []
  return [
    problemAt(range, {
      code: 'IPAM_STATE',
      message: `${describeRange(range)} is ${state} in ${formatCidr(block.cidr)}, which is quarantined`,
      hint: 'Restore the line from git: what is in a quarantined block is quarantined with it.',
    }),
  ]
}

function checkDrawn(range: Range, name: string, pools: readonly Pool[]): readonly Problem[] {
  const pool = pools.find(candidate => candidate.name === name && candidate.islands)
  if (!pool) {
    const message = `${describeRange(range)} is drawn from pool "${name}", which is not declared for islands`
    const hint = 'Declare the pool again, or release the range.'
    return [problemAt(range, { code: 'IPAM_UNKNOWN_POOL', message, hint })]
  }
  if (contains(pool.cidr, range.cidr)) return []
  const message = `${describeRange(range)} lies outside pool "${name}" (${formatCidr(pool.cidr)})`
  const hint = 'Widen the pool, or release the range.'
  return [problemAt(range, { code: 'IPAM_OUTSIDE_POOL', message, hint })]
}

const idNouns: Readonly<Record<IdSection, string>> = { meshes: 'mesh', asns: 'ASN range' }

function checkIds(
  section: IdSection,
  name: string,
  claims: readonly IdClaim[],
  ids: IdPool | undefined,
): readonly Problem[] {
  const noun = idNouns[section]
  if (ids) {
    return claims.filter(({ id }) => !hasId(ids, id)).map(claim => wrongId(claim, noun, ids))
  }
  return claims.slice(0, 1).map(claim =>
    problemAt(claim, {
      code: 'IPAM_UNKNOWN_MESH',
      message: `the ledger has ids of ${noun} "${name}", which is not declared`,
      hint: `Declare the ${noun} again, or release its ids.`,
    }),
  )
}

function wrongId(claim: IdClaim, noun: string, { name, min, max }: IdPool): Problem {
  return problemAt(claim, {
    code: 'IPAM_ID',
    message: `id ${claim.id} of ${claim.owner} is not one that ${noun} "${name}" gives out (${min} to ${max})`,
    hint: 'Allow the id again, or release it.',
  })
}

function problemAt(
  { location }: { readonly location?: Location },
  problem: Omit<Problem, 'location'>,
): Problem {
  return location ? { ...problem, location } : problem
}
