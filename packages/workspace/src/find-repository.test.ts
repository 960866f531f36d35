import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { findRepository } from './find-repository.ts'
import { readCommit } from './read-commit.ts'
import { readIndex } from './read-index.ts'
import { stagedPaths } from './staged-paths.ts'
import { startRepository } from './start-repository.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof FleetError) return error.problems[0].code
    throw error
  }
  return 'done'
}

/** What git takes for a bare repository, with a configuration that runs a program. */
const bare = (program: string) => ({
  HEAD: 'ref: refs/heads/main\n',
  config: `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n\tfsmonitor = ${program}\n`,
  'objects/x': '',
  'refs/x': '',
})

test('a directory that looks like a bare repository belongs to the repository around it', t => {
  const { dir, git } = gitRepository(t)
  const program = join(temporaryDirectory(t), 'program')
  writeFileSync(program, `#!/bin/sh\necho ran > '${program}.ran'\n`)
  chmodSync(program, 0o755)
  const inside = join(dir, 'fleets/acme')
  writeTree(inside, { ...bare(program), 'a.yaml': '1' })
  git('add', '.')
  git('commit', '-qm', 'one')
  writeTree(inside, { 'a.yaml': '2' })
  git('add', '.')
  assert.equal(findRepository(inside)?.top, dir)
  assert.equal(readCommit(inside, 'HEAD').read('a.yaml'), '1')
  assert.equal(readIndex(inside).read('a.yaml'), '2')
  assert.deepEqual(stagedPaths(inside), ['a.yaml'])
  assert.equal(existsSync(`${program}.ran`), false)
  spawnSync('git', ['status'], { cwd: inside })
  assert.equal(existsSync(`${program}.ran`), true, 'git alone does not run it either')
})

test('without a repository around it, it is none', t => {
  gitRepository(t)
  const dir = temporaryDirectory(t)
  writeTree(dir, bare('false'))
  assert.equal(findRepository(dir), undefined)
  assert.equal(
    codeOf(() => readIndex(dir)),
    'WORKSPACE_NOT_A_REPOSITORY',
  )
  startRepository(dir, 'main')
  assert.equal(existsSync(join(dir, '.git/HEAD')), true)
  assert.deepEqual(readIndex(dir).paths, [])
})

test('linked work trees, submodules and directories below are found as git finds them', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'sub/a': '1', '.git-not/HEAD': '' })
  git('add', 'sub')
  git('commit', '-qm', 'one')
  const linked = join(realpathSync(temporaryDirectory(t)), 'linked')
  git('worktree', 'add', '-q', linked)
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', dir, 'module')
  for (const [place, top] of [
    [dir, dir],
    [join(dir, 'sub'), dir],
    [linked, linked],
    [join(linked, 'sub'), linked],
    [join(dir, 'module/sub'), join(dir, 'module')],
  ] as const) {
    assert.equal(findRepository(place)?.top, top)
    assert.equal(git('-C', place, 'rev-parse', '--show-toplevel').trim(), top)
    assert.equal(readCommit(place, 'HEAD').paths.at(-1), place === top ? 'sub/a' : 'a')
  }
})

test('what is no repository is passed over', t => {
  const { dir } = gitRepository(t)
  for (const [place, files] of [
    ['empty', { '.git/x': '' }],
    ['half', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '' }],
    ['text', { '.git': 'not a place\n' }],
    ['large', { '.git': `gitdir: ${'x'.repeat(20_000)}\n` }],
  ] as const) {
    writeTree(join(dir, place), files)
    assert.equal(findRepository(join(dir, place))?.top, dir, place)
  }
})

test('the search ends where git is told that it ends', t => {
  const { dir } = gitRepository(t, {})
  mkdirSync(join(dir, 'a/b'), { recursive: true })
  process.env['GIT_CEILING_DIRECTORIES'] = `${dir}`
  t.after(() => delete process.env['GIT_CEILING_DIRECTORIES'])
  assert.equal(findRepository(join(dir, 'a/b')), undefined)
  assert.equal(findRepository(dir)?.top, dir)
  process.env['GIT_CEILING_DIRECTORIES'] = dirname(dir)
  assert.equal(findRepository(join(dir, 'a/b'))?.top, dir)
})

const whyNoOther = process.getuid?.() !== 0 && 'only root can make files that are of another user'

test(
  'a repository of another user is refused unless it is trusted by name',
  {
    skip: whyNoOther,
  },
  t => {
    for (const part of ['.', '.git']) {
      const { dir } = gitRepository(t)
      chownSync(join(dir, part), 1, 1)
      assert.equal(
        codeOf(() => readIndex(dir)),
        'WORKSPACE_FOREIGN_REPOSITORY',
      )
      const { status } = spawnSync('git', ['status'], { cwd: dir })
      assert.equal(status, 128)
      const config = join(temporaryDirectory(t), 'config')
      writeFileSync(config, `[safe]\n\tdirectory = ${dir}\n`)
      process.env['GIT_CONFIG_GLOBAL'] = config
      assert.equal(
        codeOf(() => readIndex(dir)),
        'done',
      )
      process.env['GIT_CONFIG_GLOBAL'] = '/dev/null'
    }
  },
)

test('nothing is written in a repository that is only read', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1' })
  git('add', '.')
  const before = readdirSync(join(dir, '.git'))
  readIndex(dir).read('a')
  stagedPaths(dir)
  assert.deepEqual(readdirSync(join(dir, '.git')), before)
})
