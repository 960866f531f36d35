import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ipamMutants } from './ipam.ts'
import type { Mutant } from './mutant.ts'

/*
 * Tests that cannot fail prove nothing. Each fault of the tables is written into a copy of its
 * package, and the tests named for it must then fail.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const mutants: readonly Mutant[] = [...ipamMutants]

test('without a fault every test that is to notice one passes', async () => {
  const files = [...new Set(mutants.map(testOf))]
  const packages = [...new Set(files.map(packageOf))]
  await withCopies(packages, async copy => {
    assert.equal(await firstFailure(copy, files), undefined)
  })
})

test('each fault is noticed', { concurrency: 2 }, async t => {
  await Promise.all(
    mutants.map(mutant =>
      t.test(mutant.name, () =>
        withCopies([packageOf(mutant.file)], async copy => {
          mutate(copy, mutant)
          const failure = await firstFailure(copy, [testOf(mutant)])
          assert.ok(failure, `${testOf(mutant)} passes`)
          // A file that cannot be loaded is reported as a test of its own name.
          assert.ok(!failure.endsWith('.test.ts'), `${failure} cannot be loaded`)
        }),
      ),
    ),
  )
})

/** Copies of packages in a repository of their own, with the modules of this one. */
async function withCopies(
  packages: readonly string[],
  act: (copy: string) => Promise<void>,
): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'bulkhead-mutant-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const name of packages) cpSync(join(root, name), join(copy, name), { recursive: true })
    await act(copy)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

function mutate(copy: string, { file, find, replace }: Mutant): void {
  const path = join(copy, file)
  const parts = readFileSync(path, 'utf8').split(find)
  assert.equal(parts.length, 2, `${JSON.stringify(find)} is not in ${file} once`)
  writeFileSync(path, parts.join(replace))
}

/** The name of the first test to fail, after which no other runs. */
function firstFailure(copy: string, files: readonly string[]): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
  const options = ['--test', '--test-isolation=none', '--test-reporter=tap']
  const child = spawn(process.execPath, [...options, ...files], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environmentIn(copy),
    timeout: 30_000,
  })
  let output = ''
  let failure: string | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    failure = /^not ok \d+ - (.*)$/m.exec(output)?.[1]
    if (failure !== undefined) child.kill()
  })
  child.on('error', reject)
  child.on('close', code => {
    if (failure !== undefined || code === 0) resolve(failure)
    else reject(new Error(`the tests ended with ${code} and none failed:\n${output}`))
  })
  return promise
}

/** Ours, but that nothing is left behind, and that a test does not know of the one it runs in. */
function environmentIn(copy: string): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env
  return { ...rest, TMPDIR: copy }
}

function testOf({ file, test }: Mutant): string {
  return test ?? file.replace(/\.ts$/, '.test.ts')
}

function packageOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}
