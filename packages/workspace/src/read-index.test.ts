import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { readCommit } from './read-commit.ts'
import { readDisk } from './read-disk.ts'
import { readIndex } from './read-index.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

test('the index is read, not the disk', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'a.yaml': 'staged\n', 'b/ü "q".yaml': 'two\n', 'gone.yaml': 'x\n' })
  git('add', '.')
  writeTree(dir, { 'a.yaml': 'edited\n', 'untracked.yaml': 'x\n' })
  rmSync(join(dir, 'gone.yaml'))
  const index = readIndex(dir)
  assert.deepEqual(index.paths, ['a.yaml', 'b/ü "q".yaml', 'gone.yaml'])
  assert.equal(index.read('a.yaml'), 'staged\n')
  assert.equal(index.read('b/ü "q".yaml'), 'two\n')
  assert.equal(index.read('untracked.yaml'), undefined)
})

test('many files are read, one by one or at once', t => {
  const { dir, git } = gitRepository(t)
  const files = Array.from({ length: 200 }, (_, i) => [`f${i}`, i % 3 === 0 ? '' : `${i}\n\0ü`])
  writeTree(dir, Object.fromEntries(files) as Record<string, string>)
  git('add', '.')
  const [oneByOne, atOnce] = [readIndex(dir), readIndex(dir)]
  atOnce.prefetch(atOnce.paths)
  for (const [path = '', text] of files) {
    assert.equal(oneByOne.read(path), text)
    assert.equal(atOnce.read(path), text)
  }
})

test('a fleet in a directory of the repository has its own paths', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'fleets/acme/a': '1', other: '2' })
  git('add', '.')
  const index = readIndex(join(dir, 'fleets/acme'))
  assert.deepEqual(index.paths, ['a'])
  assert.equal(index.read('a'), '1')
})

test('the index that a commit in progress names is the one that is read', t => {
  const { dir, git } = gitRepository(t, { GIT_INDEX_FILE: '.git/other' })
  writeTree(dir, { a: '1' })
  git('add', '.')
  assert.deepEqual(readIndex(dir).paths, ['a'])
  renameSync(join(dir, '.git/other'), join(dir, '.git/another'))
  assert.deepEqual(readIndex(dir).paths, [])
})

test('a hook in a linked work tree finds a fleet below its top', t => {
  const { dir, git } = gitRepository(t)
  const tree = join(temporaryDirectory(t), 'linked')
  writeTree(dir, { 'sub/a': '1', b: '1' })
  git('add', '.')
  git('commit', '-qm', 'one')
  git('worktree', 'add', '-q', tree)
  const module = JSON.stringify(new URL('read-index.ts', import.meta.url).href)
  const script = `import { readIndex } from ${module}; console.error(readIndex("sub").paths)`
  const hook = `#!/bin/sh\nexec '${process.execPath}' --input-type=module -e '${script}'\n`
  writeTree(dir, { '.git/hooks/pre-commit': hook })
  chmodSync(join(dir, '.git/hooks/pre-commit'), 0o755)
  writeTree(tree, { 'sub/a': '2' })
  const args = ['-C', tree, 'commit', '-qam', 'two']
  const { status, stderr } = spawnSync('git', args, { encoding: 'utf8' })
  assert.deepEqual({ status, stderr }, { status: 0, stderr: "[ 'a' ]\n" })
})

test('an unresolved merge is named, file by file', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '0', b: '0' })
  git('add', '.')
  git('commit', '-qm', 'zero')
  git('checkout', '-qb', 'side')
  writeTree(dir, { a: '1', b: '1' })
  git('commit', '-qam', 'one')
  git('checkout', '-q', 'main')
  writeTree(dir, { a: '2', b: '2' })
  git('commit', '-qam', 'two')
  assert.throws(() => git('merge', '-q', 'side'))
  assert.throws(
    () => readIndex(dir),
    (error: unknown) =>
      error instanceof FleetError &&
      error.kind === 'environment' &&
      error.message ===
        'a:1:1: the index holds an unresolved merge (WORKSPACE_UNMERGED)\n' +
          'b:1:1: the index holds an unresolved merge (WORKSPACE_UNMERGED)',
  )
})

test('links and submodules are counted, not read', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1' })
  symlinkSync('a', join(dir, 'link'))
  git('add', '.')
  git('commit', '-qm', 'one')
  const commit = git('rev-parse', 'HEAD').trim()
  mkdirSync(join(dir, 'module'))
  git('update-index', '--add', '--cacheinfo', `160000,${commit},module`)
  const index = readIndex(dir)
  assert.deepEqual(index.paths, ['a'])
  assert.deepEqual(index.skipped, [
    { what: 'link', why: 'a symbolic link' },
    { what: 'module', why: 'another git repository' },
  ])
})

test('a directory without a repository could not be checked', t => {
  gitRepository(t)
  const outside = temporaryDirectory(t)
  for (const dir of [outside, join(outside, 'absent')]) {
    assert.throws(
      () => readIndex(dir),
      (error: unknown) =>
        error instanceof FleetError &&
        error.kind === 'environment' &&
        error.problems[0].code === 'WORKSPACE_NOT_A_REPOSITORY',
    )
  }
})

test('an object that git lost is reported, not taken for an empty file', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1' })
  git('add', '.')
  rmSync(join(dir, '.git/objects'), { recursive: true })
  mkdirSync(join(dir, '.git/objects'))
  assert.throws(
    () => readIndex(dir).read('a'),
    (error: unknown) =>
      error instanceof FleetError && error.problems[0].code === 'WORKSPACE_OBJECT_MISSING',
  )
})

test('what is only intended to be added is not in the commit, and so not in the index', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'a\nb.yaml': 'a: 1\n', empty: '', later: 'b: 1\n', gone: 'c: 1\n' })
  git('add', 'empty')
  git('add', '-N', 'a\nb.yaml', 'later', 'gone')
  rmSync(join(dir, 'gone'))
  assert.deepEqual(readIndex(dir).paths, ['empty'])
})

test('names that are not UTF-8 are told, and never taken for another', t => {
  const { dir, git } = gitRepository(t)
  for (const byte of [0xfe, 0xff]) {
    const name = Buffer.concat([Buffer.from(`${dir}/a`), Buffer.of(byte), Buffer.from('.yaml')])
    writeFileSync(name, String(byte))
  }
  git('add', '.')
  git('commit', '-qm', 'one')
  for (const files of [readIndex(dir), readDisk(dir), readCommit(dir, 'HEAD')]) {
    assert.deepEqual(files.paths, [])
    assert.deepEqual(
      new Set(files.skipped.map(({ what, why }) => `${what} ${why}`)),
      new Set(['a\uFFFD.yaml under a name that is not UTF-8']),
    )
  }
})

test('what the disk hides from git, the index still has', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1', b: '1' })
  git('add', '.')
  git('update-index', '--assume-unchanged', 'a')
  git('update-index', '--skip-worktree', 'b')
  writeTree(dir, { a: '2' })
  rmSync(join(dir, 'b'))
  const index = readIndex(dir)
  assert.deepEqual([index.paths, index.read('a'), index.read('b')], [['a', 'b'], '1', '1'])
})
