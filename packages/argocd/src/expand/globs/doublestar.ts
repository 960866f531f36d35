import { posix } from 'node:path'
import { BadPattern } from './path-match.ts'

/**
 * A pattern of bmatcuk/doublestar v4, which Argo CD uses with `--enable-new-git-file-globbing`: `*`
 * stays within one directory, `**` as a whole step is any number of directories, `{a,b}` is either.
 * It is joined to the root of the repository first, and so is cleaned.
 *
 * @throws BadPattern
 */
export function readDoublestar(pattern: string): (path: string) => boolean {
  const cleaned = posix
    .join('/', pattern)
    .replace(/(.)\/$/, '$1')
    .slice(1)
  const source = new Reader(cleaned).alternatives(false)
  const regex = new RegExp(`^${source}$`, 'su')
  return path => regex.test(path)
}

class Reader {
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
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
        // All that is below, and the directory itself.
        this.#at += 2
        add('(?:/.*)?')
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
    const character = (): string => {
      let c = pattern[this.#at++]
      if (c === '\\') c = pattern[this.#at++]
      if (c === undefined) throw new BadPattern()
      return c
    }
    let inner = ''
    while (inner === '' || pattern[this.#at] !== ']') {
      const low = character()
      if (pattern[this.#at] === '-' && pattern[this.#at + 1] !== ']') {
        this.#at++
        const high = character()
        inner += low <= high ? `${classEscape(low)}-${classEscape(high)}` : ''
      } else inner += classEscape(low)
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
