import { budgetLocation, wantsWaveOrder } from '../budgets.ts'
import { imagesOf, newImages } from '../images.ts'
import type { ChangeView } from '../judge-change.ts'
import type { Touch } from '../touched-clusters.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule, Observation } from '../../rule.ts'

export const outOfWaveOrder: ChangeRule = {
  id: 'CHG003',
  name: 'out-of-wave-order',
  severity: 'error',
  summary:
    'Where the budget demands it, a workload or system changes in one environment at a time, and an image runs in the one before first.',

  *check(view) {
    if (!wantsWaveOrder(view)) return
    const atOnce = view.touches.filter(
      ({ waitsFor, change }) => waitsFor === undefined && change.verdict !== 'removed',
    )
    const bySet = Map.groupBy(atOnce, ({ change: { application } }) => application.applicationSet)
    for (const [set, touches] of bySet) {
      if (set === undefined) continue
      yield* checkTogether(set, touches, view)
      yield* checkPromotion(set, touches, view)
    }
  },
}

function* checkTogether(
  set: string,
  touches: readonly Touch[],
  view: ChangeView,
): Iterable<Observation> {
  const { environments, clusters } = view.reachOf(touches.map(({ cluster }) => cluster))
  if (environments.length < 2) return
  yield {
    message: `${set} changes in ${environments.join(' and ')} at once, and the budget wants one environment after the other`,
    ...placesOf(set, touches, view),
    hint: `Change ${environments[0]} first, in its overlay, and promote the change later; or let the set roll out step by step.`,
    parties: clusters,
  }
}

/** An image is new to an environment only when the one before it in promotion order runs it. */
function* checkPromotion(
  set: string,
  touches: readonly Touch[],
  view: ChangeView,
): Iterable<Observation> {
  const changed = Map.groupBy(touches, ({ cluster }) => view.domainsOf(cluster).environment)
  for (const [environment, group] of changed) {
    const images = newImages(group.flatMap(({ change }) => change.objects))
    const before = environment === undefined ? undefined : environmentBefore(environment, set, view)
    if (images.length === 0 || !before) continue
    const running = imagesOf(before.applications, view.after.instance)
    const skipping = images.filter(image => !running.has(image))
    if (skipping.length === 0) continue
    yield {
      message: `${set} gets ${listSome(skipping)} in ${environment}, and ${before.name} does not run it`,
      ...placesOf(set, group, view),
      hint: `Change ${before.name} first, see it healthy, then change ${environment}.`,
      parties: group.map(({ cluster }) => cluster),
    }
  }
}

/** The nearest earlier environment that the set reaches, and its Applications there. */
function environmentBefore(environment: string, set: string, view: ChangeView) {
  const { fleet, instance } = view.after
  const own = instance.applications.filter(({ applicationSet }) => applicationSet === set)
  const names = fleet.environments.map(({ name }) => name as string)
  return names
    .slice(0, Math.max(0, names.indexOf(environment)))
    .map(name => ({
      name,
      applications: own.filter(
        ({ cluster }) => cluster !== undefined && view.domainsOf(cluster).environment === name,
      ),
    }))
    .findLast(({ applications }) => applications.length > 0)
}

function placesOf(set: string, touches: readonly Touch[], view: ChangeView) {
  const location = touches[0]?.change.application.location
  return {
    location: budgetLocation(view, ['waveOrder']),
    ...(location && { related: [{ ...location, message: `the ApplicationSet ${set}` }] }),
  }
}
