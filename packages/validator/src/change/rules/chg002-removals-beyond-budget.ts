import { budgetLocation, removalLimit } from '../budgets.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule } from '../../rule.ts'

export const removalsBeyondBudget: ChangeRule = {
  id: 'CHG002',
  name: 'removals-beyond-budget',
  severity: 'error',
  summary: 'A change removes no more Applications than the budget of the fleet allows.',

  *check(view) {
    const most = removalLimit(view)
    const removed = view.change.applications.filter(({ verdict }) => verdict === 'removed')
    if (most === undefined || removed.length <= most) return
    const names = removed.map(({ application }) => application.name)
    yield {
      message: `this change removes ${removed.length} Applications, and the budget allows ${most}: ${listSome(names)}`,
      location: budgetLocation(view, ['removedApplications']),
      hint: 'Remove them in several changes, or add a waiver with a reason and a last day.',
      parties: removed.flatMap(({ application: { cluster } }) => cluster ?? []),
    }
  },
}
