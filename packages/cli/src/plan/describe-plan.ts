import { formatLocation } from '@bulkhead/diagnostics'
import {
  describeObject,
  isIrreplaceable,
  type FieldChange,
  type ObjectChange,
} from '@bulkhead/state'
import { renamesIn, tally, type Excuse, type Reach } from '@bulkhead/validator'
import { countOf } from '../print/count-of.ts'
import type { PlanReport } from './plan-report.ts'

/** `3 Applications added, 12 changed, 1 removed`. */
export function headlineOf({ change }: PlanReport): string {
  const { added, changed, removed } = tally(change.applications).applications
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
  ] as const
  const told = parts.filter(([count]) => count > 0)
  if (told.length === 0) return 'no Application changes'
  return told
    .map(([count, what], i) => `${i === 0 ? countOf(count, 'Application') : count} ${what}`)
    .join(', ')
}

/** `4 clusters in 2 regions (eu-west-1, us-east-1), production, aws`. */
export function reachLine({ clusters, regions, environments, providers }: Reach): string {
  if (clusters.length === 0) return 'nothing'
  const [only] = clusters
  const where = [
    regions.length > 1 ? `${regions.length} regions (${shorten(regions)})` : regions[0],
    environments.join(' and '),
    providers.join(' and '),
  ].filter(Boolean)
  const names = clusters.length === 1 ? only : `${clusters.length} clusters`
  return where.length === 0 ? `${names}` : `${names} in ${where.join(', ')}`
}

/** What else a reader must not miss: restarts, what is deleted for good, renames. */
export function alarmsOf({ change }: PlanReport): readonly string[] {
  const { restarts, nodeRollouts } = tally(change.applications)
  const lost = change.applications.flatMap(({ application, objects }) =>
    objects.flatMap(one =>
      one.verdict === 'removed' && one.fate !== 'left' && isIrreplaceable(one.object)
        ? [`${describeObject(one.object)} in ${application.cluster ?? '?'}`]
        : [],
    ),
  )
  const renames = renamesIn(change.applications)
  return [
    ...(restarts > 0
      ? [`${countOf(restarts, 'workload')} restart${restarts === 1 ? 's' : ''}`]
      : []),
    ...(nodeRollouts > 0 ? [`${countOf(nodeRollouts, 'node group')} replaced`] : []),
    ...(renames.length > 0 ? [`${countOf(renames.length, 'Application')} renamed`] : []),
    ...(lost.length > 0 ? [`deleted for good: ${shorten(lost)}`] : []),
  ]
}

/** `adds a waiver of ARG009 at fleet/fleet.yaml:7:5 (moves in May)`. */
export function describeExcuse({ kind, of, reason, location }: Excuse): string {
  const what = {
    waiver: `a waiver of ${of}`,
    unchecked: `that ${of} is accepted unchecked`,
    suppression: `a comment that suppresses ${of}`,
  }[kind]
  return `adds ${what} at ${formatLocation(location)} (${reason})`
}

/** More than a few names are counted. */
export function shorten(names: readonly string[], most = 6): string {
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}

/** `"1.2.3" → "1.2.4"`; a long value is cut. */
export function describeField({ before, after }: FieldChange): string {
  if (before === undefined) return `${valueText(after)} (new)`
  if (after === undefined) return `${valueText(before)} (gone)`
  return `${valueText(before)} → ${valueText(after)}`
}

const widest = 80

function valueText(value: FieldChange['before']): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}

/** What an object's change does besides changing it. */
export function effectOf(change: ObjectChange): string {
  switch (change.verdict) {
    case 'added':
      return ''
    case 'changed':
      return change.replaces === undefined ? '' : `replaces its ${change.replaces}`
    case 'removed':
      return fateText[change.fate]
    default:
      return change satisfies never
  }
}

export const fateText = {
  deleted: 'deleted',
  confirmed: 'deleted once a person confirms it',
  left: 'left in the cluster, and no longer looked after',
} as const
