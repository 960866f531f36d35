import assert from 'node:assert/strict'
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { installHook } from './install-hook.ts'
import { gitRepository } from './testing/git-repository.ts'
import { writeTree } from './testing/tree-on-disk.ts'

test('the hook is installed once and is executable', t => {
  const { dir } = gitRepository(t)
  const path = join(dir, '.git/hooks/pre-commit')
  assert.deepEqual(installHook(dir), { status: 'installed', path })
  assert.deepEqual(installHook(dir), { status: 'already', path })
  assert.match(
    readFileSync(path, 'utf8'),
    / validate --staged && exec .* plan --staged --format summary\n/,
  )
  assert.equal(statSync(path).mode & 0o777, 0o755)
})

test('core.hooksPath is respected', t => {
  const { dir, git } = gitRepository(t)
  git('config', 'core.hooksPath', 'my hooks')
  const { path } = installHook(dir)
  assert.equal(path, join(dir, 'my hooks/pre-commit'))
})

test('a hook that someone else wrote is left alone', t => {
  const { dir } = gitRepository(t)
  const path = join(dir, '.git/hooks/pre-commit')
  writeTree(dir, { '.git/hooks/pre-commit': '#!/bin/sh\nmake check\n' })
  assert.deepEqual(installHook(dir), { status: 'foreign', path })
  assert.equal(readFileSync(path, 'utf8'), '#!/bin/sh\nmake check\n')
})

test("a hook that is a link is someone else's", t => {
  const { dir } = gitRepository(t)
  writeTree(dir, { 'hook.sh': '', '.git/hooks/x': '' })
  symlinkSync('../../hook.sh', join(dir, '.git/hooks/pre-commit'))
  assert.equal(installHook(dir).status, 'foreign')
  assert.equal(readFileSync(join(dir, 'hook.sh'), 'utf8'), '')
})

test('our own hook is renewed, and made executable again', t => {
  const { dir } = gitRepository(t)
  const { path } = installHook(dir)
  const script = readFileSync(path, 'utf8')
  writeTree(dir, { '.git/hooks/pre-commit': `${script}# an older version\n` })
  assert.equal(installHook(dir).status, 'installed')
  assert.equal(readFileSync(path, 'utf8'), script)
  chmodSync(path, 0o644)
  assert.equal(installHook(dir).status, 'installed')
  assert.equal(installHook(dir).status, 'already')
})

test('a commit runs the hook, and its verdict decides', t => {
  const { dir, git } = gitRepository(t)
  const calls = "fleets/it's here/calls"
  writeTree(dir, {
    "fleets/it's here/node_modules/.bin/bulkhead":
      '#!/bin/sh\necho "$@" >> "$2/calls"\n[ ! -e "$2/bad" ]\n',
    "fleets/it's here/a": '1',
  })
  const bin = join(dir, "fleets/it's here/node_modules/.bin/bulkhead")
  chmodSync(bin, 0o755)
  installHook(join(dir, "fleets/it's here"))
  git('add', '.')
  git('commit', '-qm', 'fine')
  assert.deepEqual(readFileSync(join(dir, calls), 'utf8').split('\n'), [
    "-C fleets/it's here/ validate --staged",
    "-C fleets/it's here/ plan --staged --format summary",
    '',
  ])
  writeTree(dir, { "fleets/it's here/bad": '1' })
  git('add', '.')
  assert.throws(() => git('commit', '-qm', 'bad'))
})

test('without bulkhead a commit is stopped and told why', t => {
  const { dir, git } = gitRepository(t)
  const { path } = installHook(dir)
  const script = readFileSync(path, 'utf8')
  // Only the name is changed, so that a bulkhead on this machine's PATH is not found.
  writeTree(dir, {
    a: '1',
    '.git/hooks/pre-commit': script.replaceAll('command -v bulkhead', 'false'),
  })
  git('add', '.')
  assert.throws(() => git('commit', '-qm', 'unchecked'), /could not be checked/)
})
