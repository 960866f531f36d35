import { startOf } from '@bulkhead/diagnostics'
import type { Rule } from '../rule.ts'

export const generatedFileMissing: Rule = {
  id: 'GEN002',
  name: 'generated-file-missing',
  severity: 'error',
  summary: 'Every managed file that was generated is in the repository.',

  *check(snapshot) {
    for (const [path, { owner }] of snapshot.provenance?.files ?? []) {
      if (owner !== 'managed' || snapshot.paths.has(path)) continue
      yield {
        message: `${path} was generated and is gone`,
        location: startOf(path),
        hint: 'Run `bulkhead generate` to write it again, or take what it is for out of fleet/.',
      }
    }
  },
}
