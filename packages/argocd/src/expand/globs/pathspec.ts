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
    return pattern?.test(bytesOf(path)) ?? false
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
function wildmatch(pattern: string): RegExp | undefined {
  let source = ''
  let at = 0
  while (at < pattern.length) {
    const c = pattern[at++] ?? ''
    if (c === '*') {
      while (pattern[at] === '*') at++
      source += '.*'
    } else if (c === '?') source += '.'
    else if (c === '[') {
      const read = readClass(pattern, at)
      if (!read) return undefined
      source += read.source
      at = read.end
    } else if (c === '\\') {
      const next = pattern[at++]
      if (next === undefined) return undefined
      source += escape(next)
    } else source += escape(c)
  }
  return new RegExp(`^${source}$`, 's')
}

const named: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

function readClass(pattern: string, from: number): { source: string; end: number } | undefined {
  let at = from
  const isNegated = pattern[at] === '!' || pattern[at] === '^'
  if (isNegated) at++
  let inner = ''
  let isFirst = true
  for (;;) {
    let c = pattern[at++]
    if (c === undefined) return undefined
    if (c === ']' && !isFirst) break
    isFirst = false
    if (c === '[' && pattern[at] === ':') {
      const close = pattern.indexOf(':]', at + 1)
      const set = close < 0 ? undefined : named[pattern.slice(at + 1, close)]
      if (set === undefined) return undefined
      inner += set
      at = close + 2
      continue
    }
    if (c === '\\') c = pattern[at++]
    if (c === undefined) return undefined
    if (pattern[at] === '-' && pattern[at + 1] !== ']' && pattern[at + 1] !== undefined) {
      at++
      let high = pattern[at++]
      if (high === '\\') high = pattern[at++]
      if (high === undefined) return undefined
      // Its first character counts by itself, even of a range that is turned around.
      inner += classEscape(c)
      if (c <= high) inner += `${classEscape(c)}-${classEscape(high)}`
    } else inner += classEscape(c)
  }
  const source = inner === '' ? (isNegated ? '.' : '[]') : `[${isNegated ? '^' : ''}${inner}]`
  return { source, end: at }
}

function escape(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function classEscape(c: string): string {
  return c.replace(/[\\\]^[-]/g, '\\$&')
}
