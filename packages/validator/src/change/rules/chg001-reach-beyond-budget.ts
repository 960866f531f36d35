import type { ReachLimit } from '@bulkhead/fleet'
import { budgetLocation, reachLimits } from '../budgets.ts'
import type { ChangeView } from '../judge-change.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule, Observation } from '../../rule.ts'

/** What is limited, in the order in which it is told: the largest domain first. */
const kinds = ['providers', 'environments', 'regions', 'clusters'] as const

export const reachBeyondBudget: ChangeRule = {
  id: 'CHG001',
  name: 'reach-beyond-budget',
  severity: 'error',
  summary: 'A change reaches no further at once than the budget of the fleet allows.',

  *check(view) {
    for (const limit of reachLimits(view)) yield* checkLimit(limit, view)
  },
}

function* checkLimit(limit: ReachLimit, view: ChangeView): Iterable<Observation> {
  const { reach, reachOf, domainsOf, after } = view
  const places: readonly (string | undefined)[] | undefined = limit.in
  const counted = reachOf(
    reach.clusters.filter(cluster => places?.includes(domainsOf(cluster).environment) ?? true),
  )
  const index = after.fleet.changeBudget.reach.findIndex(
    one => JSON.stringify(one) === JSON.stringify(limit),
  )
  for (const kind of kinds) {
    const most = limit[kind]
    const reached = counted[kind]
    if (most === undefined || reached.length <= most) continue
    const place = limit.in ? ` of ${limit.in.join(', ')}` : ''
    const noun = most === 1 ? kind.slice(0, -1) : kind
    yield {
      message: `this change reaches ${reached.length} ${kind}${place} at once, and the budget allows ${most} ${noun}: ${listSome(reached)}`,
      location: budgetLocation(view, index === -1 ? [] : ['reach', index, kind]),
      hint: 'Split the change, let it roll out step by step, or add a waiver with a reason and a last day.',
      parties: counted.clusters,
    }
  }
}
