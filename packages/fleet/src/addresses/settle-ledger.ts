import {
  formatCidr,
  idsOf,
  type Block,
  type IdClaim,
  type IdLedger,
  type IdSection,
  type Ledger,
  type PoolLedger,
  type State,
  stateIn,
  withState,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { Fleet } from '../fleet.ts'
import { homesIn } from './homes.ts'
import { isAtHome } from './moved-claims.ts'
import type { PlannedIds } from './plan-ids.ts'

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
  const homes = homesIn(fleet)
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
    return new Map(all.map(block => [formatCidr(block.cidr), settleBlock(block, name)]))
  }

  /** What has gone to another region or pool has left this one. */
  function settleBlock(block: Block, pool: string): Block {
    const state = isAtHome(block, pool, homes) ? stateOf(block) : 'quarantined'
    const ranges = block.ranges.map(range => {
      const { location: _, ...rest } = range
      const isHere = homes.get(range.owner)?.holder === block.owner && state !== 'quarantined'
      const before = stateOf({ owner: range.owner, state: stateIn(range, block) })
      return withState(rest, isHere ? before : 'quarantined', state)
    })
    return { ...block, state, ranges }
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
    if (!homes.has(owner)) return 'quarantined'
    return state === 'quarantined' ? 'planned' : state
  }
}
