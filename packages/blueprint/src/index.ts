export { Places, recordedPathFault } from './pack/places.ts'
export { pathFault } from './check/path-fault.ts'
export { isOwnRecord } from './check/repository-path.ts'
export { findTwins } from './check/same-file.ts'
export type { Owner, PlannedFile, PlannedTree } from './planned-file.ts'
export {
  formatProvenance,
  hashText,
  isLedgerAsWritten,
  noProvenance,
  parseProvenance,
  provenanceOf,
  provenancePath,
  type ProvenFile,
  type Provenance,
} from './provenance.ts'
export { instancePaths, type InstancePaths } from './instance-paths.ts'
export { findInputFiles, hashInputs, ownPacksPath, type Inputs } from './hash-inputs.ts'
export { askedCharts, type AskedChart } from './asked-charts.ts'
export { planTree, type Blueprint } from './plan-tree.ts'
export { managedMark } from './render/header.ts'
export { version } from './version.ts'
export { languageOf } from './render/template-helpers.ts'
