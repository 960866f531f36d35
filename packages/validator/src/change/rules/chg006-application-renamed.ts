import { startOf } from '@bulkhead/diagnostics'
import { renamesIn } from '../renames.ts'
import type { ChangeRule } from '../../rule.ts'

export const applicationRenamed: ChangeRule = {
  id: 'CHG006',
  name: 'application-renamed',
  severity: 'error',
  summary: 'No Application gets another name: Argo CD would delete what runs and create it again.',

  *check({ change: { applications } }) {
    for (const { removed, added } of renamesIn(applications)) {
      const { name, cluster, instance } = removed.application
      const becomes =
        name === added.application.name
          ? `goes from the Argo CD of ${instance} to that of ${added.application.instance}`
          : `becomes ${added.application.name}`
      const deletes = removed.objects.some(one => one.verdict === 'removed' && one.fate !== 'left')
      yield {
        message: deletes
          ? `the Application ${name} ${becomes}: Argo CD deletes all that it deployed, and creates it again`
          : `the Application ${name} ${becomes}, and both claim what it deployed`,
        location: added.application.location ?? startOf('fleet/fleet.yaml'),
        severity: deletes ? 'error' : 'warning',
        hint: deletes
          ? `Keep the name; or first take the finalizer from ${name}, and delete it without its resources.`
          : `Delete ${name} without its resources, with \`argocd app delete ${name} --cascade=false\`.`,
        cluster,
      }
    }
  },
}
