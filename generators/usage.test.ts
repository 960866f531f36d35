import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runGenerator, type GeneratorRun } from './testing/generator-runs.ts'

const kinds = ['app', 'region', 'cluster', 'workload', 'environment', 'team'] as const

test('the example in each USAGE does what it says, one after the other', async t => {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'bulkhead-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  for (const kind of kinds) {
    const usage = readFileSync(new URL(`${kind}/USAGE`, import.meta.url), 'utf8')
    const { failure, lines } = await runGenerator(dir, exampleIn(usage, kind))
    assert.equal(failure, undefined, kind)
    const paths = [...usage.matchAll(/^ {8}(\S+)$/gm)].map(([, path = '']) => path)
    assert.notEqual(paths.length, 0, kind)
    for (const path of paths) {
      assert.ok(existsSync(join(dir, path)), path)
      assert.ok(lines.includes(`create ${path}`) || lines.includes(`update ${path}`), path)
    }
  }
})

function exampleIn(usage: string, kind: GeneratorRun['kind']): GeneratorRun {
  const [, command, rest = ''] = /^ {4}yo (\S+) (.*)$/m.exec(usage) ?? []
  assert.equal(command, kind === 'app' ? 'bulkhead' : `bulkhead:${kind}`)
  const [name = '', ...flags] = rest.split(/ +(?=--)/)
  const options = flags.map(flag => {
    const [key = '', value = true] = flag.slice(2).split(' ')
    return [key, value]
  })
  return { kind, args: [name], options: Object.fromEntries(options) as Record<string, unknown> }
}
