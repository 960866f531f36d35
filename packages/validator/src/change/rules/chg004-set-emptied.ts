import { setLocation } from '../set-location.ts'
import type { ChangeRule } from '../../rule.ts'

export const setEmptied: ChangeRule = {
  id: 'CHG004',
  name: 'set-emptied',
  severity: 'error',
  summary: 'No change takes every Application from an ApplicationSet that stays.',

  *check({ change: { sets } }) {
    for (const set of sets) {
      const { before = 0, after, lost, name } = set
      if (before === 0 || after !== 0) continue
      yield {
        message: `the ApplicationSet ${name} made ${before} Application${before === 1 ? '' : 's'} and will make none`,
        location: setLocation(set),
        hint: 'Correct its selector, or what that selects; if it is meant, take the workload out of the fleet with `bulkhead remove`.',
        parties: lost,
      }
    }
  },
}
