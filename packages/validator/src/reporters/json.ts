import { formatLocation, type Finding, type RelatedLocation } from '@bulkhead/diagnostics'
import type { Report, Skipped, Suppressed } from '../report.ts'

/** A report for scripts, in the shape that the command's documentation binds. */
export function reportJson({ findings, suppressed, checked, skipped }: Report): string {
  const report = {
    findings: findings.map(jsonFinding),
    checked,
    skipped: [...skipped, ...suppressed.map(skippedBySuppression)],
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** A finding as scripts read it. */
export function jsonFinding({ rule, severity, message, location, ...finding }: Finding) {
  const { cluster, object, related, hint } = finding
  const { file, line, column } = location
  return {
    rule,
    severity,
    message,
    file,
    line,
    column,
    cluster,
    object,
    related: related.map(jsonRelated),
    hint,
  }
}

function jsonRelated({ file, line, column, message }: RelatedLocation) {
  return { file, line, column, message }
}

/** What a person chose not to hear of is not passed either. */
export function skippedBySuppression({ finding, reason, isAccepted, until }: Suppressed): Skipped {
  const { rule, location } = finding
  const silenced = until === undefined ? 'suppressed' : `waived until ${until}`
  const how = isAccepted ? 'accepted unchecked' : silenced
  return { what: `${rule} at ${formatLocation(location)}`, why: `${how}: ${reason}` }
}
