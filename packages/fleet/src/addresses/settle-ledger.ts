import {
  formatCidr,
  idsOf,
  type Block,
  type IdClaim,
  type IdLedger,
  type IdSection,
  type Ledger,
  type PoolLedger,
  type Range,
  type State,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { Fleet } from '../fleet.ts'
import type { PlannedIds } from './plan-ids.ts'
import { ownerOf } from './owner.ts'

/**
 * The ledger with what was planned. What the fleet no longer has is quarantined, never given to
 * another; what comes back is planned again.
 *
 * @param planned pool → blocks with everything that was cut from them
 */
export function settleLedger(
  ledger: Ledger,
  fleet: Fleet,
  planned: ReadonlyMap<string, readonly Block[]>,
  ids: PlannedIds,
): Ledger {
  const owners = ownersIn(fleet)
  const space = addressSpace(fleet)
  const poolNames = new Set([...ledger.pools.keys(), ...space.pools.map(({ name }) => name)])
  return {
    pools: new Map([...poolNames].map(name => [name, settlePool(name)])),
    meshes: settleIds('meshes'),
    asns: settleIds('asns'),
  }

  function settlePool(name: string): PoolLedger {
    const mine = planned.get(name) ?? []
    const current = new Set(mine.map(({ owner }) => owner))
    const held = [...(ledger.pools.get(name)?.values() ?? [])]
    const all = [...held.filter(({ owner }) => !current.has(owner)), ...mine]
    return new Map(all.map(block => [formatCidr(block.cidr), settleBlock(block)]))
  }

  function settleBlock(block: Block): Block {
    const state = stateOf(block)
    const ranges = block.ranges.map(range => settleRange(range, block.state, state))
    return { ...block, state, ranges }
  }

  /** A range says its own state only where that is not the block's. */
  function settleRange(range: Range, before: State, after: State): Range {
    const { state: own = before, location: _, ...rest } = range
    const state = stateOf({ owner: range.owner, state: own })
    return state === after ? rest : { ...rest, state }
  }

  function settleIds(section: IdSection): ReadonlyMap<string, IdLedger> {
    const names = new Set([...ledger[section].keys(), ...ids[section].keys()])
    return new Map([...names].map(name => [name, settleIdsOf(section, name)]))
  }

  function settleIdsOf(section: IdSection, name: string): IdLedger {
    const given = ids[section].get(name)
    const held = idsOf(ledger, name, section).filter(({ owner }) => !given?.has(owner))
    const all = [...held, ...(given?.values() ?? [])]
    return new Map(
      all.map((claim): [number, IdClaim] => {
        const { id, owner } = claim
        return [id, { id, owner, state: stateOf(claim) }]
      }),
    )
  }

  function stateOf({ owner, state }: { readonly owner: string; readonly state: State }): State {
    if (!owners.has(owner)) return 'quarantined'
    return state === 'quarantined' ? 'planned' : state
  }
}

function ownersIn(fleet: Fleet): ReadonlySet<string> {
  return new Set([
    ...fleet.regions.map(({ name }) => ownerOf.region(name)),
    ...fleet.regions.flatMap(({ zones }) => zones.map(ownerOf.zone)),
    ...fleet.clusters.map(({ name }) => ownerOf.cluster(name)),
  ])
}
