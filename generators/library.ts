/*
 * All that a generator takes from the rest of Bulkhead. In the packages this file is the entry
 * `bulkhead/generators` of the command's package: `generator-bulkhead` holds the generators alone and
 * loads from there, so that nothing is there twice. The two are released together and fit each other
 * in the same version only; it is no interface for others.
 */
export {
  FleetError,
  formatLocation,
  mostProblems,
  oneLine,
  printableText,
  type Problem,
} from '@bulkhead/diagnostics'
export {
  additions,
  checkAnswers,
  completeAnswers,
  flagName,
  newFleet,
  type Addition,
  type Answers,
  type Question,
} from '@bulkhead/fleet'
export {
  applyChanges,
  planRepository,
  readAnswerFile,
  startRepository,
  type RepositoryPlan,
} from '@bulkhead/workspace'
export { askOnTerminal, type Ask } from './ask.ts'
export { describeChanges } from './describe-changes.ts'
