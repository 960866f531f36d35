import { budgetLocation, wantsWaveOrder } from '../budgets.ts'
import type { ChangeRule } from '../../rule.ts'

export const outOfWaveOrder: ChangeRule = {
  id: 'CHG003',
  name: 'out-of-wave-order',
  severity: 'error',
  summary:
    'Where the budget demands it, a workload or system changes in one environment at a time.',

  *check(view) {
    if (!wantsWaveOrder(view)) return
    const atOnce = view.touches.filter(
      ({ waitsFor, change }) => waitsFor === undefined && change.verdict !== 'removed',
    )
    const bySet = Map.groupBy(atOnce, ({ change: { application } }) => application.applicationSet)
    for (const [set, touches] of bySet) {
      if (set === undefined) continue
      const { environments, clusters } = view.reachOf(touches.map(({ cluster }) => cluster))
      if (environments.length < 2) continue
      const { location } = touches[0]!.change.application
      yield {
        message: `${set} changes in ${environments.join(' and ')} at once, and the budget wants one environment after the other`,
        location: budgetLocation(view, ['waveOrder']),
        ...(location && { related: [{ ...location, message: `the ApplicationSet ${set}` }] }),
        hint: `Change ${environments[0]} first, in its overlay, and promote the change later; or let the set roll out step by step.`,
        parties: clusters,
      }
    }
  },
}
