import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable, timeProcess } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = 21

/**
 * A whole run of the installed command on a tiny fleet, against a process that only starts Node and
 * loads the YAML parser. The aim is at most twice as long.
 */
export async function coldStart(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-cold-start-'))
  try {
    const node = process.execPath
    const built = join(dir, 'package')
    const fleet = join(dir, 'fleet')
    await timeProcess(node, [join(root, 'tools/build-package.ts'), built])
    const bulkhead = join(built, 'bin/bulkhead.js')
    const init = ['init', 'tiny', '--repository=https://example.com/tiny.git', '--quiet']
    await timeProcess(node, [bulkhead, '-C', fleet, ...init])

    const yaml = fileURLToPath(import.meta.resolve('yaml'))
    const parser = ['--input-type=module', '--eval', `import ${JSON.stringify(yaml)}`]
    const rows = [['command', 'ms', 'node + YAML parser, ms', 'ratio']]
    for (const command of ['validate', 'generate']) {
      const pairs = await pairUp(
        () => timeProcess(node, [bulkhead, '-C', fleet, command]),
        () => timeProcess(node, parser),
      )
      rows.push([
        `bulkhead ${command}`,
        median(pairs.map(([ours]) => ours)).toFixed(0),
        median(pairs.map(([, theirs]) => theirs)).toFixed(0),
        median(pairs.map(([ours, theirs]) => ours / theirs)).toFixed(2),
      ])
    }
    printTable(rows)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function pairUp(
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<readonly (readonly [number, number])[]> {
  await ours() // The first run fills the compile cache.
  await theirs()
  const pairs: [number, number][] = []
  for (let round = 0; round < rounds; round++) pairs.push([await ours(), await theirs()])
  return pairs
}
