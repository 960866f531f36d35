import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { runGit } from './run-git.ts'

/** Texts that are kept from one run to the next, by key. */
export interface GitCache {
  /** What was kept under a key, each whole or not at all; the newest first. */
  read(key: string): Iterable<string>
  keep(key: string, text: string): void
}

/** So many states of one thing are asked for again: what is staged, the branch, what it left. */
const mostPerKey = 4

/**
 * A place for what can be computed again: a directory beside git's objects, which no commit holds
 * and which goes with the clone. Where nothing can be kept, nothing is; no run fails for it.
 */
export function gitCache(dir: string, name: string): GitCache {
  const directory = cacheDirectory(dir, name)
  const filesOf = (key: string) =>
    attempt(() => readdirSync(directory ?? ''))
      ?.filter(file => file.startsWith(`${key}-`) && !file.endsWith('.tmp'))
      .map(file => join(directory ?? '', file))
      .map(path => ({ path, time: attempt(() => statSync(path).mtimeMs) ?? 0 }))
      .sort((a, b) => b.time - a.time) ?? []
  return {
    *read(key) {
      if (directory === undefined) return
      for (const { path } of filesOf(key)) {
        const text = attempt(() => unsealed(readFileSync(path, 'utf8')))
        if (text === undefined) continue
        attempt(() => utimesSync(path, new Date(), new Date()))
        yield text
      }
    },
    keep(key, text) {
      if (directory === undefined) return
      attempt(() => {
        mkdirSync(directory, { recursive: true })
        const path = join(directory, `${key}-${process.pid}-${filesOf(key).length}`)
        // Who reads meanwhile sees all of it or nothing.
        writeFileSync(`${path}.tmp`, `${digestOf(text)}\n${text}`, { mode: 0o600 })
        renameSync(`${path}.tmp`, path)
        for (const { path: old } of filesOf(key).slice(mostPerKey)) rmSync(old, { force: true })
        sweep(directory)
      })
    },
  }
}

/** What nobody has asked for in a week: of another version, or from a run that was killed. */
const longestUnused = 7 * 24 * 60 * 60 * 1000

function sweep(directory: string): void {
  const now = Date.now()
  for (const file of readdirSync(directory)) {
    const path = join(directory, file)
    if (now - statSync(path).mtimeMs > longestUnused) rmSync(path, { force: true })
  }
}

/** What was damaged counts as lost. */
function unsealed(file: string): string | undefined {
  const end = file.indexOf('\n')
  const text = file.slice(end + 1)
  return digestOf(text) === file.slice(0, end) ? text : undefined
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function cacheDirectory(dir: string, name: string): string | undefined {
  try {
    const common = runGit(dir, ['rev-parse', '--git-common-dir']).toString('utf8').trim()
    return join(resolve(dir, common), 'bulkhead', name)
  } catch (error) {
    if (error instanceof FleetError) return undefined
    throw error
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
