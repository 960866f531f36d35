import {
  cut,
  formatLocation,
  htmlText,
  markdownCode,
  markdownFence,
  markdownText,
} from '@bulkhead/diagnostics'
import { describeObject, type ApplicationChange } from '@bulkhead/state'
import type { Counts, DomainTally } from '@bulkhead/validator'
import { countOf } from '../print/count-of.ts'
import {
  alarmsOf,
  describeExcuse,
  describeField,
  effectOf,
  fateText,
  headlineOf,
  reachLine,
  shorten,
} from './describe-plan.ts'
import { groupChanges, type ChangeGroup } from './group-changes.ts'
import type { PlanReport } from './plan-report.ts'

/** A comment of GitHub ends at 65,536 characters; what is left is for the line that says so. */
const longest = 60_000
/** Of findings, and of each other kind of note: with all of them, the head alone could be too long. */
const mostNotes = 50
/** Of all notes of one kind: what a branch says at length pushes nothing else out of the comment. */
const longestNotes = 10_000
/** Of a name, a message or a reason. */
const longestText = 300

/** A plan as the comment of a pull request. */
export function planMarkdown(report: PlanReport): string {
  const { reach, later, findings, suppressed, excuses, skipped, tallies } = report
  const marks = { error: '🛑', warning: '⚠️', info: 'ℹ️' } as const
  const isError = ({ severity }: (typeof findings)[number]) => severity === 'error'
  const gravestFirst = [...findings.filter(isError), ...findings.filter(one => !isError(one))]
  const head = [
    `### Bulkhead plan: ${headlineOf(report)}`,
    '',
    `- **Reach at once:** ${said(reachLine(reach))}`,
    ...limited(later, step => `- **Then, step ${step.step}:** ${said(reachLine(step))}`),
    ...alarmsOf(report).map(alarm => `- **Note:** ${said(alarm)}`),
    '',
    ...limited(
      gravestFirst,
      ({ rule, severity, message, location, hint }) =>
        `- ${marks[severity]} \`${rule}\` ${said(message)} (${markdownCode(cut(formatLocation(location), longestText))}). ${said(hint)}`,
    ),
    ...limited(
      suppressed,
      ({ finding, reason, isAccepted, until }) =>
        `- ${isAccepted ? 'accepted unchecked' : 'waived'}${until === undefined ? '' : ` until ${said(until)}`}: \`${finding.rule}\` ${said(finding.message)} (${said(reason)})`,
    ),
    ...limited(excuses, excuse => `- **Note:** it ${said(describeExcuse(excuse))}`),
    ...limited(skipped, ({ what, why }) => `- not compared: ${said(what)} (${said(why)})`),
    '',
  ]
  const domains = (['regions', 'environments', 'providers', 'clusters'] as const).flatMap(kind =>
    tallies[kind].length === 0 ? [] : domainTable(kind, tallies[kind]),
  )
  const groups = groupChanges(report.change.applications).map(describeGroup)
  return fit([head.join('\n'), domains.join('\n'), ...groups])
}

function limited<T>(items: readonly T[], show: (item: T) => string): readonly string[] {
  const shown: string[] = []
  let length = 0
  for (const item of items.slice(0, mostNotes)) {
    const line = show(item)
    length += line.length
    if (shown.length > 0 && length > longestNotes) break
    shown.push(line)
  }
  const rest = items.length - shown.length
  return rest > 0 ? [...shown, `- … and ${rest} more`] : shown
}

function said(text: string): string {
  return markdownText(cut(text, longestText))
}

/** As many of the parts as one comment holds; the first always, which says how far the plan reaches. */
function fit(parts: readonly string[]): string {
  let text = ''
  for (const [i, part] of parts.entries()) {
    if (i > 0 && text.length + part.length > longest) {
      return `${text}\n… and ${parts.length - i} more; \`bulkhead plan\` has them all.\n`
    }
    text += `${part}\n`
  }
  return text
}

function domainTable(kind: string, rows: readonly DomainTally[]): readonly string[] {
  const counts = ({ added, changed, removed }: Counts) => `+${added} ~${changed} −${removed}`
  const shown = rows.slice(0, 50)
  return [
    `<details><summary>${countOf(rows.length, kind.slice(0, -1))}</summary>`,
    '',
    '| | Applications | Objects | Restarts |',
    '|---|---|---|---|',
    ...shown.map(
      ({ name, applications, objects, restarts }) =>
        `| ${said(name)} | ${counts(applications)} | ${counts(objects)} | ${restarts} |`,
    ),
    ...(rows.length > shown.length ? [`| and ${rows.length - shown.length} more | | | |`] : []),
    '',
    '</details>',
    '',
  ]
}

function describeGroup({ name, change, clusters }: ChangeGroup): string {
  const { verdict, application, fate, fields, charts, objects, unknown } = change
  const where = clusters.length === 1 ? clusters[0]! : `${clusters.length} clusters`
  const step = application.step === undefined ? '' : `, step ${application.step}`
  const what = fate === undefined ? '' : `, ${fateText[fate]}`
  const sign = { added: '+', changed: '!', removed: '-' }[verdict]
  const lines = [
    ...fields.map(field => `! ${field.path}: ${describeField(field)}`),
    ...charts.flatMap(chart => [
      `${diffSigns[chart.verdict]} chart ${chart.chart}`,
      ...chart.fields.map(field => `!   ${field.path}: ${describeField(field)}`),
    ]),
    ...objects.flatMap(describeChange),
    ...unknown.map(why => `# not compared: ${why}`),
  ]
  const shown = lines.slice(0, 60)
  const more =
    lines.length > shown.length ? [`# and ${lines.length - shown.length} more lines`] : []
  return [
    `<details><summary>${sign} <b>${htmlText(cut(name, longestText))}</b> ${verdict} in ${htmlText(cut(where, longestText))}${step}${what}</summary>`,
    '',
    ...(clusters.length > 1 ? [said(shorten(clusters, 30)), ''] : []),
    markdownFence(
      [...shown, ...more].map(line => cut(line, longestText)),
      'diff',
    ),
    '',
    '</details>',
    '',
  ].join('\n')
}

const diffSigns = { added: '+', changed: '!', removed: '-' } as const

function describeChange(change: ApplicationChange['objects'][number]): readonly string[] {
  const effect = effectOf(change)
  const fields = change.verdict === 'changed' ? change.fields : []
  return [
    `${diffSigns[change.verdict]} ${describeObject(change.object)}${effect === '' ? '' : ` (${effect})`}`,
    ...fields.map(field => `!   ${field.path}: ${describeField(field)}`),
  ]
}
