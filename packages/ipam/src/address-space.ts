import type { IdPool } from './allocate-id.ts'
import type { Pool } from './pool.ts'

/** Everything that can be given out: what the ledger is laid over. */
export interface AddressSpace {
  readonly pools: readonly Pool[]
  readonly meshes: readonly IdPool[]
  /** Numbers of autonomous systems; none where a fleet does not give them out. */
  readonly asns?: readonly IdPool[]
}
