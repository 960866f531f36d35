import { compareLocations, type RelatedLocation, type Severity } from '@bulkhead/diagnostics'
import { findOverlaps, overlaps, type Cidr } from '@bulkhead/ipam'
import { describeClaim } from './describe-claim.ts'
import type { NetworkClaim } from './network-claim.ts'
import { networkOf } from './network-of.ts'
import type { Observation } from './rule.ts'
import type { StatedOnce } from './stated-once.ts'

/** What must stay apart. */
export interface ConflictLaw {
  /** The claims that matter; all, unless fewer are named. */
  readonly concerns?: (claim: NetworkClaim) => boolean
  /** Whether two claims that share addresses may not. */
  readonly isConflict: (a: NetworkClaim, b: NetworkClaim) => boolean
  /** Claims of one group may overlap, whichever networks they are of. Of no group: as its network. */
  readonly groupOf?: (claim: NetworkClaim) => string | undefined
  /** Where claims can only collide with those of the same domain: their domains. One, unless named. */
  readonly domainsOf?: (claim: NetworkClaim) => readonly string[]
  /** Where a case is milder than the rule. */
  readonly severityOf?: (a: NetworkClaim, b: NetworkClaim) => Severity
}

/**
 * Overlaps between networks that must stay apart: one observation for each file that states a
 * colliding range and each pair of networks, with the other side's places as related locations.
 */
export function observeConflicts(
  stated: readonly StatedOnce[],
  law: ConflictLaw,
): readonly Observation[] {
  const networks = [...findNeighbours(stated, law).values()]
  const sides = networks.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(sidesOf)
  return dropMirrored(sides).map(side => observe(side, law))
}

/** Never empty. */
type Claims = readonly NetworkClaim[]

/** What a network collides with. */
interface Network {
  readonly name: string
  /** The others, by name, as they are found. */
  readonly collisions: Map<string, Collision>
  /** The names of those beyond `mostPairs`. */
  readonly more: Set<string>
  /** Whether there may be still more. */
  isLeast: boolean
}

/** The claims of a network that collide with those of another. */
interface Collision {
  readonly mine: Set<NetworkClaim>
  readonly theirs: Set<NetworkClaim>
}

/** Beyond these, a hundred clusters with one default range would give ten thousand findings. */
const mostPairs = 10

/** Several times what is reported: ten thousand clusters with one range are fifty million pairs. */
const mostOverlaps = 50

function findNeighbours(
  stated: readonly StatedOnce[],
  { concerns, isConflict, groupOf, domainsOf }: ConflictLaw,
): ReadonlyMap<string, Network> {
  const networks = new Map<string, Network>()
  const items = concerns ? stated.filter(({ claim }) => concerns(claim)) : stated
  for (const together of domainsOf ? byDomain(items, domainsOf) : [items]) {
    if (together.length <= few && !anyOverlap(together)) continue
    const counts = new Map<StatedOnce, number>()
    for (const { outer, inner } of findOverlaps(together, {
      groupOf: ({ claim, network }) => groupOf?.(claim) ?? network,
      isConflict: (a, b) => isConflict(a.claim, b.claim),
      most: mostOverlaps,
    })) {
      collide(outer, inner, networks)
      collide(inner, outer, networks)
      for (const item of [outer, inner]) counts.set(item, (counts.get(item) ?? 0) + 1)
    }
    for (const [{ network }, count] of counts) {
      const known = networks.get(network)
      if (known && count >= mostOverlaps) known.isLeast = true
    }
  }
  return networks
}

/** So many are compared with one another sooner than they are sorted for a sweep. */
const few = 16

function anyOverlap(items: readonly StatedOnce[]): boolean {
  return items.some(({ cidr }, at) =>
    items.some((other, after) => after > at && overlaps(cidr, other.cidr)),
  )
}

function byDomain(
  items: readonly StatedOnce[],
  domainsOf: (claim: NetworkClaim) => readonly string[],
): Iterable<readonly StatedOnce[]> {
  const domains = new Map<string, StatedOnce[]>()
  for (const item of items) {
    for (const name of domainsOf(item.claim)) {
      const domain = domains.get(name)
      if (domain) domain.push(item)
      else domains.set(name, [item])
    }
  }
  return domains.values()
}

function collide(mine: StatedOnce, theirs: StatedOnce, networks: Map<string, Network>): void {
  const { network: name } = mine
  const network = networks.get(name) ?? {
    name,
    collisions: new Map(),
    more: new Set(),
    isLeast: false,
  }
  networks.set(name, network)
  const known = network.collisions.get(theirs.network)
  if (!known && network.collisions.size === mostPairs) {
    network.more.add(theirs.network)
    return
  }
  const collision = known ?? { mine: new Set(), theirs: new Set() }
  network.collisions.set(theirs.network, collision)
  for (const claim of mine.claims) collision.mine.add(claim)
  for (const claim of theirs.claims) collision.theirs.add(claim)
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

/** A side for each file and each collision, those of one file together. */
function sidesOf({ collisions, more, isLeast }: Network): readonly Side[] {
  const sides = [...collisions.values()].flatMap((collision, index) => {
    const [all, theirs] = [[...collision.mine], [...collision.theirs]]
    const hint = hintFor(all, theirs)
    const left = index === mostPairs - 1 ? more.size : 0
    return [...Map.groupBy(all, ({ file }) => file).values()].map(mine => ({
      mine,
      theirs,
      hint,
      more: left,
      isLeast,
    }))
  })
  return [...Map.groupBy(sides, ({ mine }) => mine[0]!.file).values()].flat()
}

function hintFor(mine: Claims, theirs: Claims): string {
  const isInLedger = (claims: Claims) => claims.some(({ source }) => source === 'ledger')
  const isInFleet = ({ region }: NetworkClaim) => region !== undefined
  const reserved = [...mine, ...theirs].find(({ role }) => role === 'reserved')
  if (reserved) {
    return 'Choose a range outside those of spec.network.reserved, or release that one.'
  }
  if ([...mine, ...theirs].some(({ source }) => source === 'spec')) {
    return 'Give one of the two another range, keep them in two regions with `model: island`, or accept it for a time in spec.waivers.'
  }
  if (isInLedger(mine) && isInLedger(theirs)) {
    return 'Restore fleet/addresses.yaml from git, then run `bulkhead generate`.'
  }
  if (mine.every(isInFleet) && theirs.every(isInFleet)) {
    return 'Write the ranges that fleet/addresses.yaml gives, or delete the edited file and run `bulkhead generate`.'
  }
  return 'Give one of the two a range that the other does not touch.'
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

function observe(
  { mine, theirs, hint, more, isLeast }: Side,
  { severityOf }: ConflictLaw,
): Observation {
  const claim = mine[0]!
  const colliding = theirs.filter(({ cidr }) => overlapsAny(cidr, mine))
  const other = colliding.find(({ cidr }) => overlaps(cidr, claim.cidr)) ?? theirs[0]!
  const rest = more > 0 ? ` and the ranges of ${isLeast ? 'at least ' : ''}${more} more` : ''
  const severity = severityOf?.(claim, other)
  return {
    message: `${describeClaim(claim)} overlaps ${describeClaim(other)}${rest}`,
    location: claim.locate(),
    related: relatedTo(colliding),
    hint,
    cluster: claim.cluster,
    // Of those that are left out nobody is known, so no waiver can name them.
    parties: more > 0 ? [] : partiesOf(mine, colliding),
    object: claim.object,
    ...(severity && { severity }),
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
