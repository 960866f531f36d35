export { reportJson } from './json.ts'
export { reportSarif, type SarifOptions } from './sarif.ts'
export { reportText, type TextOptions } from './text.ts'
