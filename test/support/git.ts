import { execFileSync } from 'node:child_process'

/** What git must know, and nothing of the machine that the test runs on. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

/** The environment of this process without what git sets for hooks, so that tests may run in one. */
export function environmentForGit(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return { ...Object.fromEntries(inherited), ...gitEnvironment, ...extra }
}

/** Makes a directory a git repository, and returns the way to run git in it. */
export function startGit(dir: string): (...args: readonly string[]) => string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: dir,
      encoding: 'utf8',
      env: environmentForGit(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  git('init', '-q', '-b', 'main')
  return git
}
