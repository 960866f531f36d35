import { compareFindings, type Budget, type Finding } from '@bulkhead/diagnostics'
import type { Unchecked, Waiver } from '@bulkhead/fleet'
import { changeRules } from './change/rules/index.ts'
import { judge, withLapse } from './judge.ts'
import type { Report, Skipped, Suppressed } from './report.ts'
import type { Repository } from './repository.ts'
import type { Observation, Rule } from './rule.ts'
import { allRules, ruleIds } from './rules/index.ts'
import { notReadable, Snapshot } from './snapshot.ts'
import { findSuppression, type Suppression } from './suppression.ts'
import { findAcceptance, findWaiver, uncheckedRules, type Judged } from './waivers.ts'

export interface ValidateOptions {
  /** All rules, unless others are named. */
  readonly rules?: readonly Rule[]
  /**
   * The paths that a commit touches, deleted ones included. They are held against the whole
   * repository; reported is what one of these paths takes part in.
   */
  readonly scope?: ReadonlySet<string> | undefined
  /**
   * The files of our own packs: path below `templates/` → text, of which only a `pack.yaml` is read.
   * Without them, what a record may name is judged by its path alone, and no chart is asked for.
   */
  readonly ourPacks?: (() => ReadonlyMap<string, string>) | undefined
  /** The day on which waivers are judged, as `2027-03-31`; none has passed where it is not given. */
  readonly today?: string
  /** The work that may be done; by default that of a run with the usual limits. */
  readonly budget?: Budget
}

/**
 * Holds a repository against the rules. Writes nothing.
 *
 * @throws FleetError with every problem when the spec, the ledger or the provenance record cannot
 *   be read: there is then nothing to hold the repository against
 */
export function validate(
  repository: Repository,
  { rules = allRules, scope, today, ourPacks, budget }: ValidateOptions = {},
): Report {
  const snapshot = new Snapshot(repository, { scope, budget, ourPacks })
  const seen = rules.flatMap(rule => judgeAll(rule, rule.check(snapshot), scope))
  const used = answersTo(seen, snapshot, today)
  const ran = new Set(rules.map(({ id }) => id))
  const outcome = { ran, known: new Set([...knownIds, ...ran]), used, today }
  const reviewed = rules.flatMap(rule =>
    judgeAll(rule, rule.review?.(snapshot, outcome) ?? [], scope),
  )
  const all = [...seen, ...reviewed].sort((a, b) => compareFindings(a.finding, b.finding))
  const sorted = distinct(all)
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

/** Of every rule that there is, those of changes among them. */
const knownIds: readonly string[] = [...ruleIds, ...changeRules.map(({ id }) => id)]

/** The rules that report a file that is not YAML. */
const sayUnreadable: ReadonlySet<string> = new Set(['SCH003', 'KUS009'])

/** Whether a finding says already that a file cannot be read. */
function isReported({ what, why }: Skipped, all: readonly Judged[]): boolean {
  return (
    why.startsWith(notReadable) &&
    all.some(({ finding: { rule, location } }) => location.file === what && sayUnreadable.has(rule))
  )
}

function judgeAll(
  rule: Rule,
  observations: Iterable<Observation>,
  scope: ReadonlySet<string> | undefined,
): readonly Judged[] {
  return [...observations]
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

/**
 * What no comment answers for: that a suppression lacks its reason, and what nothing can look at. That
 * is for the fleet to accept, where whoever reviews a change reads it.
 */
function isBeyondComments({ rule }: Finding): boolean {
  return rule === 'CFG001' || uncheckedRules.has(rule)
}

/** What a person said of a finding beforehand. */
interface Answer {
  readonly suppression: ReturnType<typeof findSuppression>
  readonly accepted: ReturnType<typeof findAcceptance>
  readonly waived: ReturnType<typeof findWaiver>
}

function answerTo(
  judged: Judged,
  { suppressions, fleet }: Snapshot,
  today: string | undefined,
): Answer {
  const { finding } = judged
  return {
    suppression: isBeyondComments(finding) ? undefined : findSuppression(suppressions, finding),
    accepted: findAcceptance(fleet.unchecked, judged),
    waived: findWaiver(fleet.waivers, judged, today),
  }
}

function answersTo(
  all: readonly Judged[],
  snapshot: Snapshot,
  today: string | undefined,
): ReadonlySet<Suppression | Waiver | Unchecked> {
  return new Set(
    all.flatMap(judged => {
      const { suppression, accepted, waived } = answerTo(judged, snapshot, today)
      return suppression ?? accepted ?? waived?.waiver ?? []
    }),
  )
}

function suppress(
  all: readonly Judged[],
  snapshot: Snapshot,
  today: string | undefined,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const judged of all) {
    const { finding } = judged
    const { suppression, accepted, waived } = answerTo(judged, snapshot, today)
    if (suppression) suppressed.push({ finding, reason: suppression.reason })
    else if (accepted) suppressed.push({ finding, reason: accepted.reason, isAccepted: true })
    else if (!waived) findings.push(finding)
    else if (waived.hasLapsed) findings.push(withLapse(finding, waived.waiver.until))
    else suppressed.push({ finding, reason: waived.waiver.reason, until: waived.waiver.until })
  }
  return { findings, suppressed }
}
