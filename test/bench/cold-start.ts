import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable, timeProcess } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = 21

/**
 * A whole run of the installed command on a tiny fleet, against a process that only starts Node and
 * loads the YAML parser. The aim is at most twice as long once the command has run before, when what
 * it is made of lies compiled in the user's cache. What the first run takes, which finds nothing
 * there and fills it, is shown beside: so are all runs where nothing outlives a run, as in CI.
 */
export async function coldStart(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-cold-start-'))
  try {
    const node = process.execPath
    const built = join(dir, 'package')
    const fleet = join(dir, 'fleet')
    await timeProcess(node, [join(root, 'tools/build-packages.ts'), built])
    const bulkhead = join(built, 'bulkhead/bin/bulkhead.js')
    const run = (cache: string, ...args: string[]) =>
      timeProcess(node, [bulkhead, '-C', fleet, ...args], {
        XDG_CACHE_HOME: newDirectory(dir, cache),
      })
    await run('kept', 'init', 'tiny', '--repository=https://example.com/tiny.git', '--quiet')

    const yaml = fileURLToPath(import.meta.resolve('yaml'))
    const parser = ['--input-type=module', '--eval', `import ${JSON.stringify(yaml)}`]
    const rows = [
      ['command', 'first run, ms', 'ratio', 'later runs, ms', 'ratio', 'node + YAML parser, ms'],
    ]
    for (const command of ['validate', 'generate']) {
      await run('kept', command)
      const measured: { first: number; later: number; parser: number }[] = []
      for (let round = 0; round < rounds; round++) {
        measured.push({
          first: await run(`${command}-${round}`, command),
          parser: await timeProcess(node, parser),
          later: await run('kept', command),
        })
      }
      const row = (['first', 'later'] as const).flatMap(which => [
        median(measured.map(times => times[which])).toFixed(0),
        median(measured.map(times => times[which] / times.parser)).toFixed(2),
      ])
      rows.push([
        `bulkhead ${command}`,
        ...row,
        median(measured.map(times => times.parser)).toFixed(0),
      ])
    }
    printTable(rows)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function newDirectory(parent: string, name: string): string {
  const path = join(parent, name)
  mkdirSync(path, { recursive: true })
  return path
}
