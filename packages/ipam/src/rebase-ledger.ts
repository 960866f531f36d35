import type { Problem } from '@bulkhead/diagnostics'
import { equalCidrs } from './compare-cidrs.ts'
import { contains, overlaps } from './contains.ts'
import type { Cidr } from './cidr.ts'
import { formatCidr } from './format-cidr.ts'
import {
  blocksOf,
  idsOf,
  inUse,
  type Block,
  type IdClaim,
  type IdLedger,
  type IdSection,
  type Ledger,
  type PoolLedger,
  type Range,
  type Role,
  type State,
} from './ledger.ts'
import { mayHold } from './may-hold.ts'
import { stateIn, withState } from './range-state.ts'

/** Three states of one ledger: where two branches parted, and what became of it on each. */
export interface LedgerBranches {
  readonly base: Ledger
  /** The branch that is to be rebased. */
  readonly mine: Ledger
  /** What others have landed meanwhile. */
  readonly landed: Ledger
  /** Whether the spec fixes what an owner has: then it cannot be chosen anew. */
  isPinned(owner: string): boolean
  /** What keeps a block of a pool from being where it is, besides other blocks: a reservation. */
  obstacle(pool: string, cidr: Cidr): string | undefined
}

/** Something of the branch that is somebody else's now. */
export interface Displaced {
  readonly owner: string
  /** What it was for; for a number, of which kind. */
  readonly role: Role | IdSection
  /** The range or number that it loses. */
  readonly what: string
  /** Who has it. */
  readonly by: string
}

export interface RebasedLedger {
  /** What has landed, with everything of the branch that keeps clear of it. */
  readonly ledger: Ledger
  /** What is to be chosen anew, in order of pool and address. */
  readonly displaced: readonly Displaced[]
  /** What would have to move and must not. */
  readonly problems: readonly Problem[]
}

/**
 * Puts the changes of a branch on top of what has landed. Nothing that has landed moves; of the
 * branch only what conflicts is given up, to be chosen anew. States, growth and releases of the
 * branch are carried over where the claim is still the same.
 */
export function rebaseLedger(branches: LedgerBranches): RebasedLedger {
  const rebase = new Rebase(branches)
  const { mine, landed } = branches
  const pools = new Set([...landed.pools.keys(), ...mine.pools.keys()])
  const ids = (section: IdSection) => {
    const names = new Set([...landed[section].keys(), ...mine[section].keys()])
    return new Map([...names].map(name => [name, rebase.ids(section, name)]))
  }
  const ledger: Ledger = {
    pools: new Map([...pools].sort().map(name => [name, rebase.pool(name)])),
    meshes: ids('meshes'),
    asns: ids('asns'),
  }
  return { ledger, displaced: rebase.displaced, problems: rebase.problems }
}

class Rebase {
  readonly displaced: Displaced[] = []
  readonly problems: Problem[] = []
  readonly #branches: LedgerBranches

  constructor(branches: LedgerBranches) {
    this.#branches = branches
  }

  pool(name: string): PoolLedger {
    const { base, mine, landed, obstacle } = this.#branches
    const [bases, mines] = [byOwner(blocksOf(base, name)), byOwner(blocksOf(mine, name))]
    const theirs = blocksOf(landed, name)
    const result = theirs.flatMap(block => {
      const own = mines.get(block.owner)
      if (!own) return isFreedByMine(bases.get(block.owner), block) ? [] : [block]
      if (!equalCidrs(own.cidr, block.cidr)) {
        this.#giveUpBlock(own, block.owner)
        return [block]
      }
      return [this.#mergeBlock(bases.get(block.owner), own, block)]
    })
    const taken = byOwner(theirs)
    for (const block of mines.values()) {
      if (taken.has(block.owner) || isFreedByThem(bases.get(block.owner), block)) continue
      const by =
        result.find(({ cidr }) => overlaps(cidr, block.cidr))?.owner ?? obstacle(name, block.cidr)
      if (by === undefined) result.push(block)
      else this.#giveUpBlock(block, by)
    }
    return new Map(result.map(block => [formatCidr(block.cidr), block]))
  }

  ids(section: IdSection, name: string): IdLedger {
    const { base, mine, landed } = this.#branches
    const [bases, mines] = [
      byOwner(idsOf(base, name, section)),
      byOwner(idsOf(mine, name, section)),
    ]
    const theirs = idsOf(landed, name, section)
    const result = new Map<number, IdClaim>()
    // What the branch has moved and nobody else has touched: a number that its spec fixes now.
    const moved = new Set<string>()
    for (const claim of theirs) {
      const own = mines.get(claim.owner)
      if (!own && isFreedByMine(bases.get(claim.owner), claim)) continue
      const before = bases.get(claim.owner)
      if (own && own.id !== claim.id && before?.id === claim.id && claim.state === 'planned') {
        moved.add(claim.owner)
        continue
      }
      if (own && own.id !== claim.id)
        this.#giveUp({ ...own, role: section }, String(own.id), claim.owner)
      const isSame = own?.id === claim.id
      const state = isSame ? mergedState(bases.get(claim.owner), own, claim) : claim.state
      result.set(claim.id, { ...claim, state })
    }
    const taken = byOwner(theirs.filter(({ owner }) => !moved.has(owner)))
    for (const claim of mines.values()) {
      if (taken.has(claim.owner) || isFreedByThem(bases.get(claim.owner), claim)) continue
      const other = result.get(claim.id)
      if (other) this.#giveUp({ ...claim, role: section }, String(claim.id), other.owner)
      else result.set(claim.id, claim)
    }
    return result
  }

  /** One block on both branches: states, growth and ranges of both. */
  #mergeBlock(base: Block | undefined, mine: Block, landed: Block): Block {
    const state = mergedState(base, mine, landed)
    const ranges = this.#mergeRanges(base, mine, landed).map(range =>
      withState(range, this.#stateInside(range, landed, state), state),
    )
    const { ipv6 = mine.ipv6 } = landed
    return { ...landed, ...widerUse(mine, landed), ...(ipv6 && { ipv6 }), state, ranges }
  }

  /** What was released on one side takes along what the other only planned in it. */
  #stateInside(range: Range, landed: Block, block: State): State {
    const state = stateIn(range, landed)
    if (block !== 'quarantined' || state === 'quarantined') return state
    if (state === 'planned') return 'quarantined'
    this.problems.push({
      code: 'IPAM_REBASE',
      message: `${formatCidr(inUse(range))} of ${range.owner} is ${state}, and ${landed.owner}, in whose block ${formatCidr(landed.cidr)} it lies, was released`,
      hint: `Put ${landed.owner} back into the spec, or take ${range.owner} out of it too.`,
    })
    return state
  }

  /** Ranges as they are in the landed block; those of the branch say their own state. */
  #mergeRanges(base: Block | undefined, mine: Block, landed: Block): readonly Range[] {
    const [bases, mines] = [byPurpose(base), byPurpose(mine)]
    // What the branch has moved and nobody else has touched: a range that its spec fixes now.
    const moved = new Set<string>()
    const result = landed.ranges.flatMap((range): readonly Range[] => {
      const own = mines.get(purposeOf(range))
      const before = bases.get(purposeOf(range))
      if (!own)
        return base && isFreedByMine(stated(before, base), stated(range, landed)) ? [] : [range]
      if (!equalCidrs(own.cidr, range.cidr)) {
        const isUntouched = before && equalCidrs(before.cidr, range.cidr)
        if (isUntouched && stateIn(range, landed) === 'planned') {
          moved.add(purposeOf(range))
          return []
        }
        this.#giveUp({ ...own, state: stateIn(own, mine) }, formatCidr(inUse(own)), range.owner)
        return [range]
      }
      const state = mergedState(
        base && stated(before, base),
        { state: stateIn(own, mine) },
        { state: stateIn(range, landed) },
      )
      return [{ ...range, ...widerUse(own, range), state }]
    })
    const taken = new Set(landed.ranges.map(purposeOf).filter(purpose => !moved.has(purpose)))
    for (const range of mine.ranges) {
      const own = { ...range, state: stateIn(range, mine) }
      const before = base && stated(bases.get(purposeOf(range)), base)
      if (taken.has(purposeOf(range)) || isFreedByThem(before, own)) continue
      const other = result.find(candidate => collide(candidate, range))
      if (other) this.#giveUp(own, formatCidr(inUse(own)), other.owner)
      else result.push(own)
    }
    return result
  }

  /** A block that goes takes what was cut from it along. */
  #giveUpBlock(mine: Block, by: string): void {
    this.#giveUp({ role: 'region', ...mine }, formatCidr(inUse(mine)), by)
    for (const range of mine.ranges) {
      this.#giveUp({ ...range, state: stateIn(range, mine) }, formatCidr(inUse(range)), by)
    }
  }

  #giveUp(
    claim: Pick<Displaced, 'owner' | 'role'> & { readonly state: State },
    what: string,
    by: string,
  ): void {
    const { owner, role, state } = claim
    const isInUse = state === 'active' || state === 'draining'
    if (!isInUse && !this.#branches.isPinned(owner)) {
      if (state !== 'quarantined') this.displaced.push({ owner, role, what, by })
      return
    }
    this.problems.push({
      code: 'IPAM_REBASE',
      message: `${what} of ${owner} is ${isInUse ? state : 'fixed by the spec'}, and ${by === owner ? 'has landed with another range' : `has landed as that of ${by}`}`,
      hint: isInUse
        ? `Nothing moves what is in use. Move ${owner} by hand and \`bulkhead ipam mark planned ${owner}\`, or talk to whoever landed ${by}.`
        : `Fix another one for ${owner} in fleet/, or none.`,
    })
  }
}

function byOwner<Claim extends { readonly owner: string }>(
  claims: readonly Claim[],
): ReadonlyMap<string, Claim> {
  return new Map(claims.map(claim => [claim.owner, claim]))
}

function purposeOf({ owner, role, cidr }: Range): string {
  return `${role} ${owner} ${cidr.family}`
}

function byPurpose(block: Block | undefined): ReadonlyMap<string, Range> {
  return new Map((block?.ranges ?? []).map(range => [purposeOf(range), range]))
}

function stated(range: Range | undefined, block: Block): (Range & { state: State }) | undefined {
  return range && { ...range, state: stateIn(range, block) }
}

/** What the branch freed of the quarantined, and nobody has taken up since. */
function isFreedByMine(
  base: { readonly state: State } | undefined,
  landed: { readonly state: State } | undefined,
): boolean {
  return base?.state === 'quarantined' && landed?.state === 'quarantined'
}

/** What others have freed, and the branch has not taken up again. */
function isFreedByThem(
  base: { readonly state: State } | undefined,
  mine: { readonly state: State },
): boolean {
  return base !== undefined && mine.state === 'quarantined'
}

function mergedState(
  base: { readonly state: State } | undefined,
  mine: { readonly state: State },
  landed: { readonly state: State },
): State {
  return base && mine.state === base.state ? landed.state : mine.state
}

/** What grew on either branch has grown. */
function widerUse(
  mine: { readonly cidr: Cidr; readonly use?: Cidr },
  landed: { readonly cidr: Cidr; readonly use?: Cidr },
): { readonly use?: Cidr } {
  const wider = inUse(mine).prefix < inUse(landed).prefix ? mine : landed
  return wider.use ? { use: wider.use } : {}
}

function collide(a: Range, b: Range): boolean {
  if (a.pool !== b.pool || !overlaps(a.cidr, b.cidr)) return false
  const [outer, inner] = contains(a.cidr, b.cidr) ? [a, b] : [b, a]
  return !mayHold[outer.role].includes(inner.role) || equalCidrs(outer.cidr, inner.cidr)
}
