import type { Block, Range, State } from './ledger.ts'

/** The state of a range: its own, or that of its block. */
export function stateIn({ state }: Range, block: Pick<Block, 'state'>): State {
  return state ?? block.state
}

/** A range in a state. It says so itself only where that is not the state of its block. */
export function withState(range: Range, state: State, block: State): Range {
  const { state: _, ...rest } = range
  return state === block ? rest : { ...rest, state }
}
