import { startOf } from '@bulkhead/diagnostics'
import { describeObject, isIrreplaceable } from '@bulkhead/state'
import type { ChangeRule } from '../../rule.ts'

export const irreplaceableRemoved: ChangeRule = {
  id: 'CHG009',
  name: 'irreplaceable-removed',
  severity: 'warning',
  summary: 'Nothing goes that takes data, a namespace or a cluster with it.',

  *check({ change: { applications } }) {
    for (const { application, objects } of applications) {
      for (const change of objects) {
        if (change.verdict !== 'removed' || change.fate === 'left') continue
        const { object, fate } = change
        if (!isIrreplaceable(object)) continue
        const how = fate === 'confirmed' ? 'once a person confirms it' : 'by itself'
        yield {
          message: `${describeObject(object)} goes from ${application.cluster ?? 'its cluster'} with the Application ${application.name}: Argo CD deletes it ${how}, and no sync brings back what it held`,
          location: change.location ?? application.location ?? startOf('fleet/fleet.yaml'),
          hint: 'Keep it with the annotation `argocd.argoproj.io/sync-options: Prune=false,Delete=false`, or see that what it holds is saved.',
          cluster: application.cluster,
          object: [object.kind, object.namespace, object.name].filter(Boolean).join('/'),
        }
      }
    }
  },
}
