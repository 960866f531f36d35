import type { Unchecked, Waiver } from '@bulkhead/fleet'
import type { Observation, Outcome, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Suppression } from '../suppression.ts'
import { uncheckedRules } from '../waivers.ts'

export const unusedOrExpiredSuppression: Rule = {
  id: 'CFG002',
  name: 'unused-or-expired-suppression',
  severity: 'warning',
  summary: 'A suppression or waiver answers for something that is still found.',

  *check() {
    // What answers for nothing is known when everything has been found.
  },

  *review(snapshot, outcome) {
    const { suppressions, fleet, scope, hasTooManyRoots } = snapshot
    if (suppressions.length + fleet.waivers.length + fleet.unchecked.length === 0) return
    if (scope || hasTooManyRoots) {
      const why = scope ? 'only what the commit touches' : 'not every kustomization'
      snapshot.skip('suppressions and waivers', `whether each is needed: ${why} was looked at`)
      return
    }
    for (const suppression of suppressions) yield* checkSuppression(suppression, outcome)
    for (const [index, waiver] of fleet.waivers.entries()) {
      yield* checkWaiver(waiver, index, snapshot, outcome)
    }
    for (const [index, entry] of fleet.unchecked.entries()) {
      yield* checkAcceptance(entry, index, snapshot, outcome)
    }
  },
}

function* checkSuppression(suppression: Suppression, outcome: Outcome): Generator<Observation> {
  const { rule, reason, location } = suppression
  // CFG001 reports what suppresses nothing from the beginning; pages only speak of suppressions.
  if (rule === '' || reason === undefined || location.file.endsWith('.md')) return
  if (outcome.used.has(suppression) || !isJudged(rule, outcome)) return
  yield {
    message: `this suppression of ${rule} answers for nothing: ${whyNothing(rule, outcome)}`,
    location,
    hint: 'Delete the comment, or put it on the line of what is found, or the line above.',
  }
}

function* checkWaiver(
  waiver: Waiver,
  index: number,
  { fleet, sources }: Snapshot,
  outcome: Outcome,
): Generator<Observation> {
  const { rule, until } = waiver
  const location = sources.locate('Fleet', fleet.name, ['spec', 'waivers', index])
  const isUsed = outcome.used.has(waiver)
  const hasLapsed = outcome.today !== undefined && until < outcome.today
  if (!location || (isUsed && !hasLapsed) || (!isUsed && !isJudged(rule, outcome))) return
  yield {
    message: isUsed
      ? `this waiver of ${rule} ended on ${until}, and what it was for is still found`
      : `this waiver of ${rule} answers for nothing: ${whyNothing(rule, outcome)}`,
    location,
    hint: isUsed
      ? 'Mend what it was for, or agree on another day.'
      : 'Take it out of `spec.waivers`.',
  }
}

/** What is not there any more must not be accepted when it comes back. */
function* checkAcceptance(
  entry: Unchecked,
  index: number,
  { fleet, sources }: Snapshot,
  { used, ran }: Outcome,
): Generator<Observation> {
  const location = sources.locate('Fleet', fleet.name, ['spec', 'unchecked', index])
  // That of changes is for `plan`, and finds in a tree what the others find there.
  const hasRun = [...uncheckedRules].every(rule => ran.has(rule) || rule.startsWith('CHG'))
  if (!location || used.has(entry) || !hasRun) return
  const { path, name } = entry
  yield {
    message: `this acceptance of ${path} answers for nothing: rules can look at ${name === undefined ? 'all of it' : `${name} there, or it is not there`}`,
    location,
    hint: 'Take it out of `spec.unchecked`.',
  }
}

/** Whether a run can tell: the rule took part, or there is none. */
function isJudged(rule: string, { ran, known }: Outcome): boolean {
  return ran.has(rule) || !known.has(rule)
}

function whyNothing(rule: string, { known }: Outcome): string {
  return known.has(rule) ? `${rule} finds nothing here` : 'there is no such rule'
}
