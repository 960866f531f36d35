import { formatLocation, startOf, type Problem } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import {
  formatCidr,
  ledgerEntries,
  ledgerOverlaps,
  overlaps,
  type Cidr,
  type Ledger,
  type LedgerEntry,
} from '@bulkhead/ipam'
import { accountOf, accountsOf } from '../account-of.ts'
import { checkRoom } from '../check-room.ts'
import { describeClaim } from '../describe-claim.ts'
import type { Routes } from '../routes.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const poolAccounting: Rule = {
  id: 'NET008',
  name: 'pool-accounting',
  severity: 'error',
  summary: 'Every range is taken from its pool once, and manifests state what the ledger gives.',

  *check(snapshot) {
    yield* checkLedger(snapshot)
    yield* checkManifests(snapshot)
    yield* checkRoom(snapshot)
  },
}

/** Faults of the ledger that no other rule tells of. */
const codes: ReadonlySet<string> = new Set([
  'IPAM_OUTSIDE_POOL',
  'IPAM_OUTSIDE_BLOCK',
  'IPAM_BLOCK_SIZE',
  'IPAM_RESERVED',
  'IPAM_UNKNOWN_POOL',
  'IPAM_DUPLICATE_OWNER',
  'IPAM_ROLE',
  'IPAM_IPV6',
  'IPAM_STATE',
  'IPAM_OWNER',
  'IPAM_UNKNOWN_OWNER',
  'IPAM_MOVED',
])

function* checkLedger({ ledger, ledgerProblems, routes }: Snapshot): Generator<Observation> {
  for (const problem of ledgerProblems) {
    if (codes.has(problem.code)) yield observationOf(problem)
  }
  const outside = new Set(
    ledgerProblems
      .filter(({ code }) => code === 'IPAM_OUTSIDE_BLOCK')
      .map(({ location }) => location && formatLocation(location)),
  )
  const isInUse = rangesInUse(ledger)
  for (const { outer, inner } of ledgerOverlaps(ledger)) {
    if (isInUse(outer, inner) && isForOtherRules(outer, inner, routes)) continue
    if (inner.location && outside.has(formatLocation(inner.location))) continue
    const place = outer.location ?? startOf(ledgerPath)
    yield {
      message: `${describeEntry(inner)} is allocated twice: it overlaps ${describeEntry(outer)}`,
      location: inner.location ?? startOf(ledgerPath),
      related: [{ ...place, message: describeEntry(outer) }],
      hint: 'Restore the ledger from git, and let `bulkhead generate` allocate what is missing.',
    }
  }
}

function observationOf({ message, location, hint }: Problem): Observation {
  return {
    message,
    location: location ?? startOf(ledgerPath),
    hint: hint ?? 'Restore the ledger from git.',
  }
}

/** Whether what is in use of two claims overlaps, and not only what is kept for growth. */
function rangesInUse(ledger: Ledger): (a: LedgerEntry, b: LedgerEntry) => boolean {
  const keyOf = ({ pool, block, claim, role, owner }: LedgerEntry) =>
    `${pool} ${formatCidr(block)} ${formatCidr(claim)} ${role} ${owner}`
  let used: ReadonlyMap<string, Cidr> | undefined
  return (a, b) => {
    used ??= new Map(
      ledgerEntries(ledger)
        .filter(({ role, state }) => role !== 'region' && state !== 'quarantined')
        .map(entry => [keyOf(entry), entry.cidr]),
    )
    const [mine, theirs] = [used.get(keyOf(a)), used.get(keyOf(b))]
    return mine !== undefined && theirs !== undefined && overlaps(mine, theirs)
  }
}

/** What is in use on both sides is for NET001 to NET003, but for services, and pods of islands. */
function isForOtherRules(a: LedgerEntry, b: LedgerEntry, routes: Routes): boolean {
  const isInCluster = ({ role }: LedgerEntry) => role === 'pod' || role === 'service'
  if (!isInCluster(a) || !isInCluster(b) || a.owner === b.owner) return true
  const clusterOf = ({ owner }: LedgerEntry) => owner.replace(/^cluster\//, '')
  return a.role === 'pod' && b.role === 'pod' && routes.shares(clusterOf(a), clusterOf(b))
}

function describeEntry({ cidr, role, owner, state }: LedgerEntry): string {
  return `${formatCidr(cidr)} (${role} of ${owner}${state === 'quarantined' ? ', quarantined' : ''})`
}

function* checkManifests({
  claims,
  ledgerClaims,
  ledgerProblems,
}: Snapshot): Generator<Observation> {
  const given = accountsOf(ledgerClaims)
  for (const claim of claims) {
    // What nobody wrote is for NET006.
    if (claim.source !== 'manifest' || claim.implicit) continue
    const mine = (given.get(accountOf(claim)) ?? []).filter(
      ({ cidr }) => cidr.family === claim.cidr.family,
    )
    const [first] = mine
    const text = formatCidr(claim.cidr)
    if (!first || mine.some(({ cidr }) => formatCidr(cidr) === text)) continue
    const texts = mine.map(({ cidr }) => formatCidr(cidr)).join(', ')
    yield {
      message: `${describeClaim(claim)} is not what the ${first.source} gives: ${texts}`,
      location: claim.locate(),
      related: mine.map(other => ({ ...other.locate(), message: describeClaim(other) })),
      hint:
        ledgerProblems.length > 0
          ? 'Restore fleet/addresses.yaml from git first: it has faults of its own.'
          : `Write ${texts}, or delete the file and run \`bulkhead generate\`.`,
      cluster: claim.cluster,
      object: claim.object,
    }
  }
}
