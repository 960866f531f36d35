import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { installHook } from './install-hook.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

/** Something that lies where a program may. */
const program = { interpreter: process.execPath, file: process.execPath }

test('the hook is installed once and is executable', t => {
  const { dir } = gitRepository(t)
  const path = join(dir, '.git/hooks/pre-commit')
  assert.deepEqual(installHook(dir, program), { status: 'installed', path })
  assert.deepEqual(installHook(dir, program), { status: 'already', path })
  assert.match(
    readFileSync(path, 'utf8'),
    / validate --staged && exec .* plan --staged --format summary\n/,
  )
  assert.equal(statSync(path).mode & 0o777, 0o755)
})

test('core.hooksPath is respected', t => {
  const { dir, git } = gitRepository(t)
  git('config', 'core.hooksPath', 'my hooks')
  const { path } = installHook(dir, program)
  assert.equal(path, join(dir, 'my hooks/pre-commit'))
})

test('no hook is written through a link of the work tree', t => {
  const { dir, git } = gitRepository(t)
  const outside = temporaryDirectory(t)
  symlinkSync(outside, join(dir, 'hooks'))
  for (const hooks of ['hooks', 'hooks/below', join(dir, 'hooks')]) {
    git('config', 'core.hooksPath', hooks)
    assert.throws(
      () => installHook(dir, program),
      error => error instanceof FleetError && error.problems[0].code === 'WORKSPACE_LINK',
    )
    assert.deepEqual(readdirSync(outside), [])
  }
})

test('a hook that someone else wrote is left alone', t => {
  const { dir } = gitRepository(t)
  const path = join(dir, '.git/hooks/pre-commit')
  writeTree(dir, { '.git/hooks/pre-commit': '#!/bin/sh\nmake check\n' })
  assert.deepEqual(installHook(dir, program), { status: 'foreign', path })
  assert.equal(readFileSync(path, 'utf8'), '#!/bin/sh\nmake check\n')
})

test("a hook that is a link is someone else's", t => {
  const { dir } = gitRepository(t)
  writeTree(dir, { 'hook.sh': '', '.git/hooks/x': '' })
  symlinkSync('../../hook.sh', join(dir, '.git/hooks/pre-commit'))
  assert.equal(installHook(dir, program).status, 'foreign')
  assert.equal(readFileSync(join(dir, 'hook.sh'), 'utf8'), '')
})

test('our own hook is renewed, and made executable again', t => {
  const { dir } = gitRepository(t)
  const { path } = installHook(dir, program)
  const script = readFileSync(path, 'utf8')
  writeTree(dir, { '.git/hooks/pre-commit': `${script}# an older version\n` })
  assert.equal(installHook(dir, program).status, 'installed')
  assert.equal(readFileSync(path, 'utf8'), script)
  chmodSync(path, 0o644)
  assert.equal(installHook(dir, program).status, 'installed')
  assert.equal(installHook(dir, program).status, 'already')
})

test('a commit runs the program that installed the hook, and its verdict decides', t => {
  const { dir, git } = gitRepository(t)
  const elsewhere = join(temporaryDirectory(t), "it's elsewhere")
  const log = join(elsewhere, 'calls')
  writeTree(elsewhere, {
    'program.js': `
      const { appendFileSync, existsSync } = require('node:fs')
      appendFileSync(${JSON.stringify(log)}, process.argv.slice(2).join(' ') + '\\n')
      process.exitCode = existsSync(process.argv[3] + 'bad') ? 1 : 0`,
  })
  // What a branch commits under the names that somebody could look for.
  const evil = '#!/bin/sh\necho ran >> "$(git rev-parse --show-toplevel)/evil.ran"\n'
  const fleet = "fleets/-it's $(here)"
  for (const path of [
    'node_modules/.bin/bulkhead',
    `${fleet}/node_modules/.bin/bulkhead`,
    'node',
  ]) {
    writeTree(dir, { [path]: evil })
    chmodSync(join(dir, path), 0o755)
  }
  writeTree(dir, { [`${fleet}/a`]: '1' })
  const file = join(elsewhere, 'program.js')
  const { status } = installHook(join(dir, fleet), { ...program, file })
  assert.equal(status, 'installed')
  git('add', '.')
  git('commit', '-qm', 'fine')
  assert.deepEqual(readFileSync(log, 'utf8').split('\n'), [
    `-C ${fleet}/ validate --staged`,
    `-C ${fleet}/ plan --staged --format summary`,
    '',
  ])
  writeTree(dir, { [`${fleet}/bad`]: '1' })
  git('add', '.')
  assert.throws(() => git('commit', '-qm', 'bad'))
  assert.equal(existsSync(join(dir, 'evil.ran')), false)
})

test('a program that has gone stops a commit with one line, and exit code 3', t => {
  const { dir } = gitRepository(t)
  const elsewhere = temporaryDirectory(t)
  writeTree(elsewhere, { 'program.js': '' })
  const file = join(elsewhere, 'program.js')
  const { path } = installHook(dir, { ...program, file })
  rmSync(file)
  const { status, stderr } = spawnSync(path, { cwd: dir, encoding: 'utf8' })
  assert.equal(status, 3)
  assert.equal(
    stderr,
    `The commit was not checked, since ${file} is gone: install bulkhead and run \`bulkhead hooks install\` again.\n`,
  )
})

test('the hook that looked for bulkhead in the repository is replaced', t => {
  const { dir } = gitRepository(t)
  const old = `#!/bin/sh
# Installed by \`bulkhead hooks install\`.
if [ -x node_modules/.bin/bulkhead ]; then
  bulkhead=node_modules/.bin/bulkhead
fi
"$bulkhead" validate --staged
`
  writeTree(dir, { '.git/hooks/pre-commit': old })
  const { status, path } = installHook(dir, program)
  assert.equal(status, 'installed')
  assert.doesNotMatch(readFileSync(path, 'utf8'), /node_modules\/\.bin/)
})

test('a program in a work tree of the repository is not recorded', t => {
  const { dir, git } = gitRepository(t)
  const linked = join(temporaryDirectory(t), 'linked')
  git('commit', '-q', '--allow-empty', '-m', 'one')
  git('worktree', 'add', '-q', linked)
  writeTree(dir, { 'tools/bulkhead.js': '', 'fleet/a': '' })
  const file = join(dir, 'tools/bulkhead.js')
  const outside = join(temporaryDirectory(t), 'link.js')
  symlinkSync(file, outside)
  for (const from of [dir, join(dir, 'fleet'), linked]) {
    for (const named of [file, outside]) {
      assertRefused(() => installHook(from, { ...program, file: named }), 'HOOK_PROGRAM_IN_TREE')
    }
  }
  assertRefused(() => installHook(dir, { ...program, interpreter: file }), 'HOOK_PROGRAM_IN_TREE')
  assert.equal(existsSync(join(dir, '.git/hooks/pre-commit')), false)
})

test('a program above the fleet, which is a repository of its own, is recorded', t => {
  const checkout = temporaryDirectory(t)
  writeTree(checkout, { 'packages/cli/bin/bulkhead.js': '', 'acme/a': '' })
  const { git } = gitRepository(t)
  git('init', '-q', checkout)
  git('init', '-q', join(checkout, 'acme'))
  const file = join(checkout, 'packages/cli/bin/bulkhead.js')
  assert.equal(installHook(join(checkout, 'acme'), { ...program, file }).status, 'installed')
})

test('a program that other users can replace is not recorded', t => {
  const { dir } = gitRepository(t)
  const elsewhere = temporaryDirectory(t)
  writeTree(elsewhere, { 'bin/bulkhead.js': '' })
  const file = join(elsewhere, 'bin/bulkhead.js')
  const install = () => installHook(dir, { ...program, file })
  for (const path of [elsewhere, join(elsewhere, 'bin'), file]) {
    const { mode } = statSync(path)
    chmodSync(path, 0o777)
    assertRefused(install, 'HOOK_PROGRAM_EXPOSED')
    chmodSync(path, mode)
  }
  chmodSync(join(elsewhere, 'bin'), 0o1777)
  assertRefused(install, 'HOOK_PROGRAM_EXPOSED')
  chmodSync(join(elsewhere, 'bin'), 0o755)
  if (process.getuid?.() === 0) {
    chownSync(join(elsewhere, 'bin'), 1, 1)
    assertRefused(install, 'HOOK_PROGRAM_EXPOSED')
    chownSync(join(elsewhere, 'bin'), 0, 0)
  }
  assert.equal(install().status, 'installed')
})

function assertRefused(action: () => unknown, code: string): void {
  assert.throws(
    action,
    (error: unknown) =>
      error instanceof FleetError &&
      error.kind === 'environment' &&
      error.problems[0].code === code,
  )
}
