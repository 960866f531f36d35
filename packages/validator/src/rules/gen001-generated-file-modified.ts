import { startOf } from '@bulkhead/diagnostics'
import { hashText } from '@bulkhead/blueprint'
import type { Rule } from '../rule.ts'
import { largeFilePointer } from '../snapshot.ts'

export const generatedFileModified: Rule = {
  id: 'GEN001',
  name: 'generated-file-modified',
  severity: 'error',
  summary: 'A managed file is what was generated, not what someone made of it.',

  *check(snapshot) {
    for (const [path, { hash, owner }] of snapshot.provenance?.files ?? []) {
      const text = snapshot.read(path)
      if (owner !== 'managed' || text === undefined) continue
      // Its content is elsewhere, which CFG004 reports.
      if (text.startsWith(largeFilePointer)) continue
      if (hashText(text) !== hash) {
        yield {
          message: `${path} was edited since it was generated`,
          location: startOf(path),
          hint: 'Make the change in fleet/ or in an overlay of your own; then delete this file and run `bulkhead generate`, which writes it again.',
        }
      }
    }
  },
}
