import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, parse, relative, resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { isErrno } from './environment-error.ts'
import { findProgram, safePath } from './find-program.ts'
import { findRepository, type FoundRepository } from './find-repository.ts'
import { gitEnvironment, gitOptions } from './git-settings.ts'

/**
 * The commands of git that are used. They read the index, objects and refs. None looks at files of
 * the work tree, which would run the filters that a repository configures for them.
 */
export type GitCommand =
  | readonly ['cat-file' | 'ls-files' | 'ls-tree' | 'merge-base' | 'rev-parse', ...string[]]
  | readonly ['worktree', 'list', ...string[]]
  | readonly ['diff', '--cached', '--no-ext-diff', '--no-textconv', ...string[]]

/** Thrown where git prints more than was asked for. */
export class OutputTooLarge extends Error {}

interface GitInput {
  readonly input?: string
  /** How many bytes git may print; more are `OutputTooLarge`. Without it, any number. */
  readonly mostOutput?: number
  /** Settings that are left as the repository has them. */
  readonly asConfigured?: readonly 'core.hooksPath'[]
}

/**
 * Runs git in a directory and returns what it prints. Every run goes through here: with a git that
 * does not come from a work tree, in the repository that `findRepository` finds, with all that would
 * run another program switched off (`git-settings.ts`).
 *
 * @throws FleetError of kind `environment`: `WORKSPACE_GIT_MISSING`, `WORKSPACE_NOT_A_REPOSITORY`,
 *   `WORKSPACE_OBJECT_MISSING` or `WORKSPACE_GIT_FAILED`
 */
export function runGit(dir: string, command: GitCommand, input: GitInput = {}): Buffer {
  return start(dir, command, placeOf(dir), input)
}

/**
 * Makes a directory a git repository.
 *
 * @throws FleetError as `runGit` does
 */
export function initGit(dir: string, branch: string): void {
  start(dir, ['init', '--quiet', `--initial-branch=${branch}`], {})
}

/**
 * Whether a directory lies in a repository.
 *
 * @throws FleetError as `runGit` does, for a repository that git refuses to use
 */
export function isInRepository(dir: string): boolean {
  return process.env['GIT_DIR'] !== undefined || checked(findRepository(dir)) !== undefined
}

function start(
  dir: string,
  command: readonly string[],
  place: Readonly<Record<string, string>>,
  { input = '', mostOutput = Number.POSITIVE_INFINITY, asConfigured = [] }: GitInput = {},
): Buffer {
  if (!existsSync(dir)) throw notARepository(`${dir} does not exist`, 'Name a git repository.')
  if (silent.has(dir)) throw noAnswer(dir)
  const git = gitProgram(dir)
  if (git === undefined) throw cannotStart('there is none on the PATH outside the work tree')
  const { error, status, stdout, stderr } = spawnSync(
    git,
    [...gitOptions(asConfigured), ...command],
    {
      cwd: dir,
      env: gitEnvironment(place),
      input,
      maxBuffer: mostOutput,
      windowsHide: true,
      timeout: secondsFor(dir) * 1000,
      killSignal: 'SIGKILL',
    },
  )
  if (error && isErrno(error, 'ETIMEDOUT')) {
    silent.add(dir)
    throw noAnswer(dir)
  }
  if (error && isErrno(error, 'ENOBUFS')) throw new OutputTooLarge()
  if (error) throw cannotStart(error.message, error)
  answered.add(dir)
  if (status === 0) return stdout
  throw failed(dir, command[0] ?? '', stderr.toString('utf8').trim())
}

/** Directories in which git has answered before, and in which it gave no answer. */
const answered = new Set<string>()
const silent = new Set<string>()

/**
 * How long git may take. Its first answer is a matter of milliseconds, unless its configuration
 * includes a pipe that nobody writes to; later ones may have to read very many objects.
 */
function secondsFor(dir: string): number {
  return answered.has(dir) ? 300 : 5
}

function noAnswer(dir: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_GIT_FAILED',
      message: `git gave no answer within ${secondsFor(dir)} seconds`,
      hint: 'Look at what the configuration of the repository includes: git may be waiting for a pipe.',
    },
    { kind: 'environment' },
  )
}

/**
 * The git that is installed. What a version manager puts on the PATH is a script, or a program with
 * another name, that needs the PATH to find git. It is asked once where git is, outside of every
 * repository, and git itself is run from there, which needs no PATH.
 */
function gitProgram(dir: string): string | undefined {
  const key = `${dir}\0${process.cwd()}\0${process.env['PATH']}`
  if (!programs.has(key)) programs.set(key, findGit(dir))
  return programs.get(key)
}

/** The git of each directory: looking for it again takes as long as a small git run. */
const programs = new Map<string, string | undefined>()

function findGit(dir: string): string | undefined {
  const found = findProgram('git', dir)
  if (found === undefined || !isStandIn(found)) return found
  const known = standIns.get(found)
  if (known !== undefined) return known
  const place = spawnSync(found, ['--exec-path'], {
    cwd: parse(found).root,
    env: { ...gitEnvironment({}), PATH: safePath(dir), GIT_EXEC_PATH: undefined },
    encoding: 'utf8',
    windowsHide: true,
  }).stdout?.trim()
  const git = join(place ?? '', 'git')
  if (!place || !isAbsolute(place) || !existsSync(git)) return found
  standIns.set(found, git)
  return git
}

/** What stands for git on the PATH, with the git that it runs. */
const standIns = new Map<string, string>()

function isStandIn(program: string): boolean {
  if (!/^git(?:\.exe)?$/i.test(basename(realpathSync(program)))) return true
  const start = Buffer.alloc(2)
  const descriptor = openSync(program, 'r')
  try {
    readSync(descriptor, start)
  } catch {
    return false
  } finally {
    closeSync(descriptor)
  }
  return start.toString('latin1') === '#!'
}

/**
 * The variables that say where the repository is. They are always set, so git never searches.
 *
 * In a linked work tree git gives its hooks `GIT_DIR` alone, which says that the work tree is where
 * the process runs. It must go on saying so when git runs in a directory below.
 */
function placeOf(dir: string): Readonly<Record<string, string>> {
  const { GIT_DIR, GIT_WORK_TREE } = process.env
  if (GIT_DIR !== undefined) {
    const isBelow = !relative(process.cwd(), dir).startsWith('..')
    return GIT_WORK_TREE !== undefined || !isBelow
      ? {}
      : { GIT_DIR: resolve(GIT_DIR), GIT_WORK_TREE: process.cwd() }
  }
  const found = checked(findRepository(dir))
  if (!found) {
    throw existsSync(dir)
      ? notARepository(`${dir} is not in a git repository`, 'Run `git init` there first.')
      : notARepository(`${dir} does not exist`, 'Name a git repository.')
  }
  return { GIT_DIR: found.dotGit, GIT_WORK_TREE: GIT_WORK_TREE ?? found.top }
}

/** Repositories of other users that git was asked about, with what tells them from new ones. */
const trusted = new Set<string>()

/**
 * A repository that is named to git is not checked by it. Where another user owns a part, git is
 * let search for it once, and refuses it unless `safe.directory` allows it.
 */
function checked(found: FoundRepository | undefined): FoundRepository | undefined {
  if (!found || found.isOwn) return found
  const { dev, ino } = lstatSync(found.dotGit)
  const key = `${found.dotGit} ${dev} ${ino}`
  if (trusted.has(key)) return found
  const limits = {
    GIT_CEILING_DIRECTORIES: dirname(found.top),
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
  }
  const command = ['rev-parse', '--show-cdup', '--git-dir']
  const [up, gitDir = ''] = start(found.top, command, limits).toString('utf8').split('\n')
  const isSame = up === '' && realpathSync(resolve(found.top, gitDir)) !== realpathSync(found.top)
  if (!isSame)
    throw notARepository(`${found.top} is not in a git repository`, 'Run `git init` there first.')
  trusted.add(key)
  return found
}

function cannotStart(why: string, cause?: Error): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_GIT_MISSING',
      message: `git cannot be started: ${why}`,
      hint: 'Install git, or put it on the PATH.',
    },
    { kind: 'environment', ...(cause && { cause }) },
  )
}

function notARepository(message: string, hint: string): FleetError {
  return new FleetError(
    { code: 'WORKSPACE_NOT_A_REPOSITORY', message, hint },
    { kind: 'environment' },
  )
}

function failed(dir: string, command: string, complaint: string): FleetError {
  if (/not a git repository/i.test(complaint)) {
    return notARepository(`${dir} is not in a git repository`, 'Run `git init` there first.')
  }
  if (isAboutMissingObjects(complaint)) {
    return new FleetError(missingObjects(command), { kind: 'environment' })
  }
  if (/dubious ownership/.test(complaint)) return foreignRepository(complaint)
  const [line = ''] = complaint.split('\n').filter(text => /^(fatal|error):/.test(text))
  return new FleetError(
    {
      code: 'WORKSPACE_GIT_FAILED',
      message: `git ${command} failed: ${line.replace(/^\w+: /, '') || complaint || 'no reason given'}`,
      hint: 'Mend what git complains about and run again.',
    },
    { kind: 'environment' },
  )
}

function foreignRepository(complaint: string): FleetError {
  const [, place = ''] = /repository at '(.*)'/.exec(complaint) ?? []
  return new FleetError(
    {
      code: 'WORKSPACE_FOREIGN_REPOSITORY',
      message: `the repository ${place} belongs to another user`.replaceAll('  ', ' '),
      hint: 'If you trust it, add it to `safe.directory` of your git configuration.',
    },
    { kind: 'environment' },
  )
}

/** Of a partial clone; the first is what git says that knows no switch for lazy fetching. */
function isAboutMissingObjects(complaint: string): boolean {
  return /promisor-remote: |lazy fetching disabled|not a tree object|unable to read tree/.test(
    complaint,
  )
}

/** How what a partial clone left out is brought here. */
export const fetchHint =
  'A partial clone leaves objects out, and nothing is fetched here. Run `git fetch --refetch --no-filter`, or `git fsck` in any other clone.'

function missingObjects(command: string) {
  return {
    code: 'WORKSPACE_OBJECT_MISSING',
    message: `git ${command} needs objects that this clone does not have`,
    hint: fetchHint,
  }
}
