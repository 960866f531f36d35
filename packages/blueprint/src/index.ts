export type { Owner, PlannedFile, PlannedTree } from './planned-file.ts'
export {
  formatProvenance,
  hashText,
  noProvenance,
  parseProvenance,
  provenanceOf,
  provenancePath,
  type ProvenFile,
  type Provenance,
} from './provenance.ts'
export { findInputFiles, hashInputs, ownPacksPath, type Inputs } from './hash-inputs.ts'
