import { chmodSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { environmentError } from './environment-error.ts'
import { runGit } from './run-git.ts'

/** What became of the hook, and where it lies. */
export interface HookInstallation {
  /** `foreign`: somebody else's hook is there, and was left alone. */
  readonly status: 'installed' | 'already' | 'foreign'
  readonly path: string
}

/** How our own hook is known again, whatever its version. */
const signature = '# Installed by `bulkhead hooks install`.'

/**
 * Writes the pre-commit hook where git looks for it (`core.hooksPath` counts). Running it twice
 * changes nothing; a hook that someone else wrote is never overwritten.
 *
 * @throws FleetError of kind `environment`
 */
export function installHook(dir: string): HookInstallation {
  const hooks = runGit(dir, ['rev-parse', '--git-path', 'hooks'], {
    asConfigured: ['core.hooksPath'],
  })
    .toString('utf8')
    .trimEnd()
  const prefix = runGit(dir, ['rev-parse', '--show-prefix']).toString('utf8').trimEnd()
  const path = resolve(dir, hooks, 'pre-commit')
  const script = hookScript(prefix)
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat && !stat.isFile()) return { status: 'foreign', path }
    const present = stat && readFileSync(path, 'utf8')
    if (present !== undefined && !present.includes(signature)) return { status: 'foreign', path }
    // Git ignores a hook that is not executable, so a mode that got lost is mended.
    if (present === script && stat && (stat.mode & 0o111) !== 0) return { status: 'already', path }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, script)
    chmodSync(path, 0o755)
    return { status: 'installed', path }
  } catch (error) {
    throw environmentError(error, path, 'write')
  }
}

/** Git runs hooks at the top of the work tree; the fleet may lie in a directory below it. */
function hookScript(prefix: string): string {
  const directory = prefix === '' ? '' : ` -C ${quote(prefix)}`
  const local = quote(`${prefix}node_modules/.bin/bulkhead`)
  return `#!/bin/sh
${signature}
# Checks what is staged, not what is on disk, and tells how far it reaches. Skip it once with
# \`git commit --no-verify\`.
if [ -x ${local} ]; then
  bulkhead=${local}
elif command -v bulkhead >/dev/null 2>&1; then
  bulkhead=bulkhead
else
  echo 'bulkhead is not on the PATH, so the commit could not be checked.' >&2
  exit 3
fi
"$bulkhead"${directory} validate --staged && exec "$bulkhead"${directory} plan --staged --format summary
`
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
