export { fileNameOf, pagePath } from './page-path.ts'
export type { Checked, Report, Skipped, Suppressed } from './report.ts'
export {
  reportJson,
  reportSarif,
  reportText,
  type SarifOptions,
  type TextOptions,
} from './reporters/index.ts'
export type { Repository } from './repository.ts'
export type { Observation, Rule } from './rule.ts'
export { allRules, ruleIds } from './rules/index.ts'
export { Snapshot } from './snapshot.ts'
export { validate, type ValidateOptions } from './validate.ts'
