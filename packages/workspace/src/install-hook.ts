import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { environmentError } from './environment-error.ts'
import { exposedPart } from './exposed-part.ts'
import { isInside } from './find-repository.ts'
import { HeldDirectories } from './held-directories.ts'
import { runGit, type GitCommand } from './run-git.ts'

/** The program that the hook runs, which is the one that installs it. */
export interface HookProgram {
  /** The absolute path of Node. */
  readonly interpreter: string
  /** The absolute path of the file that Node is given. */
  readonly file: string
}

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
 * @throws FleetError of kind `environment`: `HOOK_PROGRAM_IN_TREE` or `HOOK_PROGRAM_EXPOSED` when the
 *   program lies where a commit or another user could replace it, or as `runGit` does
 */
export function installHook(dir: string, program: HookProgram): HookInstallation {
  const prefix = askOne(dir, ['rev-parse', '--show-prefix'])
  const path = resolve(
    realPath(dir),
    askOne(dir, ['rev-parse', '--git-path', 'hooks']),
    'pre-commit',
  )
  const script = hookScript(prefix, checkProgram(dir, program))
  const held = heldAbove(dir, path)
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat && !stat.isFile()) return { status: 'foreign', path }
    const present = stat && readFileSync(path, 'utf8')
    if (present !== undefined && !present.includes(signature)) return { status: 'foreign', path }
    // Git ignores a hook that is not executable, so a mode that got lost is mended.
    if (present === script && stat && (stat.mode & 0o111) !== 0) return { status: 'already', path }
    if (held) writeHeld(held, script)
    else {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, script)
      chmodSync(path, 0o755)
    }
    return { status: 'installed', path }
  } catch (error) {
    throw environmentError(error, path, 'write')
  } finally {
    held?.directories.close()
  }
}

interface HeldHook {
  readonly directories: HeldDirectories
  /** Of the hook, from the top of the work tree. */
  readonly path: string
}

/**
 * For a hook in the work tree, where `core.hooksPath` may name a directory that is committed: a
 * branch can put a link there. Nothing for one elsewhere, where only the user can.
 *
 * @throws FleetError `WORKSPACE_LINK`
 */
function heldAbove(dir: string, hook: string): HeldHook | undefined {
  const top = realPath(askOne(dir, ['rev-parse', '--show-toplevel']))
  const path = relative(top, hook).split(sep).join('/')
  if (/^(?:\.\.|\.git)(?:\/|$)/.test(path) || isAbsolute(path)) return undefined
  const directories = new HeldDirectories(top, 'write')
  try {
    directories.has(dirname(path) === '.' ? '' : dirname(path))
    return { directories, path }
  } catch (error) {
    directories.close()
    throw error
  }
}

function writeHeld({ directories, path }: HeldHook, script: string): void {
  directories.makeParents(path)
  directories.within(path, way => {
    // Another name first: what stands there may have become a link.
    const prepared = `${way}.${process.pid}`
    writeFileSync(prepared, script, { flag: 'wx' })
    chmodSync(prepared, 0o755)
    renameSync(prepared, way)
  })
}

/** The program by its real paths, if neither a commit nor another user can put another in its place. */
function checkProgram(dir: string, { interpreter, file }: HookProgram): HookProgram {
  const trees = workTrees(dir)
  const real = [interpreter, file].map(path => {
    const real = realPath(path)
    const tree = trees.find(tree => isInside(real, tree) || isInside(path, tree))
    if (tree !== undefined) throw inTree(real, tree)
    const exposed = exposedPart(real)
    if (exposed !== undefined) throw isExposed(real, exposed)
    return real
  })
  const [node = '', program = ''] = real
  return { interpreter: node, file: program }
}

/** All work trees of the repository have the same hooks. */
function workTrees(dir: string): readonly string[] {
  const own = askOne(dir, ['rev-parse', '--show-toplevel'])
  const listing = runGit(dir, ['worktree', 'list', '--porcelain']).toString('utf8')
  const others = [...listing.matchAll(/^worktree (.*)$/gm)].map(([, path = '']) => path)
  return [own, ...others].filter(isAbsolute).map(realPath)
}

function askOne(dir: string, command: GitCommand): string {
  const answer = runGit(dir, command, { asConfigured: ['core.hooksPath'] })
  return answer.toString('utf8').replace(/\n$/, '')
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function inTree(path: string, tree: string): FleetError {
  return new FleetError(
    {
      code: 'HOOK_PROGRAM_IN_TREE',
      message: `the hook would run ${path}, which lies in the work tree ${tree}: a commit could replace it`,
      hint: 'Install bulkhead, and Node, outside the repository and run this command with those.',
    },
    { kind: 'environment' },
  )
}

function isExposed(path: string, part: string): FleetError {
  return new FleetError(
    {
      code: 'HOOK_PROGRAM_EXPOSED',
      message: `the hook would run ${path}, and other users can change ${part}`,
      hint: 'Install bulkhead where only you or root can write, or take the right to write from others.',
    },
    { kind: 'environment' },
  )
}

/** Git runs hooks at the top of the work tree; the fleet may lie in a directory below it. */
function hookScript(prefix: string, { interpreter, file }: HookProgram): string {
  const directory = prefix === '' ? '' : ` -C ${quote(prefix)}`
  return `#!/bin/sh
${signature}
# Checks what is staged, not what is on disk, and tells how far it reaches. Skip it once with
# \`git commit --no-verify\`. It runs the program that installed it, and nothing of the repository;
# variables such as NODE_OPTIONS count, as they do wherever you run it.
node=${quote(interpreter)}
bulkhead=${quote(file)}
for file in "$node" "$bulkhead"; do
  if [ ! -f "$file" ]; then
    printf '%s\\n' "The commit was not checked, since $file is gone: install bulkhead and run \\\`bulkhead hooks install\\\` again." >&2
    exit 3
  fi
done
"$node" "$bulkhead"${directory} validate --staged && exec "$node" "$bulkhead"${directory} plan --staged --format summary
`
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
