import { provenancePath } from '@bulkhead/blueprint'
import type { LimitName } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import { isJournal } from './provenance-store.ts'

/** The limit of the size of a file, by what the file is for. */
export function sizeLimitOf(path: string): LimitName {
  if (path === provenancePath || path === ledgerPath || isJournal(path)) return 'record-file'
  return path.startsWith('fleet/') ? 'spec-file' : 'manifest-file'
}
