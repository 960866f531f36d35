import { compareFindings, type Finding } from '@bulkhead/diagnostics'
import type { Report, Skipped, Suppressed } from './report.ts'
import type { Repository } from './repository.ts'
import type { Observation, Rule } from './rule.ts'
import { allRules } from './rules/index.ts'
import { notReadable, Snapshot } from './snapshot.ts'
import { findSuppression } from './suppression.ts'

export interface ValidateOptions {
  /** All rules, unless others are named. */
  readonly rules?: readonly Rule[]
  /**
   * The paths that a commit touches, deleted ones included. They are held against the whole
   * repository; reported is what one of these paths takes part in.
   */
  readonly scope?: ReadonlySet<string> | undefined
}

/**
 * Holds a repository against the rules. Writes nothing.
 *
 * @throws FleetError with every problem when the spec, the ledger or the provenance record cannot
 *   be read: there is then nothing to hold the repository against
 */
export function validate(
  repository: Repository,
  { rules = allRules, scope }: ValidateOptions = {},
): Report {
  const snapshot = new Snapshot(repository, scope)
  const all = rules.flatMap(rule => findingsOf(rule, snapshot, scope))
  const sorted = distinct(all.sort(compareFindings))
  const { findings, suppressed } = suppress(sorted, snapshot)
  snapshot.skip('applications', 'not expanded by this version')
  return {
    findings,
    suppressed,
    checked: {
      files: snapshot.scan.texts.size,
      roots: snapshot.kustomizations.length,
      applications: 0,
      clusters: snapshot.fleet.clusters.length,
      objects: snapshot.scan.objects,
      rules: rules.length,
    },
    skipped: snapshot.skipped.filter(entry => !isReported(entry, sorted)),
  }
}

/** The rules that report a file that is not YAML. */
const sayUnreadable: ReadonlySet<string> = new Set(['SCH003', 'KUS009'])

/** Whether a finding says already that a file cannot be read. */
function isReported({ what, why }: Skipped, findings: readonly Finding[]): boolean {
  return (
    why.startsWith(notReadable) &&
    findings.some(({ rule, location }) => location.file === what && sayUnreadable.has(rule))
  )
}

function findingsOf(
  rule: Rule,
  snapshot: Snapshot,
  scope: ReadonlySet<string> | undefined,
): readonly Finding[] {
  return [...rule.check(snapshot)]
    .filter(observation => !scope || isInScope(observation, scope))
    .map(observation => toFinding(rule, observation))
}

function isInScope(
  { location, related = [], concerns }: Observation,
  scope: ReadonlySet<string>,
): boolean {
  return (
    scope.has(location.file) ||
    related.some(({ file }) => scope.has(file)) ||
    (concerns !== undefined && [...scope].some(concerns))
  )
}

function toFinding(rule: Rule, observation: Observation): Finding {
  const { message, location, hint, related = [], cluster, object, severity } = observation
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    message,
    location,
    related,
    hint,
    ...(cluster !== undefined && { cluster }),
    ...(object !== undefined && { object }),
  }
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (finding, index) => index === 0 || compareFindings(finding, findings[index - 1]!) !== 0,
  )
}

/** That a suppression lacks its reason cannot itself be suppressed. */
const neverSuppressed = 'CFG001'

function suppress(
  all: readonly Finding[],
  { suppressions }: Snapshot,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const finding of all) {
    const answer = finding.rule !== neverSuppressed && findSuppression(suppressions, finding)
    if (answer) suppressed.push({ finding, reason: answer.reason })
    else findings.push(finding)
  }
  return { findings, suppressed }
}
