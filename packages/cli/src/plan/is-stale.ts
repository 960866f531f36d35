import { findInputFiles, hashInputs, parseProvenance, provenancePath } from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import type { FleetState } from '../read-state.ts'

/**
 * Whether the tree was generated from another spec than it has: a plan then tells what the tree
 * does, and not what the spec says. As rule GEN004 judges it.
 */
export function isStale({ fleet, ledger, files }: FleetState): boolean {
  const inputs = hashInputs({ fleet, ledger, ...findInputFiles(files) })
  try {
    return parseProvenance(files.read(provenancePath) ?? '').inputs !== inputs
  } catch (error) {
    if (error instanceof FleetError) return true
    throw error
  }
}
