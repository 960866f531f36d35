import type { ApplicationChange, ObjectChange, SetChange } from '@bulkhead/state'
import { jsonFinding, skippedBySuppression, type Excuse } from '@bulkhead/validator'
import { applicationToJson } from '../print/applications.ts'
import type { PlanReport } from './plan-report.ts'

/** A plan for scripts. */
export function planJson(report: PlanReport): string {
  const { since, change, tallies, reach, later, findings, suppressed, excuses, skipped } = report
  const of = (verdict: ApplicationChange['verdict']) =>
    change.applications.filter(one => one.verdict === verdict).map(changeToJson)
  const plan = {
    since: since ?? null,
    applications: { added: of('added'), changed: of('changed'), removed: of('removed') },
    sets: change.sets.map(setToJson),
    ...tallies,
    reach,
    later,
    findings: findings.map(jsonFinding),
    excuses: excuses.map(excuseToJson),
    skipped: [...skipped, ...suppressed.map(skippedBySuppression)],
  }
  return `${JSON.stringify(plan, null, 2)}\n`
}

function excuseToJson({ kind, of, reason, location: { file, line } }: Excuse) {
  return { kind, of, reason, file, line }
}

function changeToJson({ application, fields, objects, charts, unknown, fate }: ApplicationChange) {
  const told = objects.map(objectToJson)
  return { ...applicationToJson(application), fate, fields, objects: told, charts, unknown }
}

function setToJson({ before, after, name, namespace, freezes, refused, lost, gained }: SetChange) {
  const counts = { before: before ?? null, after: after ?? null }
  return { name, namespace, ...counts, freezes, refused, lost, gained }
}

function objectToJson({ object, location, ...change }: ObjectChange) {
  return { ...object, ...change, file: location?.file, line: location?.line }
}
