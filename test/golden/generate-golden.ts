import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from '../support/run-cli.ts'
import { readTree, type Tree } from '../support/tree.ts'

/** The folders of a golden repository: what it is generated from, and what is expected. */
export const golden = {
  input: fileURLToPath(new URL('tiny/input', import.meta.url)),
  expected: fileURLToPath(new URL('tiny/expected', import.meta.url)),
}

/**
 * What is compared: all that is generated, but for the schema, which is long and the same for every
 * fleet, and the record, which is hashes of the rest.
 */
const notCompared = ['.bulkhead/lock.json', '.bulkhead/schema.json', 'fleet/fleet.yaml']

/** Generates the golden repository anew, in a directory of its own. */
export async function generateGolden(): Promise<Tree> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-golden-'))
  try {
    cpSync(golden.input, dir, { recursive: true })
    const { code, err } = await runCli(dir, 'generate')
    if (code !== 0) throw new Error(err)
    const tree = Object.entries(readTree(dir))
    return Object.fromEntries(tree.filter(([path]) => !notCompared.includes(path)))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
