import { compareFindings, type Finding } from '@bulkhead/diagnostics'
import type { Suppressed } from '../report.ts'
import { findAcceptance, findWaiver } from '../waivers.ts'
import { judge, withLapse } from '../judge.ts'
import { changeRules } from './rules/index.ts'
import type { FleetChange } from './fleet-change.ts'
import { domainsIn, reachOf, type DomainsOf, type Reach } from './failure-domains.ts'
import { tallyChanges, type Tallies } from './tally.ts'
import { touchesOf, type Touch } from './touched-clusters.ts'

/** What a change does, how far it reaches, and what the rules say of it. */
export interface ChangeReport {
  readonly change: FleetChange['change']
  readonly tallies: Tallies
  /** The failure domains that are touched at once. */
  readonly reach: Reach
  /** What waits behind the steps of rolling rollouts, in their order. */
  readonly later: readonly LaterReach[]
  readonly findings: readonly Finding[]
  /** What a waiver of the fleet lets through. */
  readonly suppressed: readonly Suppressed[]
}

export interface LaterReach extends Reach {
  /** The step, from 1. */
  readonly step: number
}

/** What a rule of changes is shown. */
export interface ChangeView extends FleetChange {
  readonly touches: readonly Touch[]
  readonly reach: Reach
  readonly domainsOf: DomainsOf
  readonly reachOf: (clusters: Iterable<string>) => Reach
}

/**
 * Tells how far a change reaches, and holds it to the rules and to the budget of the fleet.
 *
 * @param today the day on which waivers are judged, as `2027-03-31`
 */
export function judgeChange(fleetChange: FleetChange, today: string): ChangeReport {
  const { before, after, change } = fleetChange
  const domainsOf = domainsIn([after.fleet, before])
  const reached = (clusters: Iterable<string>) => reachOf(clusters, domainsOf, after.fleet)
  const touches = touchesOf(change)
  const atOnce = touches.filter(({ waitsFor }) => waitsFor === undefined)
  const reach = reached(atOnce.map(({ cluster }) => cluster))
  const view: ChangeView = { ...fleetChange, touches, reach, domainsOf, reachOf: reached }
  return {
    change,
    tallies: tallyChanges(change.applications, domainsOf),
    reach,
    later: laterReach(touches, reached),
    ...verdictsOn(view, today),
  }
}

function laterReach(
  touches: readonly Touch[],
  reached: ChangeView['reachOf'],
): readonly LaterReach[] {
  return [...Map.groupBy(touches, ({ waitsFor }) => waitsFor)]
    .flatMap(([step, group]) =>
      step === undefined ? [] : [{ step, ...reached(group.map(({ cluster }) => cluster)) }],
    )
    .sort((a, b) => a.step - b.step)
}

/** A comment lets no change through: whoever is to accept it reads the fleet's waivers. */
function verdictsOn(
  view: ChangeView,
  today: string,
): Pick<ChangeReport, 'findings' | 'suppressed'> {
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  const all = changeRules
    .flatMap(rule => [...rule.check(view)].map(observation => judge(rule, observation)))
    .sort((a, b) => compareFindings(a.finding, b.finding))
  for (const judged of all) {
    const accepted = findAcceptance(view.after.fleet.unchecked, judged)
    const waived = findWaiver(view.after.fleet.waivers, judged, today)
    const { finding } = judged
    if (accepted) suppressed.push({ finding, reason: accepted.reason, isAccepted: true })
    else if (!waived) findings.push(finding)
    else if (waived.hasLapsed) findings.push(withLapse(finding, waived.waiver.until))
    else suppressed.push({ finding, reason: waived.waiver.reason, until: waived.waiver.until })
  }
  return { findings, suppressed }
}
