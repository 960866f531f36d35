import { anyCharacter, compileGlob, type GlobPart, type Passes } from './glob.ts'
import { codeOf, inRanges, type CharacterRange } from './path-match.ts'

/** A pathspec that git refuses, or that is not read here. */
export class PathspecError extends Error {
  /** Whether git would take it. */
  readonly isForeign: boolean

  constructor(message: string, isForeign = false) {
    super(message)
    this.isForeign = isForeign
  }
}

/**
 * Which files `git ls-files -- PATHSPEC` lists. A pathspec without wildcards names a file, or a
 * directory with all that is in it. In one with wildcards `*` and `?` cross slashes, `**` is the same
 * as `*`, and the whole path must match.
 *
 * @throws PathspecError
 */
export function readPathspec(pathspec: string): (path: string) => boolean {
  if (pathspec === '') {
    throw new PathspecError(
      'fatal: empty string is not a valid pathspec. please use . instead if you meant to match all paths',
    )
  }
  if (pathspec.startsWith(':')) {
    const top = /^:(?:\/|\(top\))(.*)$/s.exec(pathspec)
    if (top) return top[1] === '' ? () => true : readPathspec(top[1] ?? '')
    throw new PathspecError(`the magic of the pathspec "${pathspec}" is not read`, true)
  }
  const match = normalize(pathspec)
  if (match === '') return () => true
  // git compares bytes: a letter that is no ASCII is several of them.
  const pattern = /[*?[\\]/.test(match) ? wildmatch(bytesOf(match)) : undefined
  return path => {
    if (path === match) return true
    if (path.startsWith(match) && (match.endsWith('/') || path[match.length] === '/')) return true
    return pattern?.(bytesOf(path)) ?? false
  }
}

/** Each byte of the UTF-8 as one character. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** Without `.`, `..` and doubled slashes; one slash at the end stays. */
function normalize(pathspec: string): string {
  if (pathspec.startsWith('/')) {
    throw new PathspecError(`fatal: Invalid path '${pathspec}': it is outside the repository`)
  }
  const steps: string[] = []
  for (const step of pathspec.split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.pop() === undefined) {
      throw new PathspecError(`fatal: ${pathspec}: '${pathspec}' is outside repository`)
    }
  }
  const joined = steps.join('/')
  return joined !== '' && /\/\.?$/.test(pathspec) ? `${joined}/` : joined
}

/** git's wildmatch without WM_PATHNAME. A pattern that is broken matches nothing. */
function wildmatch(pattern: string): ((bytes: string) => boolean) | undefined {
  const parts: GlobPart[] = []
  const one = (passes: Passes) => parts.push({ kind: 'one', passes })
  let at = 0
  while (at < pattern.length) {
    const c = pattern[at++] ?? ''
    if (c === '*') {
      while (pattern[at] === '*') at++
      parts.push({ kind: 'many', passes: anyCharacter })
    } else if (c === '?') one(anyCharacter)
    else if (c === '[') {
      const read = readClass(pattern, at)
      if (!read) return undefined
      one(read.passes)
      at = read.end
    } else {
      const taken = c === '\\' ? pattern[at++] : c
      if (taken === undefined) return undefined
      parts.push({ kind: 'text', text: taken })
    }
  }
  return compileGlob(parts)
}

const named = new Map<string, RegExp>([
  ['alnum', /[A-Za-z0-9]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  // oxlint-disable-next-line no-control-regex
  ['cntrl', /[\x00-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[\x21-\x7e]/],
  ['lower', /[a-z]/],
  ['print', /[\x20-\x7e]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t-\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9A-Fa-f]/],
])

function readClass(
  pattern: string,
  from: number,
): { readonly passes: Passes; readonly end: number } | undefined {
  let at = from
  const isNegated = pattern[at] === '!' || pattern[at] === '^'
  if (isNegated) at++
  const sets: RegExp[] = []
  const ranges: CharacterRange[] = []
  let isFirst = true
  for (;;) {
    let c = pattern[at++]
    if (c === undefined) return undefined
    if (c === ']' && !isFirst) break
    isFirst = false
    if (c === '[' && pattern[at] === ':') {
      const close = pattern.indexOf(']', at + 1)
      if (close < 0) return undefined
      if (pattern[close - 1] === ':' && close - 1 > at) {
        const set = named.get(pattern.slice(at + 1, close - 1))
        if (set === undefined) return undefined
        sets.push(set)
        at = close + 1
        continue
      }
    }
    if (c === '\\') c = pattern[at++]
    if (c === undefined) return undefined
    ranges.push([codeOf(c), codeOf(c)])
    if (pattern[at] === '-' && pattern[at + 1] !== ']' && pattern[at + 1] !== undefined) {
      at++
      let high = pattern[at++]
      if (high === '\\') high = pattern[at++]
      if (high === undefined) return undefined
      // Its first character counts by itself, even of a range that is turned around.
      ranges.push([codeOf(c), codeOf(high)])
    }
  }
  const isListed = inRanges(ranges, false)
  return {
    passes: byte => (isListed(byte) || sets.some(set => set.test(byte))) !== isNegated,
    end: at,
  }
}
