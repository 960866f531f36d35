import type { Finding } from '@bulkhead/diagnostics'
import type { Law, Observation } from './rule.ts'
import type { Judged } from './waivers.ts'

/** What a rule saw, as a finding of that rule. */
export function judge(law: Law, observation: Observation): Judged {
  const { message, location, hint, related = [], cluster, object, severity } = observation
  const finding: Finding = {
    rule: law.id,
    severity: severity ?? law.severity,
    message,
    location,
    related,
    hint,
    ...(cluster !== undefined && { cluster }),
    ...(object !== undefined && { object }),
  }
  return {
    finding,
    subject: observation.subject,
    parties: observation.parties ?? (cluster === undefined ? undefined : [cluster]),
  }
}

/** A finding whose waiver has ended says so. */
export function withLapse(finding: Finding, until: string): Finding {
  return { ...finding, hint: `${finding.hint} The waiver for it ended on ${until}.` }
}
