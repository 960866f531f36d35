import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { tinyRepository } from '../support/fleets.ts'
import { environmentForGit, startGit } from '../support/git.ts'
import { run, runCli, spawnCli } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { writeTree } from '../support/tree.ts'

/* No command runs what a repository, or what only looks like one, tells git to run. */

const commands: readonly (readonly string[])[] = [
  ['validate'],
  ['validate', '--staged'],
  ['plan'],
  ['plan', '--staged'],
  ['plan', '--since', 'HEAD', '--ref', 'HEAD'],
  ['apps'],
  ['apps', '--staged'],
  ['render', 'local-dev'],
  ['render', 'local-dev', '--ref', 'HEAD'],
  ['build', 'clusters', '--staged'],
  ['build', 'clusters', '--ref', 'HEAD'],
  ['ipam', 'check'],
  ['ipam', 'rebase', '--onto', 'HEAD'],
  ['generate', '--check'],
  ['generate'],
  ['add', 'team', 'search'],
  ['list', 'clusters'],
]

/** A program that leaves a mark, and the way to ask whether it has. */
function marker(t: TestContext) {
  const program = join(temporaryDirectory(t), 'program')
  writeFileSync(program, `#!/bin/sh\necho ran >> '${program}.ran'\n`)
  chmodSync(program, 0o755)
  return { program, hasRun: () => existsSync(`${program}.ran`) }
}

/** A configuration that makes git run a program in most commands. */
const hostileConfig = (program: string, worktree: string) => `[core]
	repositoryformatversion = 0
	bare = false
	worktree = ${worktree}
	fsmonitor = ${program}
	hooksPath = ${worktree}/hooks
	sshCommand = ${program}
	pager = ${program}
	editor = ${program}
[diff]
	external = ${program}
[filter "evil"]
	clean = ${program}
	smudge = ${program}
	process = ${program}
[diff "evil"]
	textconv = ${program}
	command = ${program}
[alias]
	rev-parse = !${program}
`

test('in a directory that looks like a bare repository', async t => {
  const { program, hasRun } = marker(t)
  const dir = await tinyRepository(t)
  const inside = join(dir, 'fleets/tiny')
  mkdirSync(join(dir, 'fleets'))
  mkdirSync(inside)
  for (const name of readdirSync(dir).filter(name => name !== 'fleets' && name !== '.git')) {
    renameSync(join(dir, name), join(inside, name))
  }
  writeTree(inside, {
    HEAD: 'ref: refs/heads/main\n',
    config: hostileConfig(program, '..'),
    'objects/x': '',
    'refs/x': '',
    '.gitattributes': '* filter=evil diff=evil\n',
  })
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  await assertAnswers(inside)
  await runCli(inside, 'hooks', 'install')
  writeTree(inside, { 'notes.txt': 'mine\n' })
  git('add', '--all')
  const env = environmentForGit()
  const { code, err } = await run('git', ['commit', '-qm', 'Note'], { cwd: dir, env })
  assert.deepEqual([code, hasRun()], [0, false], err)
  spawnSync('git', ['status'], { cwd: inside, env })
  assert.equal(hasRun(), true, 'git alone does not run it either')
})

test('in an unpacked archive with a .git of its own', async t => {
  const { program, hasRun } = marker(t)
  const dir = await tinyRepository(t)
  writeTree(dir, { '.gitattributes': '* filter=evil diff=evil\n' })
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  writeTree(dir, { '.git/config': hostileConfig(program, dir), 'notes.txt': 'mine\n' })
  for (const name of [
    'pre-commit',
    'post-index-change',
    'post-checkout',
    'reference-transaction',
  ]) {
    mkdirSync(join(dir, '.git/hooks'), { recursive: true })
    mkdirSync(join(dir, 'hooks'), { recursive: true })
    cpSync(program, join(dir, '.git/hooks', name))
    cpSync(program, join(dir, 'hooks', name))
  }
  await assertAnswers(dir)
  await runCli(dir, 'hooks', 'install')
  await runCli(dir, 'init', 'another', '--repository=https://example.com/fleet.git')
  assert.equal(hasRun(), false)
  spawnSync('git', ['status'], { cwd: dir, env: environmentForGit() })
  assert.equal(hasRun(), true, 'git alone does not run it either')
})

test('where there is no repository around what looks like a bare one', async t => {
  const { program, hasRun } = marker(t)
  const dir = await tinyRepository(t)
  rmSync(join(dir, '.git'), { recursive: true, force: true })
  writeTree(dir, {
    HEAD: 'ref: refs/heads/main\n',
    config: hostileConfig(program, '..'),
    'objects/x': '',
    'refs/x': '',
  })
  for (const command of commands) {
    const { code, err } = await runCli(dir, ...command)
    const needsGit = command.some(word => /^(--staged|--ref|plan|rebase)$/.test(word))
    assert.equal(code === 3, needsGit, `${command.join(' ')}: ${err}`)
    if (needsGit) assert.match(err, /is not in a git repository \[WORKSPACE_NOT_A_REPOSITORY\]/)
  }
  await runCli(dir, 'hooks', 'install')
  await runCli(dir, 'init', 'another', '--repository=https://example.com/fleet.git')
  assert.equal(hasRun(), false)
  spawnSync('git', ['status'], { cwd: dir, env: environmentForGit() })
  assert.equal(hasRun(), true, 'git alone does not run it either')
})

test('git of the tree is not run, also where the PATH leads to it', async t => {
  const { program, hasRun } = marker(t)
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true })
  for (const place of ['node_modules/.bin', '.']) cpSync(program, join(dir, place, 'git'))
  git('add', '--all')
  const named = [join(dir, 'node_modules/.bin'), 'node_modules/.bin', '.', '']
  const env = environmentForGit({ PATH: [...named, process.env['PATH']].join(':') })
  const { code, err } = await spawnCli(dir, ['validate', '--staged'], env)
  assert.deepEqual([code, hasRun()], [0, false], err)
  await spawnCli(join(dir, 'fleet'), ['-C', '..', 'plan', '--staged'], env)
  assert.equal(hasRun(), false)
})

test('a partial clone is read as far as it goes, and nothing is fetched', async t => {
  const { program, hasRun } = marker(t)
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('config', 'uploadpack.allowFilter', 'true')
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  const clone = join(temporaryDirectory(t), 'clone')
  git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${dir}`, clone)
  const inClone = startGit(clone)
  inClone('read-tree', 'HEAD')
  inClone('config', 'remote.origin.uploadpack', program)
  const missing = inClone('ls-files').trim().split('\n')
  for (const command of [
    ['validate', '--staged'],
    ['plan', '--staged'],
    ['apps', '--ref', 'HEAD'],
    ['build', 'clusters', '--staged'],
  ]) {
    const { code, err } = await runCli(clone, ...command)
    assert.equal(code, 3, `${command.join(' ')}: ${err}`)
    assert.match(err, /: this clone does not have the content of this file, nor that of \d+ more /)
    const [, path = '', others] = /^(\S+?):1:1: .* nor that of (\d+) more/m.exec(err) ?? []
    assert.ok(missing.includes(path), err)
    assert.equal(Number(others), missing.length - 1)
    assert.match(err, /git fetch --refetch --no-filter/)
  }
  assert.equal(hasRun(), false)
  spawnSync('git', ['cat-file', '-p', `:${missing[0]}`], { cwd: clone, env: environmentForGit() })
  assert.equal(hasRun(), true, 'git alone fetches nothing either')

  // The way out that is told is one.
  inClone('config', '--unset', 'remote.origin.uploadpack')
  inClone('fetch', '-q', '--refetch', '--no-filter')
  const { code, err } = await runCli(clone, 'validate', '--staged')
  assert.equal(code, 0, err)
})

/** Every command does what it does in any repository: none ends because of git. */
async function assertAnswers(dir: string): Promise<void> {
  for (const command of commands) {
    const { code, err } = await runCli(dir, ...command)
    const said = `${command.join(' ')}: ${err}`
    assert.ok(code === 0 || code === 1, said)
    assert.doesNotMatch(err, /WORKSPACE_/, said)
  }
}

test('a configuration that includes a pipe keeps no command waiting', async t => {
  const dir = await tinyRepository(t)
  startGit(dir)
  assert.equal(spawnSync('mkfifo', [join(dir, '.git/pipe')]).status, 0)
  const config = join(dir, '.git/config')
  writeFileSync(config, `${readFileSync(config, 'utf8')}[include]\n\tpath = pipe\n`)
  const { code, err } = await spawnCli(dir, ['plan', '--staged'])
  assert.match(err, /^error: git gave no answer within 5 seconds \[WORKSPACE_GIT_FAILED\]$/m)
  assert.equal(code, 3)
})
