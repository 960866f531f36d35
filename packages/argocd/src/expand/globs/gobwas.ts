import { BadPattern } from './path-match.ts'

/**
 * A pattern of gobwas/glob without separators, as `directory.include` is: `*`, `**` and `?` cross
 * slashes, `{a,b}` is either, `[abc]`, `[a-z]` and `[!a]` stand for one character. The whole text
 * must match. A brace need not be closed.
 *
 * @throws BadPattern
 */
export function readGobwasGlob(pattern: string): (text: string) => boolean {
  const regex = new RegExp(`^(?:${new Reader(pattern).alternatives(false)})$`, 'su')
  return text => regex.test(text)
}

class Reader {
  readonly #characters: readonly string[]
  #at = 0

  constructor(pattern: string) {
    this.#characters = [...pattern]
  }

  /** Up to the end, or to the brace that closes a group. */
  alternatives(inGroup: boolean): string {
    const choices: string[] = []
    let parts: Part[] = []
    for (let c = this.#next(); c !== undefined; c = this.#next()) {
      if (inGroup && c === '}') break
      if (inGroup && c === ',') {
        choices.push(sourceOf(parts))
        parts = []
      } else if (c === '*') parts.push({ star: '.*' })
      else if (c === '?') parts.push({ other: '.' })
      else if (c === '[') parts.push({ other: this.#class() })
      else if (c === '{') parts.push({ other: `(?:${this.alternatives(true)})` })
      // A backslash that nothing follows is left out.
      else parts.push({ text: c === '\\' ? (this.#next() ?? '') : c })
    }
    return [...choices, sourceOf(parts)].join('|')
  }

  #next(): string | undefined {
    return this.#characters[this.#at++]
  }

  /** A range by itself, or characters by themselves. */
  #class(): string {
    const not = this.#characters[this.#at] === '!'
    if (not) this.#at++
    const [low = '', dash, high = '', close] = this.#characters.slice(this.#at)
    if (dash === '-') {
      if (close !== ']' || high < low) throw new BadPattern()
      this.#at += 4
      return `[${not ? '^' : ''}${classEscape(low)}-${classEscape(high)}]`
    }
    let inner = ''
    for (let c = this.#next(); c !== ']'; c = this.#next()) {
      const taken = c === '\\' ? this.#next() : c
      if (taken === undefined) throw new BadPattern()
      inner += classEscape(taken)
    }
    if (inner === '') throw new BadPattern()
    return `[${not ? '^' : ''}${inner}]`
  }
}

type Part = { readonly text: string } | { readonly star: string } | { readonly other: string }

/**
 * The parts one after the other. Of a text, stars and a text the two texts may overlap, so that
 * `values.*.yaml` is `values.yaml` as well. (gobwas/glob: match.PrefixSuffix)
 */
function sourceOf(parts: readonly Part[]): string {
  const source = parts
    .map(part => ('text' in part ? escape(part.text) : 'star' in part ? part.star : part.other))
    .join('')
  const isText = (part: Part) => 'text' in part
  const stars = parts.findIndex(part => 'star' in part)
  const rest = parts.findIndex((part, i) => i > stars && !('star' in part))
  if (stars < 1 || rest < 0) return source
  if (!parts.slice(0, stars).every(isText) || !parts.slice(rest).every(isText)) return source
  const textOf = (some: readonly Part[]) =>
    some.map(part => ('text' in part ? part.text : '')).join('')
  const before = textOf(parts.slice(0, stars))
  const after = textOf(parts.slice(rest))
  const overlaps = Array.from({ length: Math.min(before.length, after.length) }, (_, i) => i + 1)
    .filter(length => before.endsWith(after.slice(0, length)))
    .map(length => escape(before + after.slice(length)))
  return [source, ...overlaps].join('|')
}

function escape(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function classEscape(c: string): string {
  return c.replace(/[\\\]^[-]/g, '\\$&')
}
