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

const comment = /(^|\s)#\s*bulkhead-ignore\b(?:\s+([A-Za-z]{3}\d{3}))?\s*:?\s*(.*)$/

/** Every suppression in a file. */
export function readSuppressions(file: string, text: string): readonly Suppression[] {
  const lines = text.split(/\r?\n/)
  return lines.flatMap((content, index) => {
    const match = comment.exec(content)
    if (!match) return []
    const [whole, lead = '', rule = '', reason = ''] = match
    const column = match.index + lead.length + 1
    const endColumn = match.index + whole.trimEnd().length + 1
    const line = index + 1
    return {
      rule: rule.toUpperCase(),
      reason: isReason(reason) ? reason.trim() : undefined,
      location: { file, line, column, endLine: line, endColumn },
      line: isComment(content) ? nextLine(lines, index) : line,
    }
  })
}

/** The suppression that answers for a finding, by file, line and rule. */
export function findSuppression(
  suppressions: readonly Suppression[],
  { rule, location }: Finding,
): (Suppression & { readonly reason: string }) | undefined {
  return suppressions.find(
    (candidate): candidate is Suppression & { readonly reason: string } =>
      candidate.rule === rule &&
      candidate.reason !== undefined &&
      candidate.location.file === location.file &&
      (candidate.line === location.line || candidate.location.line === location.line),
  )
}

/** What people write to get past a check that asks for a reason is not one. */
const placeholder =
  /^(?:[^\p{L}\p{N}]*|todo|fixme|tbd|why|reason|because|none|n\/?a|x+|<.*>)[.!]?$/iu

function isReason(text: string): boolean {
  return !placeholder.test(text.trim())
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line)
}

function nextLine(lines: readonly string[], index: number): number {
  let next = index + 1
  while (next < lines.length && isComment(lines[next] ?? '')) next++
  return next + 1
}
