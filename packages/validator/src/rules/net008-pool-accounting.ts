import { startOf, type Problem } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import { contains, formatCidr, ledgerOverlaps, type LedgerEntry } from '@bulkhead/ipam'
import type { NetworkClaim } from '../network-claim.ts'
import { describeClaim } from '../describe-claim.ts'
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
    yield* checkCapacity(snapshot)
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
])

function* checkLedger({ ledger, ledgerProblems }: Snapshot): Generator<Observation> {
  for (const problem of ledgerProblems) {
    if (codes.has(problem.code)) yield observationOf(problem)
  }
  for (const { outer, inner } of ledgerOverlaps(ledger)) {
    if (isForOtherRules(outer, inner) || !contains(inner.block, inner.cidr)) continue
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

/** What is in use on both sides is for NET001 to NET003, but for the services of two clusters. */
function isForOtherRules(a: LedgerEntry, b: LedgerEntry): boolean {
  const isInUse = (entry: LedgerEntry) => entry.role !== 'region' && entry.state !== 'quarantined'
  if (!isInUse(a) || !isInUse(b)) return false
  const isInCluster = ({ role }: LedgerEntry) => role === 'pod' || role === 'service'
  if (!isInCluster(a) || !isInCluster(b)) return true
  return a.owner === b.owner || (a.role === 'pod' && b.role === 'pod')
}

function describeEntry({ cidr, role, owner, state }: LedgerEntry): string {
  return `${formatCidr(cidr)} (${role} of ${owner}${state === 'quarantined' ? ', quarantined' : ''})`
}

function* checkManifests({ claims, ledgerProblems }: Snapshot): Generator<Observation> {
  const given = Map.groupBy(
    claims.filter(({ source }) => source === 'ledger'),
    accountOf,
  )
  for (const claim of claims) {
    if (claim.source !== 'manifest') continue
    const mine = (given.get(accountOf(claim)) ?? []).filter(
      ({ cidr }) => cidr.family === claim.cidr.family,
    )
    const [first] = mine
    const text = formatCidr(claim.cidr)
    if (!first || mine.some(({ cidr }) => formatCidr(cidr) === text)) continue
    const texts = mine.map(({ cidr }) => formatCidr(cidr)).join(', ')
    yield {
      message: `${describeClaim(claim)} is not what the ledger gives: ${texts}`,
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

/** Under what the ledger accounts for a range: a cluster's own, or what its region shares. */
function accountOf({ role, cluster, region }: NetworkClaim): string {
  switch (role) {
    case 'pod':
    case 'service':
    case 'globalnet':
      return `${role} ${cluster}`
    case 'vpc':
      return `vpc ${region}`
    case 'subnet':
    case 'node':
    case 'loadbalancer':
      return `subnet ${region}`
    default:
      return role satisfies never
  }
}

/** Each node takes a block of its cluster's pod range: the default of Kubernetes' node IPAM. */
const nodePrefix = { 4: 24, 6: 64 } as const

function* checkCapacity({ claims, fleet }: Snapshot): Generator<Observation> {
  const clusters = new Map<string, number>(fleet.clusters.map(({ name, nodes }) => [name, nodes]))
  const { nodes: promised } = fleet.network.capacity
  for (const claim of claims) {
    if (claim.source !== 'ledger' || claim.role !== 'pod' || claim.cluster === undefined) continue
    const { family, prefix } = claim.cidr
    const room = Math.floor(2 ** (nodePrefix[family] - prefix))
    const wanted = clusters.get(claim.cluster)
    if (wanted === undefined || room >= Math.max(wanted, promised)) continue
    const isFull = room < wanted
    yield {
      message: `${describeClaim(claim)} has room for ${room} nodes at /${nodePrefix[family]} each, and ${
        isFull ? `the cluster has ${wanted}` : `spec.network.capacity.nodes is ${promised}`
      }`,
      location: claim.locate(),
      hint: isFull
        ? 'Take nodes from the cluster, or replace it by one that is allocated today.'
        : 'Lower spec.network.capacity.nodes, or replace the cluster before it grows that far.',
      cluster: claim.cluster,
      // Ranges never move, so a capacity that was raised later is a promise not yet broken.
      severity: isFull ? 'error' : 'warning',
    }
  }
}
