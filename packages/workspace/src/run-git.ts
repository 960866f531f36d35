import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'

/**
 * Runs git in a directory and returns what it prints. Every `GIT_*` variable is inherited: a commit
 * of chosen paths runs its hooks with an index of its own, named by `GIT_INDEX_FILE`.
 *
 * @throws FleetError of kind `environment`: `WORKSPACE_GIT_MISSING`, `WORKSPACE_NOT_A_REPOSITORY`
 *   or `WORKSPACE_GIT_FAILED`
 */
export function runGit(dir: string, args: readonly string[], input?: string): Buffer {
  const { error, status, stdout, stderr } = spawnSync('git', args, {
    cwd: dir,
    // Complaints are recognised by their words.
    env: { ...process.env, ...workTree(dir), LC_ALL: 'C' },
    input: input ?? '',
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  })
  if (error) throw cannotStart(dir, error)
  if (status === 0) return stdout
  throw failed(dir, args[0] ?? '', stderr.toString('utf8').trim())
}

/**
 * In a linked work tree git gives its hooks `GIT_DIR` alone, which says that the work tree is where
 * the process runs. It must go on saying so when git runs in a directory below.
 */
function workTree(dir: string): Readonly<Record<string, string>> {
  const { GIT_DIR, GIT_WORK_TREE } = process.env
  const isBelow = !relative(process.cwd(), dir).startsWith('..')
  if (GIT_DIR === undefined || GIT_WORK_TREE !== undefined || !isBelow) return {}
  return { GIT_DIR: resolve(GIT_DIR), GIT_WORK_TREE: process.cwd() }
}

function cannotStart(dir: string, cause: Error): FleetError {
  const code = existsSync(dir) ? 'WORKSPACE_GIT_MISSING' : 'WORKSPACE_NOT_A_REPOSITORY'
  const message = existsSync(dir)
    ? `git cannot be started: ${cause.message}`
    : `${dir} does not exist`
  const hint = existsSync(dir) ? 'Install git, or put it on the PATH.' : 'Name a git repository.'
  return new FleetError({ code, message, hint }, { kind: 'environment', cause })
}

function failed(dir: string, command: string, complaint: string): FleetError {
  const [line = ''] = complaint.split('\n').filter(text => /^(fatal|error):/.test(text))
  const isElsewhere = /not a git repository/i.test(complaint)
  return new FleetError(
    isElsewhere
      ? {
          code: 'WORKSPACE_NOT_A_REPOSITORY',
          message: `${dir} is not in a git repository`,
          hint: 'Run `git init` there first.',
        }
      : {
          code: 'WORKSPACE_GIT_FAILED',
          message: `git ${command} failed: ${line.replace(/^\w+: /, '') || complaint || 'no reason given'}`,
          hint: 'Mend what git complains about and run again.',
        },
    { kind: 'environment' },
  )
}
