import type { Location, Problem } from '@bulkhead/diagnostics'
import type { AddressSpace } from './address-space.ts'
import { hasId, type IdPool } from './allocate-id.ts'
import { equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import { ledgerEntries, type LedgerEntry } from './ledger-entries.ts'
import { blocksOf, idsOf, type Block, type IdClaim, type Ledger, type Role } from './ledger.ts'
import { findOverlaps, type Overlap } from './overlap.ts'
import { reservationsOn, type Pool } from './pool.ts'

/**
 * Whether the claims of a ledger fit the pools and meshes that are declared, and keep clear of one
 * another.
 */
export function checkLedger(ledger: Ledger, { pools, meshes }: AddressSpace): readonly Problem[] {
  const poolProblems = [...ledger.pools.keys()].flatMap(name => {
    const pool = pools.find(candidate => candidate.name === name)
    return checkPool(name, blocksOf(ledger, name), pool)
  })
  const meshProblems = [...ledger.meshes.keys()].flatMap(name => {
    const mesh = meshes.find(candidate => candidate.name === name)
    return checkMesh(name, idsOf(ledger, name), mesh)
  })
  return [...poolProblems, ...ledgerOverlaps(ledger).map(describeOverlap), ...meshProblems]
}

/**
 * The pairs of claims that share addresses and must not: all but ranges in their own block and
 * those in a range made to hold them, as subnets are in a VPC.
 */
export function ledgerOverlaps(ledger: Ledger): readonly Overlap<LedgerEntry>[] {
  return findOverlaps(ledgerEntries(ledger)).filter(pair => !isNested(pair))
}

/** What may lie inside what: pods and services are routed apart from the VPC. */
const mayHold: Readonly<Record<Role, readonly Role[]>> = {
  region: ['vpc', 'subnet', 'node', 'pod', 'service', 'loadbalancer'],
  vpc: ['subnet', 'node', 'loadbalancer'],
  subnet: ['node', 'loadbalancer'],
  node: [],
  pod: [],
  service: [],
  loadbalancer: [],
}

function isNested({ outer, inner }: Overlap<LedgerEntry>): boolean {
  return mayHold[outer.role].includes(inner.role) && isSameBlock(outer, inner)
}

function isSameBlock(a: LedgerEntry, b: LedgerEntry): boolean {
  return a.pool === b.pool && equalCidrs(a.block, b.block)
}

function describeOverlap({ outer, inner }: Overlap<LedgerEntry>): Problem {
  return problemAt(inner, {
    code: 'IPAM_OVERLAP',
    message: `${nameOf(inner)} overlaps ${nameOf(outer)}`,
    hint: 'Release one of the two and let it be allocated anew.',
  })
}

function nameOf({ cidr, role, owner }: LedgerEntry): string {
  return `${formatCidr(cidr)} (${role} of ${owner})`
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
  for (const { cidr, reason } of reservationsOn(pool, block.cidr)) {
    const message = `${text} is in ${formatCidr(cidr)}, which is reserved (${reason})`
    report('IPAM_RESERVED', message, 'Remove the reservation, or release the block.')
  }
  return problems
}

function checkMesh(
  name: string,
  claims: readonly IdClaim[],
  mesh: IdPool | undefined,
): readonly Problem[] {
  if (mesh) return claims.filter(({ id }) => !hasId(mesh, id)).map(claim => wrongId(claim, mesh))
  return claims.slice(0, 1).map(claim =>
    problemAt(claim, {
      code: 'IPAM_UNKNOWN_MESH',
      message: `the ledger has ids of mesh "${name}", which is not declared`,
      hint: 'Declare the mesh again, or release its ids.',
    }),
  )
}

function wrongId(claim: IdClaim, { name, min, max }: IdPool): Problem {
  return problemAt(claim, {
    code: 'IPAM_ID',
    message: `id ${claim.id} of ${claim.owner} is not one that mesh "${name}" gives out (${min} to ${max})`,
    hint: 'Allow the id again, or release it.',
  })
}

function problemAt(
  { location }: { readonly location?: Location },
  problem: Omit<Problem, 'location'>,
): Problem {
  return location ? { ...problem, location } : problem
}
