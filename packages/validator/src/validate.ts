import { compareFindings, type Finding } from '@bulkhead/diagnostics'
import { judge, withLapse } from './judge.ts'
import type { Report, Skipped, Suppressed } from './report.ts'
import type { Repository } from './repository.ts'
import type { Observation, Rule } from './rule.ts'
import { allRules } from './rules/index.ts'
import { notReadable, Snapshot } from './snapshot.ts'
import { findSuppression } from './suppression.ts'
import { findWaiver, type Judged } from './waivers.ts'

export interface ValidateOptions {
  /** All rules, unless others are named. */
  readonly rules?: readonly Rule[]
  /**
   * The paths that a commit touches, deleted ones included. They are held against the whole
   * repository; reported is what one of these paths takes part in.
   */
  readonly scope?: ReadonlySet<string> | undefined
  /** The day on which waivers are judged, as `2027-03-31`; none has passed where it is not given. */
  readonly today?: string
}

/**
 * Holds a repository against the rules. Writes nothing.
 *
 * @throws FleetError with every problem when the spec, the ledger or the provenance record cannot
 *   be read: there is then nothing to hold the repository against
 */
export function validate(
  repository: Repository,
  { rules = allRules, scope, today }: ValidateOptions = {},
): Report {
  const snapshot = new Snapshot(repository, scope)
  const all = rules.flatMap(rule => findingsOf(rule, snapshot, scope))
  const sorted = distinct(all.sort((a, b) => compareFindings(a.finding, b.finding)))
  const { findings, suppressed } = suppress(sorted, snapshot, today)
  const { applications, objects } = snapshot.delivery
  return {
    findings,
    suppressed,
    checked: {
      files: snapshot.scan.texts.size,
      roots: snapshot.kustomizations.length,
      applications: applications.length,
      clusters: snapshot.fleet.clusters.length,
      objects,
      rules: rules.length,
    },
    skipped: snapshot.skipped.filter(entry => !isReported(entry, sorted)),
  }
}

/** The rules that report a file that is not YAML. */
const sayUnreadable: ReadonlySet<string> = new Set(['SCH003', 'KUS009'])

/** Whether a finding says already that a file cannot be read. */
function isReported({ what, why }: Skipped, all: readonly Judged[]): boolean {
  return (
    why.startsWith(notReadable) &&
    all.some(({ finding: { rule, location } }) => location.file === what && sayUnreadable.has(rule))
  )
}

function findingsOf(
  rule: Rule,
  snapshot: Snapshot,
  scope: ReadonlySet<string> | undefined,
): readonly Judged[] {
  return [...rule.check(snapshot)]
    .filter(observation => !scope || isInScope(observation, scope))
    .map(observation => judge(rule, observation))
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

function distinct(all: readonly Judged[]): readonly Judged[] {
  return all.filter(
    ({ finding }, index) => index === 0 || compareFindings(finding, all[index - 1]!.finding) !== 0,
  )
}

/** That a suppression lacks its reason cannot itself be suppressed. */
const neverSuppressed = 'CFG001'

function suppress(
  all: readonly Judged[],
  { suppressions, fleet }: Snapshot,
  today: string | undefined,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const judged of all) {
    const { finding } = judged
    const answer = finding.rule !== neverSuppressed && findSuppression(suppressions, finding)
    const waived = findWaiver(fleet.waivers, judged, today)
    if (answer) suppressed.push({ finding, reason: answer.reason })
    else if (!waived) findings.push(finding)
    else if (waived.hasLapsed) findings.push(withLapse(finding, waived.waiver.until))
    else suppressed.push({ finding, reason: waived.waiver.reason, until: waived.waiver.until })
  }
  return { findings, suppressed }
}
