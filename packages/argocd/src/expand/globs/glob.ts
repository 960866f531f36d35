import { BadPattern } from './bad-pattern.ts'

/** A part of a pattern. Parts that follow each other match what follows each other. */
export type GlobPart =
  | { readonly kind: 'text'; readonly text: string }
  /** One character that passes. */
  | { readonly kind: 'one'; readonly passes: Passes }
  /** Any number of characters that pass. */
  | { readonly kind: 'many'; readonly passes: Passes }
  /** One of several alternatives. */
  | { readonly kind: 'choice'; readonly of: readonly (readonly GlobPart[])[] }
  /** Any number of times the same parts. */
  | { readonly kind: 'repeat'; readonly of: readonly GlobPart[] }

/** Says whether a character may stand at a place. */
export type Passes = (character: string) => boolean

/** More than twice as long as the longest path that Linux has. */
export const longestPattern = 10_000

export const tooLong = `the pattern has more than ${longestPattern} characters`

/** The deepest nesting of groups in a pattern that is read. */
export const deepestGroup = 200

export const anyCharacter: Passes = () => true

/** The states of a matcher: where each goes by a character, or without one. */
type State =
  | { readonly kind: 'one'; readonly passes: Passes; next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'end' }

/**
 * A matcher of whole texts. It follows all ways through the pattern at once, character by character,
 * so that its time is at most the length of the pattern times that of the text.
 *
 * @throws BadPattern for one that is too long
 */
export function compileGlob(parts: readonly GlobPart[]): (text: string) => boolean {
  if (sizeOf(parts) > longestPattern) throw new BadPattern(tooLong)
  // Most patterns are a text around one star: nothing need be followed.
  const from = lengthOfText(parts)
  const start = textOf(parts.slice(0, from))
  if (from === parts.length) return text => text === start
  const to = parts.length - lengthOfText(parts.slice(from).toReversed())
  const end = textOf(parts.slice(to))
  const inner = parts.slice(from, to)
  const [only] = inner
  const matches =
    only?.kind === 'many' && inner.length === 1 ? passesAll(only.passes) : follow(inner)
  const least = start.length + end.length
  return text =>
    text.length >= least &&
    text.startsWith(start) &&
    text.endsWith(end) &&
    matches(text.slice(start.length, text.length - end.length))
}

function sizeOf(parts: readonly GlobPart[]): number {
  let size = 0
  for (const part of parts) {
    if (part.kind === 'choice') for (const list of part.of) size += sizeOf(list) + 1
    else size += part.kind === 'text' ? part.text.length : 1
  }
  return size
}

/** How many of the first parts are texts. */
function lengthOfText(parts: readonly GlobPart[]): number {
  const other = parts.findIndex(({ kind }) => kind !== 'text')
  return other < 0 ? parts.length : other
}

function textOf(parts: readonly GlobPart[]): string {
  return parts.map(part => (part.kind === 'text' ? part.text : '')).join('')
}

function passesAll(passes: Passes): (text: string) => boolean {
  if (passes === anyCharacter) return () => true
  return text => {
    for (const character of text) if (!passes(character)) return false
    return true
  }
}

function follow(parts: readonly GlobPart[]): (text: string) => boolean {
  const states: State[] = []
  const add = (state: State): number => states.push(state) - 1
  /** Adds parts in front of a state that is there already; gives the first state of them. */
  const before = (next: number, list: readonly GlobPart[]): number => {
    let first = next
    for (const part of list.toReversed()) first = beforeOne(first, part)
    return first
  }
  const beforeOne = (next: number, part: GlobPart): number => {
    switch (part.kind) {
      case 'text':
        return [...part.text].reduceRight(
          (after, c) => add({ kind: 'one', passes: other => other === c, next: after }),
          next,
        )
      case 'one':
        return add({ kind: 'one', passes: part.passes, next })
      case 'many': {
        const fork = add({ kind: 'fork', next: [next] })
        link(fork, add({ kind: 'one', passes: part.passes, next: fork }))
        return fork
      }
      case 'choice':
        return add({ kind: 'fork', next: part.of.map(list => before(next, list)) })
      case 'repeat': {
        const fork = add({ kind: 'fork', next: [next] })
        link(fork, before(fork, part.of))
        return fork
      }
      default:
        return part satisfies never
    }
  }
  const link = (fork: number, to: number) => {
    const state = states[fork]
    if (state?.kind === 'fork') state.next.push(to)
  }
  const end = add({ kind: 'end' })
  return simulate(states, before(end, parts), end)
}

/** Where a matcher can be after some characters, and where each further character leads. */
interface Front {
  readonly states: readonly number[]
  readonly isEnd: boolean
  readonly next: Map<string, Front>
}

/** Steps are remembered, since many texts take the same ones, as long as these are their states. */
const mostRemembered = 50_000

function simulate(states: readonly State[], start: number, end: number): (text: string) => boolean {
  const fronts = new Map<string, Front>()
  let remembered = 0
  const enter = (from: readonly number[]): Front => {
    const seen = new Set<number>()
    const open = [...from]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      const state = states[at]
      if (state?.kind === 'fork') open.push(...state.next)
    }
    const reached = [...seen].filter(at => states[at]?.kind !== 'fork').sort((a, b) => a - b)
    const key = reached.join()
    const front = fronts.get(key) ?? { states: reached, isEnd: seen.has(end), next: new Map() }
    fronts.set(key, front)
    return front
  }
  const step = (front: Front, character: string): Front => {
    const next = enter(
      front.states.flatMap(at => {
        const state = states[at]
        return state?.kind === 'one' && state.passes(character) ? [state.next] : []
      }),
    )
    remembered += next.states.length + 1
    if (remembered <= mostRemembered) front.next.set(character, next)
    else {
      remembered = 0
      fronts.clear()
      first.next.clear()
    }
    return next
  }
  const first = enter([start])
  return text => {
    let front = first
    for (const character of text) {
      front = front.next.get(character) ?? step(front, character)
      if (front.states.length === 0) return false
    }
    return front.isEnd
  }
}
