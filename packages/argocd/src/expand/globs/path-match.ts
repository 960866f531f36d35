/** A pattern with something wrong in it. */
export class BadPattern extends Error {
  constructor() {
    super('syntax error in pattern')
  }
}

/**
 * Go's path.Match: `*` and `?` never cross a slash, `[a-z]` and `[^a-z]` stand for one character,
 * a backslash takes the next character as it is. The whole path must match.
 *
 * @throws BadPattern
 */
export function pathMatch(pattern: string): RegExp {
  let source = ''
  let at = 0
  while (at < pattern.length) {
    const c = pattern[at++] ?? ''
    switch (c) {
      case '*':
        source += '[^/]*'
        break
      case '?':
        source += '[^/]'
        break
      case '[': {
        const read = readClass(pattern, at)
        source += read.source
        at = read.end
        break
      }
      case '\\':
        if (at >= pattern.length) throw new BadPattern()
        source += escape(pattern[at++] ?? '')
        break
      default:
        source += escape(c)
    }
  }
  return new RegExp(`^${source}$`, 'su')
}

function readClass(pattern: string, from: number): { source: string; end: number } {
  let at = from
  const isNegated = pattern[at] === '^'
  if (isNegated) at++
  const character = (): string => {
    const c = pattern[at++]
    if (c === undefined || c === '-' || c === ']') throw new BadPattern()
    if (c !== '\\') return c
    const escaped = pattern[at++]
    if (escaped === undefined) throw new BadPattern()
    return escaped
  }
  const ranges: string[] = []
  while (ranges.length === 0 || pattern[at] !== ']') {
    const low = character()
    let high = low
    if (pattern[at] === '-') {
      at++
      high = character()
    }
    // A range that is turned around holds nothing.
    ranges.push(low <= high ? `${classEscape(low)}-${classEscape(high)}` : '')
  }
  const inner = ranges.join('')
  const source =
    inner === '' ? (isNegated ? '[\\s\\S]' : '[]') : `[${isNegated ? '^' : ''}${inner}]`
  return { source, end: at + 1 }
}

function escape(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function classEscape(c: string): string {
  return c.replace(/[\\\]^-]/g, '\\$&')
}
