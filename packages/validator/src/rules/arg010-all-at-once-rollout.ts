import type { ExpandedSet } from '@bulkhead/state'
import { objectOf } from '@bulkhead/argocd'
import { placeIn, type ArgoCd, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore } from '../describe-many.ts'
import type { Rule } from '../rule.ts'

export const allAtOnceRollout: Rule = {
  id: 'ARG010',
  name: 'all-at-once-rollout',
  severity: 'warning',
  summary: 'A change can reach the protected clusters of one region before those of the next.',

  *check({ delivery }) {
    for (const argocd of delivery.argocds) {
      for (const set of argocd.compiled.sets) {
        const regions = regionsAtOnce(set, argocd)
        if (regions.length < 2) continue
        yield {
          message: `the ApplicationSet ${set.name} deploys one and the same source to the protected clusters of ${firstAndMore(regions)}: a change of it reaches all of them at once`,
          location: placeIn(set.built.locate(['spec', 'template', 'spec']), argocd),
          hint: 'Give each cluster an overlay of its own in the path, or roll out in steps with `strategy: { type: RollingSync }`.',
          object: `ApplicationSet/${set.namespace}/${set.name}`,
          concerns: path => delivery.isReadBy(argocd, path),
        }
      }
    }
  },
}

/** The regions, of most that are changed by one change at one time. */
function regionsAtOnce(set: ExpandedSet, argocd: ArgoCd): readonly string[] {
  const followers = argocd.applications.filter(
    application =>
      application.applicationSet === set.name &&
      application.target?.environment.protected &&
      (set.rollout ? isUnlimited(set, application) : isAutomated(application)),
  )
  const groups = Map.groupBy(followers, ({ sources, step }) =>
    JSON.stringify([step ?? null, sources.map(({ value }) => value)]),
  )
  return [...groups.values()]
    .map(group => [...new Set(group.flatMap(({ target }) => target?.region.name ?? []))].sort())
    .reduce((most, regions) => (regions.length > most.length ? regions : most), [])
}

/** Whether a step changes all of its Applications at a time. */
function isUnlimited({ rollout }: ExpandedSet, { step }: DeliveredApplication): boolean {
  const own = step === undefined ? undefined : rollout?.steps[step - 1]
  return own !== undefined && own.maxUpdate >= own.applications.length
}

/** What a person syncs goes where that person says. */
function isAutomated({ object }: DeliveredApplication): boolean {
  const { automated } = objectOf(objectOf(object['spec'])['syncPolicy'])
  return automated !== undefined && automated !== null && objectOf(automated)['enabled'] !== false
}
