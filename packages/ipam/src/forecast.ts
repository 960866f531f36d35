import { countIds, hasId, type IdPool } from './allocate-id.ts'
import type { BlockClaim } from './allocate.ts'
import type { Cidr } from './cidr.ts'
import { countFree, type SlotRequest } from './free-runs.ts'
import type { State } from './ledger.ts'
import { freeSlotRequest, withoutCommon, type Pool } from './pool.ts'

/** How many requests of one size still fit. Exact: so many succeed, and the next one does not. */
export interface Forecast {
  /** What claims take, those in quarantine included. */
  readonly used: number
  /** How many more succeed as things are. */
  readonly more: number
  /** How many would, once what is quarantined is freed. */
  readonly afterGc: number
}

/** How many more owners get a block of a pool. */
export function forecastPool(pool: Pool, claims: Iterable<BlockClaim>): Forecast {
  return forecastWindow(freeSlotRequest(withoutCommon(pool), []), claims)
}

/**
 * How many more owners get a range of one size inside a window.
 *
 * @param request the window, and what in it is never given out
 * @param claims what is given out, in the window or elsewhere
 */
export function forecastWindow(
  { taken, ...window }: SlotRequest,
  claims: Iterable<{ readonly cidr: Cidr; readonly state?: State }>,
): Forecast {
  const all = [...claims]
  const count = (holding: readonly { readonly cidr: Cidr }[]) =>
    countFree({ ...window, taken: [...taken, ...holding.map(({ cidr }) => cidr)] })
  const more = count(all)
  return { used: count([]) - more, more, afterGc: count(all.filter(isHeld)) }
}

/** How many more owners get an id. */
export function forecastIds(
  pool: IdPool,
  claims: Iterable<{ readonly id: number; readonly state?: State }>,
): Forecast {
  const all = [...claims].filter(({ id }) => hasId(pool, id))
  const allowed = countIds(pool)
  const count = (holding: readonly { readonly id: number }[]) =>
    allowed - new Set(holding.map(({ id }) => id)).size
  const more = count(all)
  return { used: allowed - more, more, afterGc: count(all.filter(isHeld)) }
}

function isHeld({ state }: { readonly state?: State }): boolean {
  return state !== 'quarantined'
}
