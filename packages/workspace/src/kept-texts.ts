import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheDirectory } from './cache-directory.ts'

/** Texts that are kept from one run to the next, by key. */
export interface KeptTexts {
  /** What was kept under a key, each whole or not at all; the newest first. */
  read(key: string): Iterable<string>
  keep(key: string, text: string): void
}

/** So many states of one thing are asked for again: what is staged, the branch, what it left. */
const mostPerKey = 4
/** Of all repositories. What was asked for longest ago goes first. */
const mostFiles = 256
const mostBytes = 256 * 1024 * 1024

/**
 * A place for what can be computed again: in the user's own cache, apart for each directory. Nothing
 * of it comes from the repository. Where nothing can be kept, nothing is; no run fails for it.
 *
 * @param dir the directory of the fleet, known by its real path
 */
export function keptTexts(dir: string, name: string): KeptTexts {
  const cache = cacheDirectory()
  const directory = cache === undefined ? undefined : join(cache, name)
  const prefixOf = (key: string) => `${digestOf(`${realpathSync(dir)}\0${key}`)}-`
  const filesOf = (prefix: string) =>
    directory === undefined
      ? []
      : filesIn(directory).filter(({ file }) => file.startsWith(prefix) && !file.endsWith('.tmp'))
  return {
    *read(key) {
      for (const { path } of attempt(() => filesOf(prefixOf(key))) ?? []) {
        const text = attempt(() => unsealed(readFileSync(path, 'utf8')))
        if (text === undefined) continue
        attempt(() => utimesSync(path, new Date(), new Date()))
        yield text
      }
    },
    keep(key, text) {
      if (directory === undefined) return
      attempt(() => {
        mkdirSync(directory, { recursive: true, mode: 0o700 })
        const prefix = prefixOf(key)
        const path = join(directory, `${prefix}${process.pid}-${filesOf(prefix).length}`)
        // Who reads meanwhile sees all of it or nothing.
        writeFileSync(`${path}.tmp`, `${digestOf(text)}\n${text}`, { mode: 0o600 })
        renameSync(`${path}.tmp`, path)
        for (const { path: old } of filesOf(prefix).slice(mostPerKey)) rmSync(old, { force: true })
        sweep(directory)
      })
    },
  }
}

interface KeptFile {
  readonly file: string
  readonly path: string
  readonly time: number
  readonly size: number
}

/** The newest first. */
function filesIn(directory: string): readonly KeptFile[] {
  return (attempt(() => readdirSync(directory)) ?? [])
    .flatMap(file => {
      const path = join(directory, file)
      const stat = attempt(() => statSync(path))
      return stat ? [{ file, path, time: stat.mtimeMs, size: stat.size }] : []
    })
    .sort((a, b) => b.time - a.time)
}

/** What nobody has asked for in a week: of another version, or from a run that was killed. */
const longestUnused = 7 * 24 * 60 * 60 * 1000

function sweep(directory: string): void {
  const now = Date.now()
  let [files, bytes] = [0, 0]
  for (const { path, time, size } of filesIn(directory)) {
    files += 1
    bytes += size
    if (now - time > longestUnused || files > mostFiles || bytes > mostBytes) {
      rmSync(path, { force: true })
    }
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

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
