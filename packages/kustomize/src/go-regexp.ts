/**
 * A regular expression in Go's syntax. What only Go knows is translated, what only JavaScript knows
 * is refused.
 *
 * @throws SyntaxError
 */
export function goRegExp(pattern: string): RegExp {
  if (/\(\?(?:=|!|<=|<!)|\\[1-9]/.test(pattern.replace(/\\\\/g, ''))) {
    throw new SyntaxError(`${pattern}: look-around and back references are not supported`)
  }
  const translated = pattern
    .replace(/\\Q([^]*?)(?:\\E|$)/g, (_, text: string) =>
      text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .replace(/\\z/g, '(?![^])')
    .replace(/\\A/g, '^')
    .replace(/\(\?P</g, '(?<')
    .replace(/\[\[:(\^?)(\w+):\]\]/g, (whole, not: string, name: string) => {
      const members = classes[name]
      return members === undefined ? whole : `[${not}${members}]`
    })
    .replace(/\[:(\w+):\]/g, (whole, name: string) => classes[name] ?? whole)
  return new RegExp(scopeFlags(translated))
}

/** The same for a whole text: an empty pattern matches everything. */
export function anchoredGoRegExp(pattern: string): RegExp | undefined {
  return pattern === '' ? undefined : goRegExp(`^(?:${pattern})$`)
}

const classes: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\t\\n\\v\\f\\r ',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
  punct: '!-\\/:-@\\[-`{-~',
}

/** `(?i)` holds to the end of its group; JavaScript wants the group spelled out. */
function scopeFlags(pattern: string): string {
  const at = /\(\?([ims]+)\)/.exec(pattern)
  if (!at) return pattern
  const before = pattern.slice(0, at.index)
  const rest = pattern.slice(at.index + at[0].length)
  let depth = 0
  let end = rest.length
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '\\') i++
    else if (rest[i] === '(') depth++
    else if (rest[i] === ')' && --depth < 0) {
      end = i
      break
    }
  }
  return scopeFlags(`${before}(?${at[1]}:${rest.slice(0, end)})${rest.slice(end)}`)
}
