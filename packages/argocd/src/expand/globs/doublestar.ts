import { posix } from 'node:path'
import { BadPattern } from './path-match.ts'

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
  const cleaned = posix
    .join('/', pattern)
    .replace(/(.)\/$/, '$1')
    .slice(1)
  const source = new Reader(cleaned, of).alternatives(false)
  const regex = new RegExp(`^${source}$`, 'su')
  return path => regex.test(path)
}

class Reader {
  readonly #pattern: string
  readonly #of: 'files' | 'directories'
  #at = 0

  constructor(pattern: string, of: 'files' | 'directories') {
    this.#pattern = pattern
    this.#of = of
  }

  /** Up to the end, or to the brace that closes a group. */
  alternatives(inGroup: boolean): string {
    const choices = ['']
    const add = (source: string) => {
      choices[choices.length - 1] += source
    }
    for (;;) {
      const c = this.#pattern[this.#at]
      if (c === undefined) {
        if (inGroup) throw new BadPattern()
        break
      }
      if (inGroup && c === '}') {
        this.#at++
        break
      }
      this.#at++
      if (inGroup && c === ',') choices.push('')
      else if (c === '*') add(this.#star())
      else if (c === '?') add('[^/]')
      else if (c === '/' && this.#pattern.slice(this.#at) === '**') {
        // All that is below, and a directory itself.
        this.#at += 2
        add(this.#of === 'files' ? '/.+' : '(?:/.*)?')
      } else if (c === '{') add(this.alternatives(true))
      else if (c === '}') throw new BadPattern()
      else if (c === '[') add(this.#class())
      else if (c === '\\') {
        const next = this.#pattern[this.#at++]
        if (next === undefined) throw new BadPattern()
        add(escape(next))
      } else add(escape(c))
    }
    return choices.length === 1 ? (choices[0] ?? '') : `(?:${choices.join('|')})`
  }

  /** `**` counts only as a whole step. */
  #star(): string {
    const pattern = this.#pattern
    const start = this.#at - 1
    if (pattern[this.#at] !== '*') return '[^/]*'
    const isWhole =
      (start === 0 || /[/,{]/.test(pattern[start - 1] ?? '')) &&
      (pattern[start + 2] === undefined || /[/,}]/.test(pattern[start + 2] ?? ''))
    this.#at++
    if (!isWhole) {
      while (pattern[this.#at] === '*') this.#at++
      return '[^/]*'
    }
    if (pattern[this.#at] === '/') {
      this.#at++
      return '(?:[^/]+/)*'
    }
    return '.*'
  }

  #class(): string {
    const pattern = this.#pattern
    const isNegated = pattern[this.#at] === '!' || pattern[this.#at] === '^'
    if (isNegated) this.#at++
    if (pattern[this.#at] === ']') throw new BadPattern()
    const character = (): string => {
      let c = pattern[this.#at++]
      if (c === '\\') c = pattern[this.#at++]
      if (c === undefined) throw new BadPattern()
      return c
    }
    let inner = ''
    while (pattern[this.#at] !== ']') {
      const low = character()
      inner += classEscape(low)
      if (pattern[this.#at] !== '-' || pattern[this.#at + 1] === ']') continue
      this.#at++
      const high = character()
      if (low <= high) inner += `${classEscape(low)}-${classEscape(high)}`
    }
    this.#at++
    return `(?!/)[${isNegated ? '^' : ''}${inner}]`
  }
}

function escape(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function classEscape(c: string): string {
  return c.replace(/[\\\]^[-]/g, '\\$&')
}
