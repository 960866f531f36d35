import { readGobwasGlob } from '../expand/globs/gobwas.ts'
import { BadPattern } from '../expand/globs/bad-pattern.ts'
import { pathMatch } from '../expand/globs/path-match.ts'

type Matcher = (text: string) => boolean

/** Patterns are held against every object, so each is read once. */
const known = new Map<string, Matcher>()
const mostKnown = 10_000

/**
 * A pattern of an AppProject: `*` and `?` stop at a separator, `**` does not. What cannot be read as
 * a pattern matches nothing. (util/glob/glob.go)
 */
export function projectGlob(pattern: string, separator = ''): Matcher {
  return once(`${separator}\n${pattern}`, () => readGobwasGlob(pattern, separator))
}

/** The same for a kind, a group or a name of an object. (path/filepath Match) */
export function resourceGlob(pattern: string): Matcher {
  return once(`\n\n${pattern}`, () => pathMatch(pattern))
}

function once(key: string, read: () => Matcher): Matcher {
  const found = known.get(key)
  if (found) return found
  if (known.size >= mostKnown) known.clear()
  const matcher = orNothing(read)
  known.set(key, matcher)
  return matcher
}

function orNothing(read: () => Matcher): Matcher {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadPattern) return () => false
    throw error
  }
}
