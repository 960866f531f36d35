import { BadPattern } from './bad-pattern.ts'
import { compileGlob, type GlobPart, type Passes } from './glob.ts'

/**
 * Go's path.Match: `*` and `?` never cross a slash, `[a-z]` and `[^a-z]` stand for one character,
 * a backslash takes the next character as it is. The whole path must match.
 *
 * @throws BadPattern
 */
export function pathMatch(pattern: string): (path: string) => boolean {
  const parts: GlobPart[] = []
  const characters = [...pattern]
  let at = 0
  while (at < characters.length) {
    const c = characters[at++] ?? ''
    switch (c) {
      case '*':
        parts.push({ kind: 'many', passes: notSlash })
        break
      case '?':
        parts.push({ kind: 'one', passes: notSlash })
        break
      case '[': {
        const read = readClass(characters, at)
        parts.push({ kind: 'one', passes: read.passes })
        at = read.end
        break
      }
      case '\\': {
        const next = characters[at++]
        if (next === undefined) throw new BadPattern()
        parts.push({ kind: 'text', text: next })
        break
      }
      default:
        parts.push({ kind: 'text', text: c })
    }
  }
  return compileGlob(parts)
}

/** A class can match a slash, unlike the stars. */
function readClass(
  characters: readonly string[],
  from: number,
): { readonly passes: Passes; readonly end: number } {
  let at = from
  const isNegated = characters[at] === '^'
  if (isNegated) at++
  const character = (): string => {
    const c = characters[at++]
    if (c === undefined || c === '-' || c === ']') throw new BadPattern()
    if (c !== '\\') return c
    const escaped = characters[at++]
    if (escaped === undefined) throw new BadPattern()
    return escaped
  }
  const ranges: CharacterRange[] = []
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = character()
    let high = low
    if (characters[at] === '-') {
      at++
      high = character()
    }
    ranges.push([codeOf(low), codeOf(high)])
  }
  return { passes: inRanges(ranges, isNegated), end: at + 1 }
}

/** The first and the last code point; one that is turned around holds nothing. */
export type CharacterRange = readonly [low: number, high: number]

export function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

export function inRanges(ranges: readonly CharacterRange[], isNegated: boolean): Passes {
  return c => {
    const code = codeOf(c)
    return ranges.some(([low, high]) => low <= code && code <= high) !== isNegated
  }
}

export const notSlash: Passes = c => c !== '/'
