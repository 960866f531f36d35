import { accountOf, accountsOf } from '../account-of.ts'
import { roleNouns } from '../describe-claim.ts'
import type { StatedRange } from '../network-claim.ts'
import type { Observation, Rule } from '../rule.ts'

export const implicitDefaultCidr: Rule = {
  id: 'NET006',
  name: 'implicit-default-cidr',
  severity: 'warning',
  summary: 'Ranges are written down, and not left to the defaults of a tool.',

  *check({ ranges, ledgerClaims }) {
    const left = ranges.filter(({ implicit }) => implicit !== undefined)
    if (left.length === 0) return
    const accounts = accountsOf(ledgerClaims)
    for (const range of left) {
      const given = accounts
        .get(accountOf(range))
        ?.filter(({ cidr }) => cidr.family === range.cidr?.family)
      yield observationOf(range, given?.map(({ text }) => text) ?? [])
    }
  },
}

function observationOf(
  { text, role, cluster, region, object, implicit, locate }: StatedRange,
  given: readonly string[],
): Observation {
  const owner = cluster ?? object ?? 'all clusters'
  const field = implicit?.field ?? ''
  return {
    message: `${field} is absent, so that ${implicit?.by} takes ${text} for the ${roleNouns[role]} of ${owner}`,
    location: locate(),
    hint:
      given.length > 0
        ? `Write ${given.join(', ')}, which fleet/addresses.yaml gives to ${role === 'vpc' ? region : owner}.`
        : `Write a range into ${field} that no other network has.`,
    cluster,
    object,
  }
}
