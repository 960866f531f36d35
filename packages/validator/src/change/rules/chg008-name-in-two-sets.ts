import { startOf } from '@bulkhead/diagnostics'
import type { ChangeRule } from '../../rule.ts'

export const nameInTwoSets: ChangeRule = {
  id: 'CHG008',
  name: 'name-in-two-sets',
  severity: 'error',
  summary: 'No two ApplicationSets or files make an Application of one name.',

  *check({ after: { instance } }) {
    const named = Map.groupBy(instance.applications, ({ instance: argocd, namespace, name }) =>
      [argocd, namespace, name].join('\n'),
    )
    for (const [first, second] of named.values()) {
      if (!first || !second) continue
      const [one, other] = [first, second].map(({ applicationSet }) =>
        applicationSet === undefined ? 'a file' : `the ApplicationSet ${applicationSet}`,
      )
      yield {
        message: `${one} and ${other} both make the Application ${first.name}`,
        location: second.location ?? startOf('fleet/fleet.yaml'),
        ...(first.location && { related: [{ ...first.location, message: `${one}` }] }),
        hint: 'Give one of them another name.',
        cluster: second.cluster,
      }
    }
  },
}
