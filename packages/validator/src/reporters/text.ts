import {
  compareFindings,
  formatLocation,
  mostProblems,
  shortLine,
  stylesFor,
  type Finding,
  type Location,
  type Severity,
} from '@bulkhead/diagnostics'
import { SourceQuotes } from '@bulkhead/yaml'
import type { Report } from '../report.ts'

export interface TextOptions {
  readonly color: boolean
  /** Where to read the source lines that findings point at; without it none are shown. */
  readonly read?: (path: string) => string | undefined
}

const mostRelated = 3
const mostSkipped = 3

/** A report for people: findings by file, then one line of what was checked. */
export function reportText(report: Report, options: TextOptions): string {
  const findings = findingsText(report, options)
  return [...findings, summarize(report, paletteOf(options.color))].join('\n')
}

/** Findings for people, a text per file. */
export function findingsText(
  report: Pick<Report, 'findings' | 'suppressed'>,
  { color, read }: TextOptions,
): readonly string[] {
  const paint = paletteOf(color)
  const show = sourceReader(report, read)
  const shown = mostSevere(report.findings)
  const rest = report.findings.length - shown.length
  const groups = [...Map.groupBy(shown, ({ location }) => location.file).values()]
  return [
    ...groups.map(group => group.map(finding => describe(finding, paint, show)).join('')),
    ...(rest > 0 ? [`${paint.dim(`… and ${rest} more; --json has them all`)}\n`] : []),
  ]
}

/** As many as are shown, errors before warnings, in order of place. */
function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  return (['error', 'warning', 'info'] as const)
    .flatMap(severity => findings.filter(finding => finding.severity === severity))
    .slice(0, mostProblems)
    .sort(compareFindings)
}

type Paint = (text: string) => string
type Palette = Readonly<Record<Severity | 'bold' | 'dim', Paint>>

function paletteOf(color: boolean): Palette {
  const { red, yellow, cyan, bold, dim } = stylesFor({ color })
  return { error: red, warning: yellow, info: cyan, bold, dim }
}

function describe(finding: Finding, paint: Palette, show: (place: Location) => string): string {
  const { rule, severity, message, location, related, hint } = finding
  const place = paint.bold(formatLocation(location))
  const pointer = show(location)
  return [
    `${place}  ${paint[severity](severity)}  ${rule}  ${shortLine(message)}`,
    ...(pointer === '' ? [] : pointer.split('\n').map(line => `    ${paint.dim(line)}`)),
    ...related
      .slice(0, mostRelated)
      .map(other => `    ${formatLocation(other)}  ${shortLine(other.message)}`),
    ...(related.length > mostRelated
      ? [`    … and ${related.length - mostRelated} more places`]
      : []),
    `    ${shortLine(hint)}`,
    '',
  ].join('\n')
}

/**
 * Shows the source of a place, but never of a file in which a security rule found something,
 * suppressed or not: any of its lines may hold the secret. Nor of what looks like a Secret, which
 * those rules may not have been able to read.
 */
function sourceReader(
  { findings, suppressed }: Pick<Report, 'findings' | 'suppressed'>,
  read: TextOptions['read'],
): (place: Location) => string {
  const secret = new Set(
    [...findings, ...suppressed.map(({ finding }) => finding)]
      .filter(({ rule }) => rule.startsWith('SEC'))
      .map(({ location }) => location.file),
  )
  const quotes = new SourceQuotes(read ?? (() => undefined))
  return location => (secret.has(location.file) ? '' : quotes.excerpt(location))
}

function summarize({ findings, suppressed, checked, skipped }: Report, paint: Palette): string {
  const counts = (['error', 'warning', 'info'] as const)
    .map(severity => ({ severity, count: findings.filter(f => f.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => paint[severity](plural(count, nouns[severity])))
  const verdict = counts.length > 0 ? counts.join(', ') : 'no findings'
  const looked = [
    plural(checked.files, 'file'),
    plural(checked.roots, 'kustomization'),
    plural(checked.applications, 'Application'),
    plural(checked.clusters, 'cluster'),
    plural(checked.rules, 'rule'),
  ].join(', ')
  const accepted = suppressed.filter(({ isAccepted }) => isAccepted)
  const others = suppressed.length - accepted.length
  const silenced = others > 0 ? `; ${others} suppressed` : ''
  return `${verdict} in ${looked}${silenced}${describeAccepted(accepted)}${describeSkipped(skipped)}\n`
}

/** What nobody looks at is said each time, also where the fleet accepts it. */
function describeAccepted(accepted: Report['suppressed']): string {
  if (accepted.length === 0) return ''
  const said = accepted
    .slice(0, mostSkipped)
    .map(({ finding, reason }) => shortLine(`${finding.location.file} (${reason})`))
  const rest = accepted.length - said.length
  return `; ${accepted.length} accepted unchecked: ${said.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

const nouns: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

function describeSkipped(skipped: Report['skipped']): string {
  if (skipped.length === 0) return ''
  const said = skipped.slice(0, mostSkipped).map(({ what, why }) => shortLine(`${what} (${why})`))
  const rest = skipped.length - said.length
  return `; not checked: ${said.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
