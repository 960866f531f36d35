import type { Finding, Location } from '@bulkhead/diagnostics'

/** A comment `# bulkhead-ignore NET002: why`. */
export interface Suppression {
  readonly rule: string
  /** Nothing when there is none worth the name: it then suppresses nothing. */
  readonly reason: string | undefined
  readonly location: Location
  /** The line whose findings it answers for: its own, or the next that is not a comment. */
  readonly line: number
}

const comment = /(?:^|\s)#\s*bulkhead-ignore\b/
const ruleOfComment = /^\s+([A-Za-z]{3}\d{3})/

/** Every suppression in a file. */
export function readSuppressions(file: string, text: string): readonly Suppression[] {
  const lines = text.split(/\r?\n/)
  let next = 0
  return lines.flatMap((content, index) => {
    const match = comment.exec(content)
    if (!match) return []
    const start = match.index + match[0].indexOf('#')
    const said = content.slice(match.index + match[0].length)
    // Step by step: one expression for all of it would try each division of a long run of spaces.
    const [named = '', rule = ''] = ruleOfComment.exec(said) ?? []
    const reason = said.slice(named.length).trimStart().replace(/^:/, '').trim()
    const line = index + 1
    // A run of comments is walked once, however many of them suppress something.
    if (next <= line) next = line
    while (next < lines.length && isComment(lines[next] ?? '')) next++
    return {
      rule: rule.toUpperCase(),
      reason: isReason(reason) ? reason : undefined,
      location: {
        file,
        line,
        column: start + 1,
        endLine: line,
        endColumn: content.trimEnd().length + 1,
      },
      line: isComment(content) ? next + 1 : line,
    }
  })
}

/** The suppression that answers for a finding, by file, line and rule. */
export function findSuppression(
  suppressions: readonly Suppression[],
  { rule, location: { file, line } }: Finding,
): Effective | undefined {
  let index = indexes.get(suppressions)
  if (!index) indexes.set(suppressions, (index = indexOf(suppressions)))
  return index.get(keyOf(file, rule, line))
}

/** A suppression that says why. */
type Effective = Suppression & { readonly reason: string }

const indexes = new WeakMap<readonly Suppression[], ReadonlyMap<string, Effective>>()

/** By what is looked for; of several the first. */
function indexOf(suppressions: readonly Suppression[]): ReadonlyMap<string, Effective> {
  const index = new Map<string, Effective>()
  for (const suppression of suppressions) {
    const { rule, location, line } = suppression
    if (!isEffective(suppression)) continue
    for (const at of [line, location.line]) {
      const key = keyOf(location.file, rule, at)
      if (!index.has(key)) index.set(key, suppression)
    }
  }
  return index
}

function isEffective(suppression: Suppression): suppression is Effective {
  return suppression.reason !== undefined
}

function keyOf(file: string, rule: string, line: number): string {
  return `${rule} ${line} ${file}`
}

/** What people write to get past a check that asks for a reason is not one. */
const placeholder =
  /^(?:[^\p{L}\p{N}]*|todo|fixme|tbd|why|reason|because|none|n\/?a|x+|<.*>)[.!]?$/iu

function isReason(text: string): boolean {
  return !placeholder.test(text)
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line)
}
