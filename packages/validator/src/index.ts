export type { FleetChange } from './change/fleet-change.ts'
export { addedExcuses, type Excuse, type ExcusedSide } from './change/added-excuses.ts'
export type { Reach } from './change/failure-domains.ts'
export { judgeChange, type ChangeReport, type LaterReach } from './change/judge-change.ts'
export { renamesIn, type Rename } from './change/renames.ts'
export { tally, type Counts, type DomainTally, type Tallies, type Tally } from './change/tally.ts'
export { isAskedFor } from './asked-charts.ts'
export { laws } from './laws.ts'
export { fileNameOf, pagePath } from './page-path.ts'
export type { Checked, Report, Skipped, Suppressed } from './report.ts'
export {
  findingsText,
  jsonFinding,
  reportJson,
  reportSarif,
  reportText,
  skippedBySuppression,
  type SarifOptions,
  type TextOptions,
} from './reporters/index.ts'
export type { Repository } from './repository.ts'
export type { ChangeRule, Law, Observation, Rule } from './rule.ts'
export { changeRules } from './change/rules/index.ts'
export { allRules, ruleIds } from './rules/index.ts'
export { Snapshot } from './snapshot.ts'
export { acceptanceOf } from './waivers.ts'
export { validate, type ValidateOptions } from './validate.ts'
