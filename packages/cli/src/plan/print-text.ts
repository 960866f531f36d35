import { shortLine, stylesFor, type Styles } from '@bulkhead/diagnostics'
import {
  describeObject,
  type ApplicationChange,
  type ChartChange,
  type FieldChange,
} from '@bulkhead/state'
import { findingsText, type Counts, type DomainTally } from '@bulkhead/validator'
import type { CommandContext } from '../command.ts'
import { countOf } from '../print/count-of.ts'
import { table } from '../print/table.ts'
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

const signs = { added: '+', changed: '~', removed: '-' } as const
/** Of one object, and of one Application: who wants all of them asks for JSON. */
const mostFields = 8
const mostObjects = 12
/** Of one change. */
const mostGroups = 100

/** A plan for people: what changes, then how far it reaches, then what the rules say. */
export function planText(
  report: PlanReport,
  context: Pick<CommandContext, 'color'>,
  read: (path: string) => string | undefined,
): string {
  const groups = groupChanges(report.change.applications)
  const blocks = [
    ...limited(groups, mostGroups, group => describeGroup(group, context), endOfGroups),
    ...domainTables(report),
    planSummary(report, context),
    ...findingsText(report, { color: context.color, read }),
  ]
  return blocks.join('\n')
}

/** The summary alone, for a commit hook, and after it what stands against the change. */
export function planShort(
  report: PlanReport,
  context: Pick<CommandContext, 'color'>,
  read: (path: string) => string | undefined,
): string {
  const errors = report.findings.filter(({ severity }) => severity === 'error')
  const told = findingsText({ ...report, findings: errors }, { color: context.color, read })
  return [planSummary(report, context), ...told].join('\n')
}

/** Two lines: what changes, and how far it reaches. */
function planSummary(report: PlanReport, context: Pick<CommandContext, 'color'>): string {
  const { reach, later, findings, suppressed, excuses, skipped } = report
  const paint = stylesFor(context)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const accepted = suppressed.filter(({ isAccepted }) => isAccepted).length
  const waived = suppressed.length - accepted
  const steps = later.map(step => shortLine(`step ${step.step} ${reachLine(step)}`))
  const notes = [
    ...(errors > 0 ? [paint.red(countOf(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(countOf(warnings, 'warning'))] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(accepted > 0 ? [`${accepted} accepted unchecked`] : []),
    ...(excuses.length > 0 ? [shortLine(shorten(excuses.map(describeExcuse), 3))] : []),
    ...(skipped.length > 0
      ? [
          `not compared: ${shorten(
            skipped.map(({ what, why }) => shortLine(`${what} (${why})`)),
            3,
          )}`,
        ]
      : []),
  ]
  return [
    `plan: ${shortLine([headlineOf(report), ...alarmsOf(report)].join('; '))}\n`,
    `reach at once: ${paint.bold(shortLine(reachLine(reach)))}${steps.length > 0 ? `; then ${steps.join(', ')}` : ''}${notes.map(note => `; ${note}`).join('')}\n`,
  ].join('')
}

function describeGroup(
  { name, change, clusters }: ChangeGroup,
  context: Pick<CommandContext, 'color'>,
) {
  const paint = stylesFor(context)
  const { verdict, objects, charts, fields, unknown, fate, application } = change
  const color = { added: paint.green, changed: paint.yellow, removed: paint.red }[verdict]
  const where = clusters.length === 1 ? clusters[0]! : `${clusters.length} clusters`
  const step = application.step === undefined ? '' : `, step ${application.step}`
  const what = fate === undefined ? '' : `, ${fateText[fate]}`
  const lines = [
    `${color(`${signs[verdict]} ${paint.bold(shortLine(name))}`)} in ${shortLine(where)}${step}${what}`,
    ...(clusters.length > 1 ? [`    ${paint.dim(shortLine(shorten(clusters)))}`] : []),
    ...(verdict === 'changed' ? [] : [`    ${shortLine(countObjects(change))}`]),
    ...limited(fields, mostFields, field => `    ${fieldLine(field)}`),
    ...(verdict === 'changed'
      ? limited(charts, mostObjects, chart => describeChart(chart).join('\n'))
      : []),
    ...(verdict === 'changed'
      ? limited(objects, mostObjects, one => describeChange(one, paint))
      : []),
    ...limited(
      unknown,
      mostFields,
      why => `    ${paint.yellow('?')} not compared: ${shortLine(why)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function describeChart({ verdict, chart, fields }: ChartChange): readonly string[] {
  return [
    `    ${signs[verdict]} chart ${shortLine(chart)}`,
    ...limited(fields, mostFields, field => `        ${fieldLine(field)}`),
  ]
}

function describeChange(change: ApplicationChange['objects'][number], paint: Styles): string {
  const effect = effectOf(change)
  const note = effect === '' ? '' : `  ${paint.bold(effect)}`
  const fields = change.verdict === 'changed' ? change.fields : []
  return [
    `    ${signs[change.verdict]} ${shortLine(describeObject(change.object))}${note}`,
    ...limited(fields, mostFields, field => `        ${fieldLine(field)}`),
  ].join('\n')
}

function fieldLine(field: FieldChange): string {
  return shortLine(`${field.path}: ${describeField(field)}`)
}

function countObjects({ objects, charts }: ApplicationChange): string {
  const kinds = [...Map.groupBy(objects, ({ object }) => object.kind)].map(([kind, all]) =>
    all.length === 1 ? kind : `${all.length} ${kind}`,
  )
  const names = [...kinds.sort(), ...charts.map(({ chart }) => `chart ${chart}`)]
  return names.length === 0 ? 'no objects' : shorten(names, mostObjects)
}

function limited<T>(
  items: readonly T[],
  most: number,
  show: (item: T) => string,
  end = (rest: number) => `        … and ${rest} more; --json has them all`,
): readonly string[] {
  const rest = items.length - most
  const shown = items.slice(0, most).map(show)
  return rest > 0 ? [...shown, end(rest)] : shown
}

const endOfGroups = (rest: number) =>
  `… and ${rest} more that ${rest === 1 ? 'changes' : 'change'}; --json has them all\n`

/** Rows that fit on a screen. */
const mostRows = 20

/** A table of clusters while they fit on a screen, and of larger domains otherwise. */
function domainTables({ tallies }: PlanReport): readonly string[] {
  const { clusters, regions, environments, providers } = tallies
  if (clusters.length === 0) return []
  const finest = (
    [
      ['CLUSTER', clusters],
      ['REGION', regions],
    ] as const
  ).find(([, rows]) => rows.length > 0 && rows.length <= mostRows)
  const shown = [
    ...(finest ? [finest] : []),
    ['ENVIRONMENT', environments] as const,
    ...(providers.length > 1 ? [['PROVIDER', providers] as const] : []),
  ]
  return shown
    .filter(([, rows]) => rows.length > 0)
    .map(([heading, rows]) =>
      table([[heading, 'APPLICATIONS', 'OBJECTS', 'RESTARTS'], ...rows.map(rowOf)]),
    )
}

function rowOf({ name, applications, objects, restarts, nodeRollouts }: DomainTally): string[] {
  const nodes = nodeRollouts > 0 ? `, ${countOf(nodeRollouts, 'node group')}` : ''
  return [name, countsText(applications), countsText(objects), `${restarts}${nodes}`]
}

function countsText({ added, changed, removed }: Counts): string {
  return `+${added} ~${changed} -${removed}`
}
