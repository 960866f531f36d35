import { startOf } from '@bulkhead/diagnostics'
import type { BrokenRoot } from '@bulkhead/state'
import { listSome } from '../../list-some.ts'
import type { ChangeRule } from '../../rule.ts'

export const stopsBuilding: ChangeRule = {
  id: 'CHG010',
  name: 'stops-building',
  severity: 'error',
  summary: 'What Argo CD can build before a change, it can build after it.',

  *check({ change: { broken } }) {
    for (const [, group] of Map.groupBy(broken, faultOf)) {
      const { problem } = group[0]!
      const location = problem.location ?? startOf(group[0]!.path)
      const roots = [...new Set(group.map(({ path }) => path))].sort()
      const clusters = [...new Set(group.flatMap(one => one.clusters))].sort()
      yield {
        message: `${listSome(roots)} ${roots.length === 1 ? 'does' : 'do'} not build any more, and ${waiting(clusters)}: ${problem.message}`,
        location,
        hint: problem.hint ?? 'Correct what the build complains about.',
        parties: clusters,
      }
    }
  },
}

/** One slip in a base is one fault, however many overlays build on it. */
function faultOf({ problem: { message, location } }: BrokenRoot): string {
  return JSON.stringify([message, location?.file, location?.line])
}

function waiting(clusters: readonly string[]): string {
  return clusters.length === 0
    ? 'Argo CD follows it no longer'
    : `${listSome(clusters)} ${clusters.length === 1 ? 'stays' : 'stay'} as ${clusters.length === 1 ? 'it is' : 'they are'}`
}
