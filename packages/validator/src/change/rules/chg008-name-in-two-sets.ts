import { startOf } from '@bulkhead/diagnostics'
import type { ChangeRule } from '../../rule.ts'

export const nameInTwoSets: ChangeRule = {
  id: 'CHG008',
  name: 'name-in-two-sets',
  severity: 'error',
  summary: 'No two ApplicationSets or files come to make an Application of one name.',

  *check({ change: { collisions } }) {
    for (const { first, second } of collisions) {
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
