import { setLocation } from '../set-location.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule } from '../../rule.ts'

export const setShrinks: ChangeRule = {
  id: 'CHG005',
  name: 'set-shrinks',
  severity: 'warning',
  summary: 'An ApplicationSet goes on reaching the clusters that it reached.',

  *check({ change: { sets }, after: { fleet } }) {
    const known = new Set<string>(fleet.clusters.map(({ name }) => name))
    for (const set of sets) {
      const { after, lost, name } = set
      // One that is taken away, or emptied, is told of as such.
      if (after === undefined || after === 0) continue
      const unselected = lost.filter(cluster => known.has(cluster))
      const gone = lost.filter(cluster => !known.has(cluster))
      for (const [clusters, why] of [
        [unselected, 'still in the fleet'],
        [gone, 'no longer in the fleet'],
      ] as const) {
        if (clusters.length === 0) continue
        yield {
          message: `the ApplicationSet ${name} no longer reaches ${listSome(clusters)}, which ${clusters.length === 1 ? 'is' : 'are'} ${why}`,
          location: setLocation(set),
          hint: 'See under "removed" what becomes of what runs there.',
          parties: clusters,
        }
      }
    }
  },
}
