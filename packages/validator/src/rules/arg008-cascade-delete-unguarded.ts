import { listOf, objectOf, textOf, type JsonObject } from '@bulkhead/argocd'
import { placeIn } from '../delivery.ts'
import { firstAndMore } from '../describe-many.ts'
import type { Rule } from '../rule.ts'

export const cascadeDeleteUnguarded: Rule = {
  id: 'ARG008',
  name: 'cascade-delete-unguarded',
  severity: 'warning',
  summary: 'No slip of a selector deletes what runs in a protected cluster.',

  *check({ delivery }) {
    for (const argocd of delivery.argocds) {
      for (const set of argocd.compiled.sets) {
        if (!set.effect.deletes || set.effect.preservesResources) continue
        const unguarded = argocd.applications.filter(
          ({ applicationSet, target, object }) =>
            applicationSet === set.name && target?.environment.protected && cascades(object),
        )
        if (unguarded.length === 0) continue
        const names = unguarded.flatMap(({ target }) => target?.name ?? [])
        yield {
          message: `when the ApplicationSet ${set.name} no longer selects ${firstAndMore(names)}, everything that it runs there is deleted`,
          location: placeIn(set.built.locate(['spec', 'syncPolicy']), argocd),
          hint: 'Write `syncPolicy: { applicationsSync: create-update, preserveResourcesOnDeletion: true }` in the spec of the set.',
          parties: names,
          object: `ApplicationSet/${set.namespace}/${set.name}`,
          concerns: path => delivery.isReadBy(argocd, path),
        }
      }
    }
  },
}

/** Argo CD deletes what an Application has deployed only where a finalizer says so. */
function cascades({ metadata }: JsonObject): boolean {
  return listOf(objectOf(metadata)['finalizers'])
    .map(textOf)
    .some(name => name.startsWith('resources-finalizer.argocd.argoproj.io'))
}
