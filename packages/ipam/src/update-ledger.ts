import { FleetError } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { compareCidrs, equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { describeRange } from './describe-range.ts'
import { formatCidr } from './format-cidr.ts'
import { stateIn, withState } from './range-state.ts'
import {
  blocksOf,
  findBlock,
  findId,
  findRange,
  idsOf,
  type Block,
  type IdClaim,
  type IdSection,
  type Ledger,
  type Range,
  type State,
} from './ledger.ts'

/**
 * Records a block as an owner's. What the owner already has stays, with its ranges, and takes the
 * given state: a region that comes back finds its block as it left it.
 *
 * @throws FleetError `IPAM_TAKEN` when the block is another's, or the owner has another block
 */
export function claimBlock(
  ledger: Ledger,
  pool: string,
  { cidr, owner, state = 'active' }: Pick<Block, 'cidr' | 'owner'> & { readonly state?: State },
): Ledger {
  const text = formatCidr(cidr)
  const held = ledger.pools.get(pool)?.get(text)
  if (held && held.owner !== owner) throw taken(`${text} belongs to ${held.owner}, not to ${owner}`)
  if (held?.state === state) return ledger
  const own = findBlock(ledger, pool, owner)
  if (own && own !== held) {
    throw taken(`${owner} has ${formatCidr(own.cidr)} in pool "${pool}" and cannot take ${text}`)
  }
  return withBlock(ledger, pool, { ranges: [], ...held, cidr, owner, state })
}

/**
 * Records ranges inside a block that is in the ledger. A range that is there already takes the
 * given state.
 *
 * @throws FleetError `IPAM_TAKEN` when a range is another's, or its owner has another of its role
 */
export function addRanges(
  ledger: Ledger,
  pool: string,
  cidr: Cidr,
  ranges: readonly Range[],
): Ledger {
  const block = ledger.pools.get(pool)?.get(formatCidr(cidr))
  if (!block) throw new Error(`pool "${pool}" has no block ${formatCidr(cidr)}`)
  const changed = ranges.reduce(addRange, block)
  return changed === block ? ledger : withBlock(ledger, pool, changed)
}

function addRange(block: Block, range: Range): Block {
  if (!contains(block.cidr, range.cidr)) {
    throw new Error(`${describeRange(range)} is not in block ${formatCidr(block.cidr)}`)
  }
  const held = block.ranges.find(({ cidr }) => equalCidrs(cidr, range.cidr))
  const own = findRange(block, range)
  if (held !== own)
    throw taken(`${describeRange(range)} cannot be beside ${describeRange(held ?? own!)}`)
  if (held && held.state === range.state) return block
  const ranges = [...block.ranges.filter(other => other !== held), range]
  return { ...block, ranges: ranges.sort((a, b) => compareCidrs(a.cidr, b.cidr)) }
}

/**
 * Records an id as an owner's, as `claimBlock` does a block.
 *
 * @throws FleetError `IPAM_TAKEN`
 */
export function claimId(
  ledger: Ledger,
  mesh: string,
  { id, owner, state = 'active' }: Pick<IdClaim, 'id' | 'owner'> & { readonly state?: State },
): Ledger {
  const held = ledger.meshes.get(mesh)?.get(id)
  if (held && held.owner !== owner) {
    throw taken(`id ${id} of mesh "${mesh}" belongs to ${held.owner}, not to ${owner}`)
  }
  if (held?.state === state) return ledger
  const own = findId(ledger, mesh, owner)
  if (own && own !== held) {
    throw taken(`${owner} has id ${own.id} in mesh "${mesh}" and cannot take ${id}`)
  }
  const claims = new Map(ledger.meshes.get(mesh)).set(id, { ...held, id, owner, state })
  return { ...ledger, meshes: new Map(ledger.meshes).set(mesh, claims) }
}

/**
 * Quarantines everything that an owner has: it stays taken, for routes and caches may remember it,
 * and the owner gets it back when it returns.
 */
export function releaseOwner(ledger: Ledger, owner: string): Ledger {
  const release = <Claim extends { readonly owner: string }>(claim: Claim): Claim =>
    claim.owner === owner ? { ...claim, state: 'quarantined' } : claim
  return mapLedger(ledger, {
    block: block => release({ ...block, ranges: block.ranges.map(release) }),
    id: release,
  })
}

/**
 * Frees what is quarantined: an explicit step, never a matter of time.
 *
 * @param isWanted of which owners; of all unless said
 */
export function freeQuarantined(
  ledger: Ledger,
  isWanted: (owner: string) => boolean = () => true,
): Ledger {
  const keep = (owner: string, state: State) => state !== 'quarantined' || !isWanted(owner)
  return mapLedger(ledger, {
    block: block =>
      keep(block.owner, block.state)
        ? { ...block, ranges: block.ranges.filter(r => keep(r.owner, stateIn(r, block))) }
        : undefined,
    id: claim => (keep(claim.owner, claim.state) ? claim : undefined),
  })
}

/** Puts everything that some owners have, but for what is quarantined, into a state. */
export function markOwners(
  ledger: Ledger,
  isWanted: (owner: string) => boolean,
  state: Exclude<State, 'quarantined'>,
): Ledger {
  const next = (owner: string, current: State) =>
    current !== 'quarantined' && isWanted(owner) ? state : current
  return mapLedger(ledger, {
    block: block => {
      const after = next(block.owner, block.state)
      const ranges = block.ranges.map(range =>
        withState(range, next(range.owner, stateIn(range, block)), after),
      )
      return { ...block, state: after, ranges }
    },
    id: claim => ({ ...claim, state: next(claim.owner, claim.state) }),
  })
}

function mapLedger(
  ledger: Ledger,
  change: {
    readonly block: (block: Block) => Block | undefined
    readonly id: (claim: IdClaim) => IdClaim | undefined
  },
): Ledger {
  const pools = [...ledger.pools.keys()].map(pool => {
    const blocks = blocksOf(ledger, pool).flatMap(block => change.block(block) ?? [])
    return [pool, new Map(blocks.map(block => [formatCidr(block.cidr), block]))] as const
  })
  const ids = (section: IdSection) =>
    new Map(
      [...ledger[section].keys()].map(name => {
        const claims = idsOf(ledger, name, section).flatMap(claim => change.id(claim) ?? [])
        return [name, new Map(claims.map(claim => [claim.id, claim]))] as const
      }),
    )
  return { pools: new Map(pools), meshes: ids('meshes'), asns: ids('asns') }
}

function withBlock(ledger: Ledger, pool: string, block: Block): Ledger {
  const blocks = new Map(ledger.pools.get(pool)).set(formatCidr(block.cidr), block)
  return { ...ledger, pools: new Map(ledger.pools).set(pool, blocks) }
}

function taken(message: string): FleetError {
  return new FleetError({
    code: 'IPAM_TAKEN',
    message,
    hint: 'Choose one that is free, or release the other claim first.',
  })
}
