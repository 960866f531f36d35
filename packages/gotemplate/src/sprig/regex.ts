import type { RE2JS } from 're2js'
import type { FunctionMap } from '../function.ts'
import type { Meter } from '../meter.ts'
import { GoError } from '../value.ts'
import { define, listOrNil, strings, type Args } from './define.ts'
import { loadRe2 } from './load-re2.ts'

/** The functions that must not fail panic with other words. */
type Compile = (pattern: string) => RE2JS

const findAll = (read: Compile) =>
  define('string string int', a =>
    listOrNil(
      matches(read(a.text(0)), a.text(1), a.int(2), a.meter).map(({ text }) => text),
      'string',
    ),
  )
const find = (read: Compile) =>
  define('string string', a => matches(read(a.text(0)), a.text(1), 1, a.meter)[0]?.text ?? '')
const replace = (read: Compile) =>
  define('string string string', a => {
    const template = a.text(2)
    return replaceAll(a, read, match => expand(template, match))
  })
const replaceLiteral = (read: Compile) =>
  define('string string string', a => replaceAll(a, read, () => a.text(2)))
const split = (read: Compile) => define('string string int', a => splitBy(a, read))

/** Regular expressions are Go's, which are RE2: they take time linear in the text. */
export const regexFunctions: FunctionMap = {
  regexMatch: define('string string', a => {
    try {
      return isFound(compile(a.text(0)), a.text(1), a.meter)
    } catch (error) {
      if (error instanceof GoError) return false
      throw error
    }
  }),
  mustRegexMatch: define('string string', a => isFound(compile(a.text(0)), a.text(1), a.meter)),
  regexFindAll: findAll(mustCompile),
  mustRegexFindAll: findAll(compile),
  regexFind: find(mustCompile),
  mustRegexFind: find(compile),
  regexReplaceAll: replace(mustCompile),
  mustRegexReplaceAll: replace(compile),
  regexReplaceAllLiteral: replaceLiteral(mustCompile),
  mustRegexReplaceAllLiteral: replaceLiteral(compile),
  regexSplit: split(mustCompile),
  mustRegexSplit: split(compile),
}

interface Match {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly groups: readonly (string | undefined)[]
  readonly names: Readonly<Record<string, number>>
}

/** Compiling takes longer than matching. */
const longestPattern = 10_000

function compile(pattern: string): RE2JS {
  if (pattern.length > longestPattern) {
    throw new GoError(`the pattern has more than ${longestPattern} characters`)
  }
  const { RE2JS: re2, RE2JSSyntaxException: SyntaxException } = loadRe2()
  try {
    return re2.compile(pattern)
  } catch (error) {
    if (!(error instanceof SyntaxException)) throw error
    throw new GoError(error.message)
  }
}

function mustCompile(pattern: string): RE2JS {
  try {
    return compile(pattern)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new GoError(`regexp: Compile(\`${pattern}\`): ${error.message}`)
  }
}

/** The states of a regular expression, each of which can be looked at for each character. */
function costOf(regex: RE2JS): number {
  return 1 + Math.floor(regex.programSize() / 16)
}

function isFound(regex: RE2JS, text: string, meter: Meter): boolean {
  meter.copy(text.length * costOf(regex))
  return regex.matcher(text).find()
}

/** All matches that do not overlap; one that is empty right behind another does not count. */
function matches(regex: RE2JS, text: string, limit: number, meter: Meter): Match[] {
  const matcher = regex.matcher(text)
  const names = regex.namedGroups()
  const found: Match[] = []
  let previousEnd = -1
  const cost = costOf(regex)
  meter.copy(text.length * cost)
  while ((limit < 0 || found.length < limit) && matcher.find()) {
    // Each search can go up to the end of the text again.
    meter.copy((text.length - matcher.start()) * cost)
    const [start, end] = [matcher.start(), matcher.end()]
    if (start === end && start === previousEnd) continue
    previousEnd = end
    const groups: (string | undefined)[] = []
    for (let i = 0; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? undefined)
    found.push({ start, end, text: text.slice(start, end), groups, names })
  }
  return found
}

function replaceAll(a: Args, read: Compile, replacement: (match: Match) => string): string {
  const text = a.text(1)
  let out = ''
  let at = 0
  for (const match of matches(read(a.text(0)), text, -1, a.meter)) {
    const replaced = replacement(match)
    a.meter.copy(replaced.length)
    out += text.slice(at, match.start) + replaced
    at = match.end
  }
  return out + text.slice(at)
}

/** `$1`, `$name`, `${name}` and `$$`, by regexp.Expand: a name is as long as it can be. */
function expand(template: string, { groups, names }: Match): string {
  return template.replace(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_, dollar?: string, braced?: string, bare?: string) => {
      if (dollar !== undefined) return '$'
      const name = braced ?? bare ?? ''
      const index = /^\d+$/.test(name) ? Number(name) : names[name]
      return (index === undefined ? undefined : groups[index]) ?? ''
    },
  )
}

function splitBy(a: Args, read: Compile) {
  const [pattern, text, limit] = [a.text(0), a.text(1), a.int(2)]
  const regex = read(pattern)
  if (limit === 0) return listOrNil([], 'string')
  if (pattern !== '' && text === '') return strings([''])
  const parts: string[] = []
  let begin = 0
  let end = 0
  for (const match of matches(regex, text, -1, a.meter)) {
    if (limit > 0 && parts.length === limit - 1) break
    end = match.start
    if (match.end !== 0) parts.push(text.slice(begin, end))
    begin = match.end
  }
  if (end !== text.length) parts.push(text.slice(begin))
  return strings(parts)
}
