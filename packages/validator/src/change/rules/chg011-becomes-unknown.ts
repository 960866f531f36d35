import { startOf } from '@bulkhead/diagnostics'
import type { Hidden } from '@bulkhead/state'
import { isAskedFor } from '../../asked-charts.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule } from '../../rule.ts'
import { usedPaths } from '../../used-paths.ts'

export const becomesUnknown: ChangeRule = {
  id: 'CHG011',
  name: 'becomes-unknown',
  severity: 'error',
  summary: 'A change hides nothing that Argo CD deploys, unless the fleet accepts it by name.',

  *check({ change: { hidden }, after, unread = [], askedCharts = [] }) {
    const { fleet, instance } = after
    const isAsked = ({ chart, application }: Hidden) =>
      chart !== undefined &&
      application !== undefined &&
      isAskedFor(chart, application, fleet, askedCharts)
    const told = hidden.filter(one => !isAsked(one))
    for (const [, group] of Map.groupBy(told, faultOf)) {
      const [{ problem, chart }] = group as [Hidden, ...Hidden[]]
      const location = problem.location ?? startOf('gitops/kustomization.yaml')
      const applications = [...new Set(group.flatMap(one => one.application?.name ?? []))].sort()
      const clusters = [...new Set(group.flatMap(one => one.application?.cluster ?? []))].sort()
      const who =
        applications.length === 0
          ? 'Argo CD will have'
          : `${listSome(applications)} ${applications.length === 1 ? 'deploys' : 'deploy'}`
      yield {
        message: `nobody can tell here any more what all ${who}: ${problem.message}`,
        location,
        hint: 'Put it into this repository, or accept it by name in `spec.unchecked`.',
        subject: chart?.chart ?? chart?.path ?? problem.subject,
        parties: clusters,
      }
    }
    const isUsed = usedPaths(instance.applications)
    for (const { what, why } of unread) {
      if (!isUsed(what)) continue
      yield {
        message: `nobody can tell here what ${what} leads to or holds: it is ${why}`,
        location: startOf(what),
        hint: 'Put a file of this repository in its place, or accept it in `spec.unchecked`.',
        subject: what,
      }
    }
  },
}

/** One entry in a base is one fault, however many overlays build on it. */
function faultOf({ problem: { code, message, location } }: Hidden): string {
  // What is not built is told with the path of each root, and stands at one place for all of them.
  return JSON.stringify([code, code === 'STATE_UNKNOWN' ? message : '', location ?? message])
}
