import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { environmentForGit } from '../support/git.ts'
import { writeTree, type Tree } from '../support/tree.ts'
import type { Change, FuzzInput, GitStep } from './input.ts'

/** Stands in every file that no command may read. */
export const secret = 'CANARY-4f1c8a2e77'

/** What a path is, so that every change shows. */
type Listing = ReadonlyMap<string, string>

/**
 * A directory that inputs are laid out in, one after the other: the repository, and beside it what
 * no command may touch. Between inputs only what has changed is put back.
 */
export class Scratch {
  readonly repository: string
  readonly outside: string
  readonly #dir: string
  readonly #marker: string
  readonly #ran: string
  readonly #bases: Readonly<Record<string, Tree>>
  readonly #git = new Map<string, string>()
  #base: string | undefined
  #pristine: Listing = new Map()
  #outside: Listing

  constructor(dir: string, bases: Readonly<Record<string, Tree>>) {
    this.#dir = dir
    this.#bases = bases
    this.repository = join(dir, 'repo')
    this.outside = join(dir, 'outside')
    this.#marker = join(dir, 'marker')
    this.#ran = join(dir, 'ran')
    writeTree(this.outside, {
      'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {token: ${secret}}\n`,
      'token.txt': `${secret}\n`,
      'home/.bashrc': '# nothing\n',
      'base/kustomization.yaml': `resources: [cm.yaml]\n`,
      'base/cm.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${secret.toLowerCase()}}\ndata: {x: ${secret}}\n`,
    })
    writeFileSync(this.#marker, `#!/bin/sh\necho ran >> '${this.#ran}'\nexit 0\n`)
    chmodSync(this.#marker, 0o755)
    this.#outside = listAll(this.outside)
  }

  /** Lays out what an input describes. */
  prepare(input: FuzzInput): void {
    this.#reset(input.base)
    const names = new Map<string, string>()
    if (input.where === 'git') {
      cpSync(this.#gitOf(input.base), join(this.repository, '.git'), { recursive: true })
      for (const step of input.git ?? []) this.#runGit(step, names)
    }
    for (const change of input.changes) this.#apply(change, names)
    // The git that lays the state out may well have run it.
    this.markerRan()
  }

  /** Writes out what stands in `{{braces}}`. */
  expand(text: string, names: ReadonlyMap<string, string> = new Map()): string {
    return text.replaceAll(/\{\{(outside|marker|repo|[A-Z]\w*)\}\}/g, (all, name: string) => {
      if (name === 'outside') return this.outside
      if (name === 'marker') return this.#marker
      if (name === 'repo') return this.repository
      return names.get(name) ?? all
    })
  }

  /** Every path of the repository with what it is; git's own places are left out. */
  list(): Listing {
    // Git notes by itself when it last used a shared index.
    return listAll(this.repository, path => /^\.git\/(bulkhead$|sharedindex\.)/.test(path))
  }

  /** What has happened beside the repository since the last call; puts it back. */
  damage(): string[] {
    const now = listAll(this.outside)
    const changed = differences(this.#outside, now)
    if (changed.length > 0) this.#outside = now
    const others = readdirSync(this.#dir).filter(
      name => !['repo', 'outside', 'marker', 'ran', 'home', 'git', 'tmp'].includes(name),
    )
    for (const name of others) rmSync(join(this.#dir, name), { recursive: true, force: true })
    return [...changed.map(path => `outside/${path}`), ...others]
  }

  /** Whether the program ran that may not run. */
  markerRan(): boolean {
    const ran = existsSync(this.#ran)
    rmSync(this.#ran, { force: true })
    return ran
  }

  #reset(base: FuzzInput['base']): void {
    if (this.#base === base && existsSync(this.repository) && this.#putBack(base)) return
    removeAll(this.repository)
    mkdirSync(this.repository)
    writeTree(this.repository, this.#bases[base] ?? {})
    this.#base = base
    this.#pristine = listAll(this.repository)
  }

  #putBack(base: FuzzInput['base']): boolean {
    const changed = differences(
      this.#pristine,
      listAll(this.repository, path => path === '.git'),
    )
    removeAll(join(this.repository, '.git'))
    const files = this.#bases[base] ?? {}
    for (const path of changed) {
      if (files[path] === undefined || this.#pristine.get(path) === undefined) {
        removeAll(Buffer.from(join(this.repository, path), 'latin1'))
      }
    }
    for (const path of changed) {
      const text = files[path]
      if (text === undefined) continue
      removeAll(join(this.repository, path))
      try {
        writeTree(this.repository, { [path]: text })
      } catch {
        return false
      }
    }
    const fresh = listAll(this.repository)
    if (![...this.#pristine.keys()].every(path => fresh.has(path))) return false
    if (fresh.size !== this.#pristine.size) return false
    this.#pristine = fresh
    return true
  }

  #gitOf(base: FuzzInput['base']): string {
    const known = this.#git.get(base)
    if (known !== undefined) return known
    const dir = join(this.#dir, 'git', base)
    writeTree(dir, { 'first.txt': 'first\n' })
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, { cwd: dir, env: gitEnv(), stdio: ['ignore', 'pipe', 'ignore'] })
    git('init', '-q', '-b', 'main', '--template=')
    git('add', '-A')
    git('commit', '-qm', 'first')
    rmSync(join(dir, 'first.txt'))
    writeTree(dir, this.#bases[base] ?? {})
    git('add', '-A')
    git('commit', '-qm', 'second', '--allow-empty')
    writeTree(dir, { 'README.txt': 'third\n' })
    git('add', '-A')
    git('commit', '-qm', 'third')
    git('branch', 'side', 'HEAD~1')
    git('reset', '-q', '--hard', 'HEAD~1')
    git('repack', '-adq')
    this.#git.set(base, join(dir, '.git'))
    return join(dir, '.git')
  }

  #runGit({ git, input, as }: GitStep, names: Map<string, string>): void {
    const { stdout } = spawnSync(
      'git',
      git.map(word => this.expand(word, names)),
      {
        cwd: this.repository,
        env: gitEnv(),
        input: input === undefined ? '' : this.expand(input, names),
        timeout: 5000,
      },
    )
    if (as !== undefined) names.set(as, stdout.toString('utf8').trim())
  }

  #isInside(path: string): boolean {
    let directory = dirname(join(this.repository, path))
    while (!existsSync(directory)) directory = dirname(directory)
    const real = realpathSync(directory)
    return real === this.repository || real.startsWith(`${this.repository}/`)
  }

  #apply(change: Change, names: ReadonlyMap<string, string>): void {
    const path = change.latin1
      ? Buffer.concat([Buffer.from(`${this.repository}/`), Buffer.from(change.path, 'latin1')])
      : join(this.repository, change.path)
    try {
      if ('remove' in change) return removeAll(path)
      // Another change may have put a link in the way: it is not for this program to write through.
      if (!this.#isInside(change.path)) return
      if ('rename' in change && !this.#isInside(change.rename)) return
      mkdirSync(typeof path === 'string' ? dirname(path) : this.repository, { recursive: true })
      if ('rename' in change) return renameSync(path, join(this.repository, change.rename))
      removeAll(path)
      if ('text' in change) {
        writeFileSync(path, this.expand(change.text, names), {
          mode: change.executable ? 0o755 : 0o644,
        })
      } else if ('bytes' in change) writeFileSync(path, Buffer.from(change.bytes, 'base64'))
      else if ('link' in change) symlinkSync(this.expand(change.link), path)
      else if ('directory' in change) mkdirSync(path)
      else if ('pipe' in change) execFileSync('mkfifo', [String(path)])
      else {
        writeFileSync(path, '')
        truncateSync(path, change.size)
      }
    } catch {
      // A path that the changes before have made impossible: the input goes without it.
    }
  }
}

function gitEnv(): NodeJS.ProcessEnv {
  return environmentForGit({
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  })
}

function removeAll(path: string | Buffer): void {
  rmSync(path, { recursive: true, force: true })
}

/** The paths that are not the same in both. */
export function differences(before: Listing, after: Listing): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter(path => before.get(path) !== after.get(path))
}

/** Paths, a byte a letter, with kind, mode, size and time; links are not followed. */
function listAll(dir: string, isLeftOut: (path: string) => boolean = () => false): Listing {
  const listing = new Map<string, string>()
  const walk = (prefix: string) => {
    for (const name of readdirSync(Buffer.from(`${dir}/${prefix}`, 'latin1'), 'latin1')) {
      const path = prefix + name
      if (isLeftOut(path)) continue
      const stat = lstatSync(Buffer.from(`${dir}/${path}`, 'latin1'), { bigint: true })
      if (stat.isDirectory()) {
        listing.set(`${path}/`, 'directory')
        walk(`${path}/`)
      } else listing.set(path, describe(stat))
    }
  }
  walk('')
  return listing
}

function describe({ mode, size, mtimeNs, ino }: BigIntStats): string {
  return [mode, size, mtimeNs, ino].join(' ')
}
