import { compareLocations, type RelatedLocation } from '@bulkhead/diagnostics'
import { findOverlaps, formatCidr, overlaps, type Cidr } from '@bulkhead/ipam'
import { describeClaim } from './describe-claim.ts'
import type { NetworkClaim } from './network-claim.ts'
import { networkOf } from './network-of.ts'
import type { Observation } from './rule.ts'

/** Which claims must stay apart. */
export interface Apartness {
  /** Claims of one group may share addresses. */
  readonly groupOf: (claim: NetworkClaim) => string
  /** Whether two claims of different groups may not. Default: they never may. */
  readonly isConflict?: (a: NetworkClaim, b: NetworkClaim) => boolean
}

/**
 * Overlaps between networks that must stay apart: one observation for each file that states a
 * colliding range and each pair of networks, with the other side's places as related locations.
 */
export function observeConflicts(
  claims: readonly NetworkClaim[],
  apartness: Apartness,
): readonly Observation[] {
  const { pairs, isCounted } = findPairs(claims, apartness)
  const sides = pairs.flatMap(({ a, b }) => [
    ...sidesOf([...a], [...b]),
    ...sidesOf([...b], [...a]),
  ])
  const inFile = Map.groupBy(sides, ({ mine }) => `${mine[0]!.file}\n${networkOf(mine[0]!)}`)
  const limited = [...inFile.values()].flatMap(together => limit(together, isCounted))
  return dropMirrored(limited).map(observe)
}

/** Never empty. */
type Claims = readonly NetworkClaim[]

/** Two networks, each with its claims that collide with the other's. */
interface Pair {
  readonly a: Set<NetworkClaim>
  readonly b: Set<NetworkClaim>
}

interface Pairs {
  readonly pairs: readonly Pair[]
  /** Whether all pairs that a claim is in were found. */
  readonly isCounted: (claim: NetworkClaim) => boolean
}

/** Several times what is reported: ten thousand clusters with one range are fifty million pairs. */
const mostOverlaps = 50

/**
 * A range is stated in several files. Equal claims of one network are swept as one, or the pairs
 * would be the square of how often each is stated.
 */
function findPairs(claims: readonly NetworkClaim[], { groupOf, isConflict }: Apartness): Pairs {
  const stated = Map.groupBy(
    claims,
    claim => `${networkOf(claim)} ${claim.role} ${formatCidr(claim.cidr)}`,
  )
  const items = [...stated.values()].map(same => ({ cidr: same[0]!.cidr, first: same[0]!, same }))
  const overlaps = findOverlaps<(typeof items)[number]>(items, {
    groupOf: ({ first }) => groupOf(first),
    isConflict: (outer, inner) => isConflict?.(outer.first, inner.first) ?? true,
    most: mostOverlaps,
  })
  const counts = new Map<NetworkClaim, number>()
  const pairs = new Map<string, Pair>()
  for (const { outer, inner } of overlaps) {
    const [a, b] = networkOf(outer.first) < networkOf(inner.first) ? [outer, inner] : [inner, outer]
    const key = `${networkOf(a.first)}\n${networkOf(b.first)}`
    const pair = pairs.get(key) ?? { a: new Set(), b: new Set() }
    pairs.set(key, pair)
    for (const claim of a.same) pair.a.add(claim)
    for (const claim of b.same) pair.b.add(claim)
    for (const claim of [...a.same, ...b.same]) counts.set(claim, (counts.get(claim) ?? 0) + 1)
  }
  const isCounted = (claim: NetworkClaim) => (counts.get(claim) ?? 0) < mostOverlaps
  return { pairs: [...pairs.values()], isCounted }
}

/** The claims of one network in one file, and those of the other network that they collide with. */
interface Side {
  readonly mine: Claims
  readonly theirs: Claims
  readonly hint: string
  /** Networks that are left out for being too many. */
  readonly more: number
  /** Whether there may be still more. */
  readonly isLeast: boolean
}

function sidesOf(mine: Claims, theirs: Claims): readonly Side[] {
  const hint = hintFor(mine, theirs)
  return [...Map.groupBy(mine, ({ file }) => file).values()].map(claims => ({
    mine: claims,
    theirs,
    hint,
    more: 0,
    isLeast: false,
  }))
}

function hintFor(mine: Claims, theirs: Claims): string {
  const isInLedger = (claims: Claims) => claims.some(({ source }) => source === 'ledger')
  const isInFleet = ({ region }: NetworkClaim) => region !== undefined
  if (isInLedger(mine) && isInLedger(theirs)) {
    return 'Restore fleet/addresses.yaml from git, then run `bulkhead generate`.'
  }
  if (mine.every(isInFleet) && theirs.every(isInFleet)) {
    return 'Write the ranges that fleet/addresses.yaml gives, or delete the edited file and run `bulkhead generate`.'
  }
  return 'Give one of the two a range that the other does not touch.'
}

/** Beyond these, a hundred clusters with one default range would give ten thousand findings. */
const mostPairs = 10

function limit(
  sides: readonly Side[],
  isCounted: (claim: NetworkClaim) => boolean,
): readonly Side[] {
  if (sides.length <= mostPairs) return sides
  const last = sides[mostPairs - 1]!
  const isLeast = !sides.every(({ mine }) => mine.every(isCounted))
  const more = sides.length - mostPairs
  return [...sides.slice(0, mostPairs - 1), { ...last, more, isLeast }]
}

/** Where one file states both sides, as the ledger does, once is enough. */
function dropMirrored(sides: readonly Side[]): readonly Side[] {
  const seen = new Set<string>()
  return sides.filter(({ mine, theirs, more }) => {
    const { file } = mine[0]!
    const key = [networkOf(mine[0]!), networkOf(theirs[0]!)].sort().join('\n')
    if (seen.has(`${file}\n${key}`)) return false
    if (more === 0 && theirs.some(claim => claim.file === file)) seen.add(`${file}\n${key}`)
    return true
  })
}

function observe({ mine, theirs, hint, more, isLeast }: Side): Observation {
  const claim = mine[0]!
  const colliding = theirs.filter(({ cidr }) => overlapsAny(cidr, mine))
  const other = colliding.find(({ cidr }) => overlaps(cidr, claim.cidr)) ?? theirs[0]!
  const rest = more > 0 ? ` and the ranges of ${isLeast ? 'at least ' : ''}${more} more` : ''
  return {
    message: `${describeClaim(claim)} overlaps ${describeClaim(other)}${rest}`,
    location: claim.locate(),
    related: relatedTo(colliding),
    hint,
    cluster: claim.cluster,
    // Of those that are left out nobody is known, so no waiver can name them.
    parties: more > 0 ? [] : partiesOf(mine, colliding),
    object: claim.object,
  }
}

/** Clusters by name, and the region of what its clusters share. */
function partiesOf(...sides: readonly Claims[]): readonly string[] {
  return sides.flat().flatMap(({ cluster, region }) => cluster ?? region ?? [])
}

function overlapsAny(cidr: Cidr, claims: Claims): boolean {
  return claims.some(claim => overlaps(claim.cidr, cidr))
}

/** One place in each file: where a VPC collides, its subnets add nothing. */
function relatedTo(claims: Claims): readonly RelatedLocation[] {
  return [...Map.groupBy(claims, ({ file }) => file).values()]
    .flatMap(([claim]) => (claim ? { ...claim.locate(), message: describeClaim(claim) } : []))
    .sort(compareLocations)
}
