import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { branchPoint } from './branch-point.ts'
import { gitEnvironment, settings } from './git-settings.ts'
import { installHook } from './install-hook.ts'
import { commitOf } from './name-commit.ts'
import { readCommit } from './read-commit.ts'
import { readDisk } from './read-disk.ts'
import { readIndex } from './read-index.ts'
import { readRecorded } from './merged-provenance.ts'
import { stagedPaths } from './staged-paths.ts'
import { startRepository } from './start-repository.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'
import { isReplaying, mergeBase, readUnresolved } from './unresolved-merge.ts'

/* Each way in which a repository makes git run a program, tried with git alone and with ours. */

interface Hostile {
  readonly dir: string
  readonly git: (...args: readonly string[]) => string
  /** A program that leaves a mark. */
  readonly program: string
}

interface Trial {
  readonly setting: string
  readonly plant: (hostile: Hostile) => void
  /** A command of git that runs the program, so that the trial is known to be one. */
  readonly control: readonly string[]
}

const config = (setting: string): Trial['plant'] => {
  return ({ git, program }) => void git('config', setting, program)
}

const trials: readonly Trial[] = [
  { setting: 'core.fsmonitor', plant: config('core.fsmonitor'), control: ['status'] },
  {
    setting: 'core.hooksPath',
    plant({ dir, git, program }) {
      writeTree(dir, { 'hooks/post-checkout': '', 'hooks/post-index-change': '' })
      for (const name of ['post-checkout', 'post-index-change', 'pre-commit']) {
        cpSync(program, join(dir, 'hooks', name))
      }
      git('config', 'core.hooksPath', join(dir, 'hooks'))
    },
    control: ['checkout', '-q', '-b', 'other'],
  },
  {
    setting: '.git/hooks',
    plant({ dir, program }) {
      mkdirSync(join(dir, '.git/hooks'), { recursive: true })
      for (const name of ['post-checkout', 'post-index-change']) {
        cpSync(program, join(dir, '.git/hooks', name))
      }
    },
    control: ['checkout', '-q', '-b', 'other'],
  },
  { setting: 'diff.external', plant: config('diff.external'), control: ['diff', 'HEAD~1'] },
  ...['diff.evil.command', 'diff.evil.textconv'].map(setting => ({
    setting,
    plant(hostile: Hostile) {
      writeTree(hostile.dir, { '.gitattributes': '* diff=evil\n' })
      config(setting)(hostile)
    },
    control: ['diff', 'HEAD~1'],
  })),
  ...['filter.evil.clean', 'filter.evil.process'].map(setting => ({
    setting,
    plant(hostile: Hostile) {
      writeTree(hostile.dir, { '.gitattributes': '* filter=evil\n' })
      config(setting)(hostile)
    },
    control: ['diff', '--name-only'],
  })),
  {
    setting: 'filter.evil.smudge, chosen by .git/info/attributes',
    plant(hostile) {
      writeTree(hostile.dir, { '.git/info/attributes': '* filter=evil\n' })
      config('filter.evil.smudge')(hostile)
    },
    control: ['checkout', '-f', 'HEAD~1'],
  },
  {
    setting: 'core.attributesFile',
    plant(hostile) {
      writeTree(hostile.dir, { attributes: '* filter=evil\n' })
      hostile.git('config', 'core.attributesFile', join(hostile.dir, 'attributes'))
      config('filter.evil.clean')(hostile)
    },
    control: ['diff', '--name-only'],
  },
  {
    setting: 'include.path',
    plant({ dir, git, program }) {
      writeTree(dir, { included: `[core]\n\tfsmonitor = ${program}\n` })
      git('config', 'include.path', join(dir, 'included'))
    },
    control: ['status'],
  },
  {
    setting: 'extensions.worktreeConfig',
    plant({ git, program }) {
      git('config', 'extensions.worktreeConfig', 'true')
      git('config', '--worktree', 'core.fsmonitor', program)
    },
    control: ['status'],
  },
  {
    setting: 'core.sshCommand',
    plant(hostile) {
      hostile.git('remote', 'add', 'origin', 'ssh://nobody@invalid/fleet.git')
      config('core.sshCommand')(hostile)
    },
    control: ['fetch'],
  },
  {
    setting: 'core.gitProxy',
    plant(hostile) {
      hostile.git('remote', 'add', 'origin', 'git://invalid/fleet.git')
      config('core.gitProxy')(hostile)
    },
    control: ['fetch'],
  },
  {
    setting: 'remote.origin.uploadpack of a partial clone',
    plant(hostile) {
      hostile.git('remote', 'add', 'origin', hostile.dir)
      hostile.git('config', 'remote.origin.promisor', 'true')
      config('remote.origin.uploadpack')(hostile)
      rmSync(objectFile(hostile))
    },
    control: ['cat-file', '-p', ':a'],
  },
  {
    setting: 'an address ext:: of a partial clone',
    plant(hostile) {
      hostile.git('remote', 'add', 'origin', `ext::${hostile.program}`)
      hostile.git('config', 'remote.origin.promisor', 'true')
      hostile.git('config', 'protocol.ext.allow', 'always')
      rmSync(objectFile(hostile))
    },
    control: ['cat-file', '-p', ':a'],
  },
  {
    setting: 'core.alternateRefsCommand',
    plant(hostile) {
      const { dir } = hostile
      execFileSync('git', ['init', '-q', '--bare', join(dir, 'other.git')])
      writeTree(dir, { '.git/objects/info/alternates': `${join(dir, 'other.git/objects')}\n` })
      config('core.alternateRefsCommand')(hostile)
    },
    control: ['receive-pack', '.'],
  },
  {
    setting: 'core.editor',
    plant: config('core.editor'),
    control: ['commit', '--no-verify', '--allow-empty'],
  },
  {
    setting: 'sequence.editor',
    plant: config('sequence.editor'),
    control: ['rebase', '-i', '--autostash', 'HEAD~1'],
  },
  {
    setting: 'gpg.program, by log.showSignature',
    plant(hostile) {
      config('gpg.program')(hostile)
      hostile.git('config', 'log.showSignature', 'true')
      const commit = hostile.git('cat-file', 'commit', 'HEAD')
      const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n'
      const signed = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
        cwd: hostile.dir,
        input: commit.replace('\n\n', `\n${signature}`),
      })
      hostile.git('update-ref', 'HEAD', signed.toString().trim())
    },
    control: ['log', '-1'],
  },
  {
    setting: 'merge.evil.driver',
    plant(hostile) {
      writeTree(hostile.dir, { '.git/info/attributes': '* merge=evil\n' })
      config('merge.evil.driver')(hostile)
    },
    control: ['merge', '-q', 'side'],
  },
  {
    setting: 'alias',
    plant({ git, program }) {
      for (const name of ['rev-parse', 'ls-files', 'strange']) {
        git('config', `alias.${name}`, `!${program}`)
      }
    },
    control: ['strange'],
  },
  {
    setting: 'credential.helper',
    plant: config('credential.helper'),
    control: ['credential', 'fill'],
  },
  {
    setting: 'core.askPass',
    plant: config('core.askPass'),
    control: ['credential', 'fill'],
  },
  {
    setting: 'core.worktree',
    plant({ dir, git, program }) {
      const elsewhere = join(dir, 'elsewhere')
      mkdirSync(elsewhere)
      git('config', 'core.worktree', elsewhere)
      git('config', 'core.fsmonitor', program)
    },
    control: ['status'],
  },
]

for (const { setting, plant, control } of trials) {
  test(`no command of ours runs what ${setting} names`, t => {
    const hostile = hostileRepository(t)
    plant(hostile)
    askEverything(hostile.dir)
    assert.equal(hasRun(hostile), false)

    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' }
    const input = 'protocol=https\nhost=invalid\n\n'
    spawnSync('git', control, { cwd: hostile.dir, env, input })
    assert.equal(hasRun(hostile), true, `git ${control.join(' ')} does not run it either`)
  })
}

test('a git on the PATH that is a script is asked once where git is, outside the repository', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1\n' })
  git('add', '.')
  const shims = temporaryDirectory(t)
  const log = join(shims, 'log')
  // As asdf and others put it there: without a PATH not even `env` finds the shell.
  const shim = `#!/usr/bin/env sh\necho "$PWD $*" >> '${log}'\nPATH="\${PATH#*:}" exec git "$@"\n`
  writeFileSync(join(shims, 'git'), shim, { mode: 0o755 })
  const path = process.env['PATH']
  t.after(() => void (process.env['PATH'] = path))
  process.env['PATH'] = `${shims}:${path}`
  assert.deepEqual(readIndex(dir).paths, ['a'])
  assert.equal(readIndex(dir).read('a'), '1\n')
  assert.equal(readFileSync(log, 'utf8'), '/ --exec-path\n')
})

const variables = [
  'GIT_EXTERNAL_DIFF',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
  'SSH_ASKPASS',
  'GIT_PAGER',
  'PAGER',
  'GIT_EDITOR',
  'GIT_SEQUENCE_EDITOR',
  'EDITOR',
  'VISUAL',
  'GIT_PROXY_COMMAND',
  'GIT_TRACE',
  'GIT_TRACE2',
  'GIT_TRACE2_EVENT',
  'GIT_TRACE_SETUP',
  'GIT_TEMPLATE_DIR',
  'GIT_EXEC_PATH',
  'GIT_ALLOW_PROTOCOL',
]
test('no variable that names a program or a file to write reaches git', () => {
  const own = { ...Object.fromEntries(variables.map(name => [name, '/evil'])), GIT_INDEX_FILE: 'i' }
  const env = gitEnvironment({}, own)
  assert.deepEqual(
    Object.entries(env).filter(([, value]) => value === '/evil'),
    [],
  )
  assert.equal(env['GIT_INDEX_FILE'], 'i')
})

/** What a key that runs programs looks like, in the list that git prints. */
const suspicious =
  /cmd$|command$|program$|helper$|hook|pager|editor|external$|textconv$|clean$|smudge$|process$|driver$|fsmonitor$|proxy$|askpass$|browser$|tool$|alias|vcs$|uploadpack$|receivepack$|difffilter$|showsignature$|recurse|^protocol\.|attributesfile$|worktree$|^include|\.path$|templatedir$|exec/i

/** Keys of that look that are not among `settings`, and why none of them is. */
const decided: readonly (readonly [RegExp, string])[] = [
  [/^alias\./, 'an alias does not hide a command of git'],
  [/^(pager\.|column\.|color\.pager|pager$)/, 'nothing is paged: --no-pager'],
  [/^(browser|difftool|mergetool|guitool|man)\./, 'of commands that are never run'],
  [/^(help|instaweb|web)\.browser$/, 'of commands that are never run'],
  [/^(merge|diff)\.(gui)?tool$/, 'of commands that are never run'],
  [/^(sendemail|gitcvs|clean|commit|rebase|worktree)\./i, 'of commands that are never run'],
  [/^gpg\.<format>\.program$/, 'each format is among the settings'],
  [/^(diff|filter|merge)\.<driver>\./, 'no command of ours looks at attributes; tried above'],
  [/^remote\.<name>\./, 'no remote is reached, and git finds no program; tried above'],
  [/^http\./, 'what speaks HTTP is a program that git does not find'],
  [/^protocol\.(<name>\.allow|version)$/, 'GIT_ALLOW_PROTOCOL counts over it'],
  [/^include(If\.<condition>)?\.path$/, 'what is included counts less than the settings'],
  [/^extensions\.worktreeConfig$/, 'what it brings counts less than the settings'],
  [/^core\.worktree$/, 'GIT_WORK_TREE counts over it'],
  [/^core\.fsmonitorHookVersion$/, 'core.fsmonitor is off'],
  [/^init\.templateDir$/, "of the user's own configuration: there is no repository yet"],
  [/^submodule\.<name>\.|^clone\./, 'no submodule is entered'],
  [/^transfer\.|^uploadpack\.|^receive\./, 'of commands that are never run'],
  [/^credential\.(protectProtocol|useHttpPath|sanitizePrompt)$/, 'no program'],
  [/^hook\./, 'of commands that are never run'],
]

test('of the settings that this git knows and that run programs, each is decided on', () => {
  const known = execFileSync('git', ['help', '--config'], { encoding: 'utf8' }).split('\n')
  assert.ok(known.length > 500)
  const off = new Set(Object.keys(settings).map(key => key.toLowerCase()))
  const open = known
    .filter(key => suspicious.test(key) && !/^(advice|color|fsck)\./.test(key))
    .filter(key => !off.has(key.toLowerCase()))
    .filter(key => !decided.some(([pattern]) => pattern.test(key)))
  assert.deepEqual(open, [])
})

/** Two commits, a branch, and a file that git has to look at to know whether it has changed. */
function hostileRepository(t: TestContext): Hostile {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '1\n', b: '1\n' })
  git('add', '.')
  git('commit', '-qm', 'one')
  git('checkout', '-qb', 'side')
  writeTree(dir, { a: 'side\n' })
  git('commit', '-qam', 'side')
  git('checkout', '-q', 'main')
  writeTree(dir, { a: 'main\n' })
  git('commit', '-qam', 'two')
  utimesSync(join(dir, 'a'), new Date(0), new Date(0))
  const program = join(temporaryDirectory(t), 'program')
  writeFileSync(program, `#!/bin/sh\necho ran >> '${program}.ran'\n`)
  chmodSync(program, 0o755)
  return { dir, git, program }
}

function hasRun({ program }: Hostile): boolean {
  return existsSync(`${program}.ran`)
}

function objectFile({ dir, git }: Hostile): string {
  const object = git('rev-parse', ':a').trim()
  return join(dir, '.git/objects', object.slice(0, 2), object.slice(2))
}

/** All that is asked of git. Some of it fails in some trials, which is as good. */
function askEverything(dir: string): void {
  const index = () => readIndex(dir)
  const questions = [
    () => index().prefetch(index().paths),
    () => index().read('a'),
    () => readCommit(dir, 'HEAD').read('a'),
    () => readCommit(dir, 'side').read('a'),
    () => stagedPaths(dir),
    () => ['a', 'b'].map(path => readDisk(dir).identify(path)),
    () => branchPoint(dir, 'HEAD', 'side'),
    () => mergeBase(dir, 'HEAD', 'side'),
    () => commitOf(dir, 'HEAD'),
    () => readUnresolved(dir),
    () => isReplaying(dir),
    () => readRecorded(dir, readDisk(dir)),
    () => startRepository(dir, 'main'),
    () => installHook(dir, { interpreter: process.execPath, file: process.execPath }),
  ]
  for (const question of questions) {
    try {
      question()
    } catch (error) {
      assert.match(String(error), /WORKSPACE_OBJECT_MISSING|WORKSPACE_NO_COMMIT/)
    }
  }
}
