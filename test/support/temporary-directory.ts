import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** A new directory that goes away with the test. */
export function temporaryDirectory(t: Pick<TestContext, 'after'>): string {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'bulkhead-e2e-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
