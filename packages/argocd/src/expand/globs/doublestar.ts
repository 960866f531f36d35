import { posix } from 'node:path'
import { BadPattern } from './bad-pattern.ts'
import {
  anyCharacter,
  compileGlob,
  deepestGroup,
  longestPattern,
  tooLong,
  type GlobPart,
} from './glob.ts'
import { codeOf, inRanges, notSlash, type CharacterRange } from './path-match.ts'

/**
 * A pattern of bmatcuk/doublestar v4, which Argo CD uses with `--enable-new-git-file-globbing`: `*`
 * stays within one directory, `**` as a whole step is any number of directories, `{a,b}` is either.
 * It is joined to the root of the repository first, and so is cleaned.
 *
 * @throws BadPattern
 */
export function readDoublestar(
  pattern: string,
  of: 'files' | 'directories',
): (path: string) => boolean {
  if (pattern.length > longestPattern) throw new BadPattern(tooLong)
  const cleaned = posix
    .join('/', pattern)
    .replace(/(.)\/$/, '$1')
    .slice(1)
  return compileGlob(new Reader(cleaned, of).alternatives(0))
}

const aStep: readonly GlobPart[] = [
  { kind: 'one', passes: notSlash },
  { kind: 'many', passes: notSlash },
]
const slash: GlobPart = { kind: 'text', text: '/' }
const everything: GlobPart = { kind: 'many', passes: anyCharacter }
const withinStep: GlobPart = { kind: 'many', passes: notSlash }

class Reader {
  readonly #pattern: string
  readonly #of: 'files' | 'directories'
  #at = 0

  constructor(pattern: string, of: 'files' | 'directories') {
    this.#pattern = pattern
    this.#of = of
  }

  /** Up to the end, or to the brace that closes a group. */
  alternatives(depth: number): readonly GlobPart[] {
    if (depth > deepestGroup) throw new BadPattern()
    const inGroup = depth > 0
    const choices: GlobPart[][] = []
    let parts: GlobPart[] = []
    for (;;) {
      const c = this.#next()
      if (c === undefined) {
        if (inGroup) throw new BadPattern()
        break
      }
      if (inGroup && c === '}') break
      if (inGroup && c === ',') {
        choices.push(parts)
        parts = []
      } else if (c === '*') parts.push(...this.#star())
      else if (c === '?') parts.push({ kind: 'one', passes: notSlash })
      else if (c === '/' && this.#pattern.slice(this.#at) === '**') {
        // All that is below, and a directory itself.
        this.#at += 2
        const below: readonly GlobPart[] = [slash, everything]
        if (this.#of === 'directories') parts.push({ kind: 'choice', of: [[], below] })
        else parts.push(slash, { kind: 'one', passes: anyCharacter }, everything)
      } else if (c === '{') parts.push(...this.alternatives(depth + 1))
      else if (c === '}') throw new BadPattern()
      else if (c === '[') parts.push(this.#class())
      else {
        const taken = c === '\\' ? this.#next() : c
        if (taken === undefined) throw new BadPattern()
        parts.push({ kind: 'text', text: taken })
      }
    }
    return choices.length === 0 ? parts : [{ kind: 'choice', of: [...choices, parts] }]
  }

  /** The next character, which can be two units. */
  #next(): string | undefined {
    const code = this.#pattern.codePointAt(this.#at)
    if (code === undefined) return undefined
    const character = String.fromCodePoint(code)
    this.#at += character.length
    return character
  }

  /** `**` counts only as a whole step. */
  #star(): readonly GlobPart[] {
    const pattern = this.#pattern
    const start = this.#at - 1
    if (pattern[this.#at] !== '*') return [withinStep]
    const isWhole =
      (start === 0 || /[/,{]/.test(pattern[start - 1] ?? '')) &&
      (pattern[start + 2] === undefined || /[/,}]/.test(pattern[start + 2] ?? ''))
    this.#at++
    if (!isWhole) {
      while (pattern[this.#at] === '*') this.#at++
      return [withinStep]
    }
    if (pattern[this.#at] === '/') {
      this.#at++
      return [{ kind: 'repeat', of: [...aStep, slash] }]
    }
    return [everything]
  }

  #class(): GlobPart {
    const pattern = this.#pattern
    const isNegated = pattern[this.#at] === '!' || pattern[this.#at] === '^'
    if (isNegated) this.#at++
    if (pattern[this.#at] === ']') throw new BadPattern()
    const character = (): string => {
      let c = this.#next()
      if (c === '\\') c = this.#next()
      if (c === undefined) throw new BadPattern()
      return c
    }
    const ranges: CharacterRange[] = []
    while (pattern[this.#at] !== ']') {
      const low = character()
      ranges.push([codeOf(low), codeOf(low)])
      if (pattern[this.#at] !== '-' || pattern[this.#at + 1] === ']') continue
      this.#at++
      ranges.push([codeOf(low), codeOf(character())])
    }
    this.#at++
    const passes = inRanges(ranges, isNegated)
    return { kind: 'one', passes: c => c !== '/' && passes(c) }
  }
}
