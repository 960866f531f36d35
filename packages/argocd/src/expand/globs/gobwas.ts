import { BadPattern } from './bad-pattern.ts'
import { anyCharacter, compileGlob, deepestGroup, type GlobPart, type Passes } from './glob.ts'
import { codeOf, inRanges } from './path-match.ts'

/**
 * A pattern of gobwas/glob, as `directory.include` and AppProjects have it: `*` and `?` stop at the
 * separator, `**` does not; `{a,b}` is either, `[abc]`, `[a-z]` and `[!a]` stand for one character. The
 * whole text must match. A brace need not be closed.
 *
 * @param separator one character, or nothing
 * @throws BadPattern
 */
export function readGobwasGlob(pattern: string, separator = ''): (text: string) => boolean {
  const passes: Passes = separator === '' ? anyCharacter : c => c !== separator
  const alternatives = new Reader(pattern, passes).alternatives(0)
  const matches = compileGlob(partsOf(alternatives))
  const edges = alternatives.map(edgesOf).filter(found => found !== undefined)
  if (edges.length === 0) return matches
  return text =>
    matches(text) || edges.some(([start, end]) => text.startsWith(start) && text.endsWith(end))
}

type Part =
  | { readonly text: string }
  /** Any number of characters. */
  | { readonly star: Passes }
  | { readonly other: GlobPart }

class Reader {
  readonly #characters: readonly string[]
  readonly #passes: Passes
  #at = 0

  constructor(pattern: string, passes: Passes) {
    this.#characters = [...pattern]
    this.#passes = passes
  }

  /** Up to the end, or to the brace that closes a group. */
  alternatives(depth: number): readonly (readonly Part[])[] {
    if (depth > deepestGroup) throw new BadPattern()
    const inGroup = depth > 0
    const choices: Part[][] = []
    let parts: Part[] = []
    for (let c = this.#next(); c !== undefined; c = this.#next()) {
      if (inGroup && c === '}') break
      if (inGroup && c === ',') {
        choices.push(parts)
        parts = []
      } else if (c === '*') {
        const isSuper = this.#characters[this.#at] === '*'
        if (isSuper) this.#at++
        parts.push({ star: isSuper ? anyCharacter : this.#passes })
      } else if (c === '?') parts.push({ other: { kind: 'one', passes: this.#passes } })
      else if (c === '[') parts.push({ other: { kind: 'one', passes: this.#class() } })
      else if (c === '{') {
        parts.push({ other: { kind: 'choice', of: this.alternatives(depth + 1).map(sequence) } })
      }
      // A backslash that nothing follows is left out.
      else parts.push({ text: c === '\\' ? (this.#next() ?? '') : c })
    }
    return [...choices, parts]
  }

  #next(): string | undefined {
    return this.#characters[this.#at++]
  }

  /** A range by itself, or characters by themselves. */
  #class(): Passes {
    const not = this.#characters[this.#at] === '!'
    if (not) this.#at++
    const [low = '', dash, high = '', close] = this.#characters.slice(this.#at, this.#at + 4)
    if (dash === '-') {
      if (close !== ']' || codeOf(high) < codeOf(low)) throw new BadPattern()
      this.#at += 4
      return inRanges([[codeOf(low), codeOf(high)]], not)
    }
    const listed = new Set<string>()
    for (let c = this.#next(); c !== ']'; c = this.#next()) {
      const taken = c === '\\' ? this.#next() : c
      if (taken === undefined) throw new BadPattern()
      listed.add(taken)
    }
    if (listed.size === 0) throw new BadPattern()
    return c => listed.has(c) !== not
  }
}

function partsOf(alternatives: readonly (readonly Part[])[]): readonly GlobPart[] {
  const [only = [], ...others] = alternatives
  return others.length === 0 ? sequence(only) : [{ kind: 'choice', of: alternatives.map(sequence) }]
}

function sequence(parts: readonly Part[]): readonly GlobPart[] {
  return parts.flatMap((part): readonly GlobPart[] => {
    if ('other' in part) return [part.other]
    if ('star' in part) return [{ kind: 'many', passes: part.star }]
    return [{ kind: 'text', text: part.text }]
  })
}

/**
 * Of a text, stars and a text the two texts may overlap, so that `values.*.yaml` is `values.yaml` as
 * well. (gobwas/glob: match.PrefixSuffix)
 */
function edgesOf(parts: readonly Part[]): readonly [start: string, end: string] | undefined {
  const stars = parts.findIndex(part => 'star' in part)
  const rest = parts.findIndex((part, i) => i > stars && !('star' in part))
  if (stars < 1 || rest < 0) return undefined
  if (parts.some((part, i) => (i < stars || i >= rest ? !('text' in part) : !isAny(part)))) {
    return undefined
  }
  const textOf = (some: readonly Part[]) =>
    some.map(part => ('text' in part ? part.text : '')).join('')
  return [textOf(parts.slice(0, stars)), textOf(parts.slice(rest))]
}

function isAny(part: Part): boolean {
  return 'star' in part && part.star === anyCharacter
}
