import { execFileSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import { temporaryDirectory } from './temporary-directory.ts'

/** A new repository, and the way to run git in it. */
export interface GitRepository {
  readonly dir: string
  readonly git: (...args: readonly string[]) => string
}

const identity = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

/**
 * Makes a repository that goes away with the test. Until then the process has no `GIT_*` variable
 * but `variables`, so that the tests may themselves run in a hook.
 */
export function gitRepository(
  t: TestContext,
  variables: Readonly<Record<string, string>> = {},
): GitRepository {
  const dir = temporaryDirectory(t)
  const inherited = Object.entries(process.env).filter(([name]) => name.startsWith('GIT_'))
  for (const [name] of inherited) delete process.env[name]
  Object.assign(process.env, identity, variables)
  t.after(() => {
    for (const name of Object.keys({ ...identity, ...variables })) delete process.env[name]
    Object.assign(process.env, Object.fromEntries(inherited))
  })
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  git('init', '-q', '-b', 'main')
  return { dir, git }
}
