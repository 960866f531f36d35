import { startOf } from '@bulkhead/diagnostics'
import { managedMark } from '@bulkhead/blueprint'
import type { Rule } from '../rule.ts'

export const generatedFileOrphaned: Rule = {
  id: 'GEN003',
  name: 'generated-file-orphaned',
  severity: 'warning',
  summary: 'A file that says it is managed is one that the provenance record knows.',

  *check({ provenance, scan }) {
    // Before the first record nothing can be told from an orphan; GEN004 says so.
    if (!provenance) return
    for (const path of scan.marked) {
      if (provenance.files.has(path)) continue
      yield {
        message: `the first line says "${managedMark}", and nothing generates this file`,
        location: startOf(path),
        hint: 'Delete the file, or remove that line if the file is yours.',
      }
    }
  },
}
