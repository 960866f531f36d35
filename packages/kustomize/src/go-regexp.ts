import { RE2JS } from 're2js'

/** A compiled regular expression. */
export interface Pattern {
  test(text: string): boolean
}

/**
 * A regular expression in Go's syntax, that of RE2. It runs in time linear in the text whatever the
 * pattern is: one that a repository brings along cannot hang a build.
 *
 * @throws Error for a pattern that Go does not take
 */
export function goRegExp(pattern: string): Pattern {
  const compiled = RE2JS.compile(pattern)
  return { test: text => compiled.matcher(text).find() }
}

/** The same for a whole text: an empty pattern matches everything. */
export function anchoredGoRegExp(pattern: string): Pattern | undefined {
  if (pattern === '') return undefined
  // Most patterns are names: nothing in them is special.
  if (/^[\w-]+$/.test(pattern)) return { test: text => text === pattern }
  return goRegExp(`^(?:${pattern})$`)
}
