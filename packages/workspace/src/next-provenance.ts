import {
  hashText,
  provenanceOf,
  type PlannedTree,
  type Provenance,
  type ProvenFile,
} from '@bulkhead/blueprint'
import { entriesOf, type RecordedProvenance } from './provenance-store.ts'
import type { Change } from './verdict.ts'

export interface NextProvenance {
  readonly tree: PlannedTree
  readonly changes: readonly Change[]
  readonly recorded: RecordedProvenance
  /** The text of the address ledger, where there is one. */
  readonly ledger?: string
  /** The version of Bulkhead that writes. */
  readonly tool: string
}

/**
 * The record that is true once the changes are made. A conflict keeps its old entry, so that it
 * stays reported.
 */
export function nextProvenance({
  tree,
  changes,
  recorded,
  ledger,
  tool,
}: NextProvenance): Provenance {
  const planned = provenanceOf(tree, tool)
  const files = new Map<string, ProvenFile>()
  for (const { path, verdict } of changes) {
    const entry = planned.files.get(path)
    switch (verdict) {
      case 'create':
      case 'update':
      case 'merge':
        if (entry) files.set(path, entry)
        break
      case 'identical':
      case 'keep': {
        const [known] = entriesOf(recorded, path)
        const isKept = entry?.owner === 'given' && (known === undefined || known.kept === true)
        if (entry) files.set(path, isKept ? { ...entry, kept: true } : entry)
        break
      }
      case 'conflict': {
        const [known] = entriesOf(recorded, path)
        if (known) files.set(path, known)
        break
      }
      case 'delete':
        break
      default:
        verdict satisfies never
    }
  }
  return { ...planned, ...(ledger !== undefined && { ledger: hashText(ledger) }), files }
}
