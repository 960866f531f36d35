import { posix } from 'node:path'
import { didYouMean } from '@bulkhead/diagnostics'
import { kustomizationNames, type Reference } from '@bulkhead/kustomize'
import type { Kustomization } from '../kustomization.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const danglingReference: Rule = {
  id: 'KUS001',
  name: 'dangling-reference',
  severity: 'error',
  summary: 'Every file and directory that a kustomization names is in the repository.',

  *check(snapshot) {
    const tree = new Tree(snapshot.paths)
    for (const kustomization of snapshot.kustomizations) {
      for (const reference of kustomization.references) {
        yield* checkReference(reference, kustomization, tree, snapshot)
      }
    }
  },
}

/** The lines, as `file:line`, of what it reports. */
export function danglingPlaces(snapshot: Snapshot): ReadonlySet<string> {
  const known = placesOf.get(snapshot)
  if (known) return known
  const places = new Set(
    [...danglingReference.check(snapshot)].map(({ location: { file, line } }) => `${file}:${line}`),
  )
  placesOf.set(snapshot, places)
  return places
}

const placesOf = new WeakMap<Snapshot, ReadonlySet<string>>()

/** The paths of a repository, and the directories that they lie in. */
class Tree {
  readonly files: ReadonlySet<string>
  readonly #entries = new Map<string, Set<string>>()

  constructor(files: ReadonlySet<string>) {
    this.files = files
    for (const file of files) this.#enter(file)
  }

  isDirectory(path: string): boolean {
    return this.#entries.has(path)
  }

  /** The names in a directory. */
  list(directory: string): ReadonlySet<string> {
    return this.#entries.get(directory) ?? new Set()
  }

  #enter(path: string): void {
    const directory = posix.dirname(path)
    const known = this.#entries.get(directory)
    if (known) known.add(posix.basename(path))
    else {
      this.#entries.set(directory, new Set([posix.basename(path)]))
      if (directory !== '.') this.#enter(directory)
    }
  }
}

function* checkReference(
  { path, target, mayBeDirectory }: Reference,
  kustomization: Kustomization,
  tree: Tree,
  snapshot: Snapshot,
): Generator<Observation> {
  const { file } = kustomization
  const resolved = posix.join(posix.dirname(file), target).replace(/\/$/, '')
  if (tree.files.has(resolved)) return
  const isDirectory = tree.isDirectory(resolved)
  if (isDirectory && mayBeDirectory && hasKustomization(resolved, tree)) return
  if (isUnread(resolved, snapshot)) return
  if (!isDirectory && isRemote(target)) {
    snapshot.skip(target, 'remote, and nothing is fetched')
    return
  }
  yield {
    message: `"${target}" ${complaint(resolved, isDirectory && mayBeDirectory, target, tree)}`,
    location: kustomization.manifest.locate(path),
    hint: 'Correct the path, add what it names, or remove the line.',
    concerns: candidate => candidate === resolved || candidate.startsWith(`${resolved}/`),
  }
}

/** Whether the path leads through a link: that is skipped already, and said to be. */
function isUnread(path: string, { unread }: Snapshot): boolean {
  for (let at = path; at !== '.' && at !== '/'; at = posix.dirname(at)) {
    if (unread.has(at)) return true
  }
  return false
}

function hasKustomization(directory: string, tree: Tree): boolean {
  return kustomizationNames.some(name => tree.list(directory).has(name))
}

function complaint(resolved: string, isDirectory: boolean, target: string, tree: Tree): string {
  if (target.startsWith('/')) return 'is an absolute path, which exists on one machine only'
  if (resolved === '..' || resolved.startsWith('../')) return 'leads out of the repository'
  if (isDirectory) return `names ${resolved}, a directory without a kustomization file`
  if (tree.isDirectory(resolved)) return `names ${resolved}, a directory where a file is needed`
  const siblings = tree.list(posix.dirname(resolved))
  const name = posix.basename(resolved)
  const otherCase = [...siblings].find(sibling => sibling.toLowerCase() === name.toLowerCase())
  return otherCase === undefined
    ? `names ${resolved}, which does not exist${didYouMean(name, siblings)}`
    : `names ${resolved}, but the file is called ${otherCase}: case counts`
}

/** What Kustomize would fetch: a URL, a repository address, or a path with a `ref`. */
function isRemote(target: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\/|^git::|^[\w.-]+@[\w.-]+:|[?&](?:ref|version|timeout|submodules)=/i.test(
      target,
    ) ||
    /^(?:github|gitlab|bitbucket)\.(?:com|org)[/:]|^[\w-]+(?:\.[\w-]+)+\/.*(?:\.git|\/\/)/.test(
      target,
    )
  )
}
