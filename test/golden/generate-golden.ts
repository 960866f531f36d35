import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from '../support/run-cli.ts'
import { readTree, type Tree } from '../support/tree.ts'

/** A golden repository: the folders that it is generated from and compared with. */
export interface Golden {
  readonly input: string
  readonly expected: string
  isCompared(path: string): boolean
}

/**
 * Of `tiny` all that is generated is compared, but for the schema, which is long and the same for
 * every fleet, and the record, which is hashes of the rest. Of the others what the topology decides.
 */
export const goldens: Readonly<Record<string, Golden>> = {
  tiny: golden('tiny', path => !notCompared.includes(path)),
  regional: golden('regional', path => delivery.test(path)),
  cluster: golden('cluster', path => delivery.test(path)),
}

const notCompared = ['.bulkhead/lock.json', '.bulkhead/schema.json', 'fleet/fleet.yaml']
const delivery = /^gitops\/|^clusters\/[^/]+\/registration\.yaml$|^docs\/argocd\.md$/

function golden(name: string, isCompared: Golden['isCompared']): Golden {
  return {
    input: fileURLToPath(new URL(`${name}/input`, import.meta.url)),
    expected: fileURLToPath(new URL(`${name}/expected`, import.meta.url)),
    isCompared,
  }
}

/** Generates a golden repository anew, in a directory of its own. */
export async function generateGolden({ input, isCompared }: Golden): Promise<Tree> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-golden-'))
  try {
    cpSync(input, dir, { recursive: true })
    const { code, err } = await runCli(dir, 'generate')
    if (code !== 0) throw new Error(err)
    const tree = Object.entries(readTree(dir))
    return Object.fromEntries(tree.filter(([path]) => isCompared(path)))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
