import { loadRe2 } from './load-re2.ts'
import type { Meter } from './meter.ts'

/** A compiled regular expression. */
export interface Pattern {
  /** @param meter what the work is taken from */
  test(text: string, meter?: Meter): boolean
}

/** No name that a person chooses objects by comes near this. */
const longestPattern = 2000
/** How large a pattern may be once its repetitions are written out. */
const largestProgram = 50_000

/**
 * A regular expression in Go's syntax, that of RE2. It runs in time linear in the text whatever the
 * pattern is: one that a repository brings along cannot hang a build.
 *
 * @param meter what compiling it is taken from
 * @throws Error for a pattern that Go does not take, or that is too large
 */
export function goRegExp(pattern: string, meter?: Meter): Pattern {
  const size = sizeOf(pattern)
  if (pattern.length > longestPattern || size > largestProgram) {
    throw new Error('the regular expression is too large')
  }
  meter?.step(10 * size)
  const compiled = loadRe2().RE2JS.compile(pattern)
  const instructions = compiled.programSize()
  return {
    test(text, own) {
      // Each character can meet each instruction.
      own?.step(1 + Math.ceil((instructions * text.length) / 16))
      return compiled.matcher(text).find()
    },
  }
}

/** At most how large a pattern is when its repetitions are written out. */
function sizeOf(pattern: string): number {
  let repetitions = 1
  for (const [, least, most] of pattern.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)) {
    repetitions += Number(most || least)
  }
  return pattern.length * repetitions
}

/** The same for a whole text: an empty pattern matches everything. */
export function anchoredGoRegExp(pattern: string, meter?: Meter): Pattern | undefined {
  if (pattern === '') return undefined
  // Most patterns are names: nothing in them is special.
  if (/^[\w-]+$/.test(pattern)) return { test: text => text === pattern }
  return goRegExp(`^(?:${pattern})$`, meter)
}
