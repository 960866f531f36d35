export { jsonFinding, reportJson, skippedBySuppression } from './json.ts'
export { reportSarif, type SarifOptions } from './sarif.ts'
export { findingsText, reportText, type TextOptions } from './text.ts'
