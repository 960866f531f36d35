import { setLocation } from '../set-location.ts'
import { listSome } from '../../list-some.ts'
import type { ChangeRule } from '../../rule.ts'

export const setFreezes: ChangeRule = {
  id: 'CHG007',
  name: 'set-freezes',
  severity: 'error',
  summary: 'No change makes Argo CD stop at a fault of an ApplicationSet.',

  *check({ change: { sets }, after: { instance } }) {
    for (const set of sets) {
      for (const [why, group] of Map.groupBy(set.refused, one => one.why)) {
        yield {
          message: `Argo CD neither creates nor updates ${listSome(group.map(({ name }) => name))} of the ApplicationSet ${set.name} any more: ${why}`,
          location: setLocation(set),
          hint: 'Correct the template, or what its parameters are taken from.',
        }
      }
      if (!set.freezes) continue
      const expansion = instance.expansions.find(
        ({ name, namespace, instance: argocd }) =>
          name === set.name && namespace === set.namespace && argocd === set.instance,
      )
      const [fault] = expansion?.faults ?? []
      const { before = 0 } = set
      yield {
        message: `the ApplicationSet ${set.name} freezes with ${before} Application${before === 1 ? '' : 's'}, none of which is created, updated or deleted any more: ${fault?.message}`,
        location: setLocation(set),
        hint: fault?.hint ?? 'Correct the set.',
      }
    }
  },
}
