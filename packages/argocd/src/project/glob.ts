/**
 * A pattern of an AppProject: `*` and `?` stop at a separator, `**` does not; `[a-z]`, `[!a-z]` and
 * `{a,b}` are as in a shell. The whole text must match. What cannot be read as a pattern matches
 * nothing. (github.com/gobwas/glob, util/glob/glob.go)
 */
export function projectGlob(pattern: string, separator = ''): RegExp {
  const key = `${separator}\n${pattern}`
  let compiled = known.get(key)
  if (!compiled) {
    compiled = compile(pattern, separator)
    known.set(key, compiled)
  }
  return compiled
}

const known = new Map<string, RegExp>()

const nothing = /(?!)/

function compile(pattern: string, separator: string): RegExp {
  const any = separator === '' ? '[^]' : `[^${separator}]`
  let source = ''
  let depth = 0
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern[at] ?? ''
    switch (c) {
      case '*': {
        const isSuper = pattern[at + 1] === '*'
        if (isSuper) at++
        source += `${isSuper ? '[^]' : any}*`
        break
      }
      case '?':
        source += any
        break
      case '[': {
        const [whole, not = '', inner = ''] = /^\[(!?)([^\]]+)\]/.exec(pattern.slice(at)) ?? []
        if (whole === undefined) return nothing
        source += `[${not && '^'}${inner.replace(/[\\^[]/g, '\\$&')}]`
        at += whole.length - 1
        break
      }
      case '{':
        depth++
        source += '(?:'
        break
      case '}':
        if (depth-- === 0) return nothing
        source += ')'
        break
      case ',':
        source += depth > 0 ? '|' : ','
        break
      case '\\':
        source += escape(pattern[++at] ?? '')
        break
      default:
        source += escape(c)
    }
  }
  if (depth > 0) return nothing
  try {
    return new RegExp(`^(?:${source})$`)
  } catch (error) {
    // A range that is turned around.
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}

function escape(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
