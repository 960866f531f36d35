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
