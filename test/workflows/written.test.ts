import assert from 'node:assert/strict'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { findTool } from '../support/real-tools.ts'
import { run, runCli } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { workflowFaults, type Workflow } from './workflow-faults.ts'

/* The workflows that fleets get, one for each place that CI can have bulkhead from, and our own. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const digest = '0123456789abcdef'.repeat(4)
const places: Readonly<Record<string, readonly string[]>> = {
  'what the runner has': [],
  'an address': ['--ci-bulkhead', 'https://example.com/bulkhead.tgz', '--ci-sha256', digest],
  'the repository': ['--ci-bulkhead', 'tools/bulkhead.tgz', '--ci-sha256', digest],
}

test('each workflow holds all that is asked of one', async t => {
  const dir = temporaryDirectory(t)
  const texts = new Map(
    globSync('.github/workflows/*', { cwd: root }).map(path => [path, read(join(root, path))]),
  )
  assert.ok(texts.has('.github/workflows/release.yaml'))
  for (const [i, [place, flags]] of Object.entries(places).entries()) {
    const fleet = join(dir, String(i))
    const init = ['init', 'acme', '--repository', 'https://github.com/acme/fleet.git']
    const { code, err } = await runCli(dir, '-C', fleet, ...init, ...flags)
    assert.equal(code, 0, err)
    assert.equal(err.includes('CI has no bulkhead yet'), flags.length === 0)
    texts.set(`fleet.yaml with ${place}`, read(join(fleet, '.github/workflows/fleet.yaml')))
  }

  for (const [name, text] of texts) {
    await t.test(name, () => assert.deepEqual(workflowFaults(text), []))
  }

  const shellcheck = findTool('shellcheck')
  await t.test(
    'shellcheck finds nothing in their scripts',
    { skip: !shellcheck && 'shellcheck is not installed' },
    async () => {
      for (const [name, text] of texts) {
        for (const [i, script] of scriptsOf(text).entries()) {
          const path = join(dir, `script-${i}.sh`)
          writeFileSync(path, `#!/usr/bin/env bash\nset -eo pipefail\n${script}\n`)
          const { code, out } = await run('shellcheck', [path], { cwd: dir })
          assert.equal(code, 0, `${name}\n${out}`)
        }
      }
    },
  )
})

test('a generated hook runs what is on the PATH and installs nothing', () => {
  const texts = [
    read(join(root, 'test/golden/tiny/expected/.pre-commit-config.yaml')),
    `repos: [{ repo: local, hooks: ${JSON.stringify(parse(read(join(root, '.pre-commit-hooks.yaml'))))} }]`,
  ]
  for (const text of texts) {
    const { repos } = parse(text) as {
      readonly repos: readonly { readonly repo: string; readonly hooks: readonly object[] }[]
    }
    for (const { repo, hooks } of repos) {
      assert.equal(repo, 'local')
      assert.ok(hooks.length > 0)
      for (const hook of hooks as readonly Readonly<Record<string, unknown>>[]) {
        assert.equal(hook['language'], 'system')
        assert.match(
          String(hook['entry']),
          /^bulkhead (validate|plan) --staged( --format summary)?$/,
        )
        assert.ok(!('additional_dependencies' in hook))
      }
    }
  }
})

test('no generated file installs a program by its name', () => {
  const templates = globSync('templates/**/*', { cwd: root, withFileTypes: true })
  const expected = globSync('test/golden/*/expected/**/*', { cwd: root, withFileTypes: true })
  const files = [...templates, ...expected].filter(entry => entry.isFile())
  assert.ok(files.length > 100)
  for (const { parentPath, name } of files) {
    const text = read(join(parentPath, name))
    assert.doesNotMatch(
      text,
      /generator-bulkhead|\b(npm|npx|pnpm|pipx?|gem|brew) |go install/,
      name,
    )
  }
})

function scriptsOf(text: string): readonly string[] {
  const { jobs } = parse(text) as Workflow
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run: script }) => (script === undefined ? [] : [script])),
  )
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
