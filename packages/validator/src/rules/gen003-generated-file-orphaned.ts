import { startOf } from '@bulkhead/diagnostics'
import { managedMark } from '../scan-files.ts'
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
        message: `${path} begins with "${managedMark}", and nothing generates it`,
        location: startOf(path),
        hint: 'Delete the file, or remove that line if the file is yours.',
      }
    }
  },
}
