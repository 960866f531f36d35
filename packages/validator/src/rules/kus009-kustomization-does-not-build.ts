import { posix } from 'node:path'
import { startOf, type Location, type Problem } from '@bulkhead/diagnostics'
import {
  BuildError,
  buildMany,
  readReferences,
  type BuildErrorCode,
  type BuildOutcome,
} from '@bulkhead/kustomize'
import type { Manifest } from '../manifest.ts'
import { mayHoldSecret, withoutQuotes } from '../may-hold-secret.ts'
import type { Observation, Rule } from '../rule.ts'
import { snapshotFileSystem } from '../snapshot-file-system.ts'
import type { Snapshot } from '../snapshot.ts'
import { danglingReference, kustomizationNames } from './kus001-dangling-reference.ts'

export const kustomizationDoesNotBuild: Rule = {
  id: 'KUS009',
  name: 'kustomization-does-not-build',
  severity: 'error',
  summary: 'Every kustomization of the repository builds.',

  *check(snapshot) {
    const byFile = Map.groupBy(snapshot.kustomizations, ({ file }) => file)
    const reach = reachOf(byFile, snapshot.paths)
    const all = rootsOf(snapshot, byFile)
    const roots = snapshot.scope ? rootsInScope(all, snapshot.scope, reach) : all
    if (roots.size > mostRoots) {
      snapshot.skip(
        'kustomizations',
        'not built: more than 2,000 roots; use `bulkhead build --stdin`',
      )
      return
    }
    for (const { problem, location, files } of findFaults(roots, snapshot)) {
      yield describe(problem, location, files, snapshot, reach)
    }
  },
}

const mostRoots = 2000

/** A problem at one place, with the kustomization files whose builds run into it. */
interface Fault {
  readonly problem: Problem
  readonly location: Location
  readonly files: string[]
}

/** Absolute directory → kustomization file. What SCH003 reports and components are no roots. */
function rootsOf(
  { scan, unreadable }: Snapshot,
  byFile: ReadonlyMap<string, readonly Manifest[]>,
): ReadonlyMap<string, string> {
  const isRoot = (file: string) =>
    !unreadable.has(file) && !byFile.get(file)?.some(({ fields: { kind } }) => kind === 'Component')
  return new Map(
    scan.kustomizations.filter(isRoot).map(file => [posix.resolve('/', posix.dirname(file)), file]),
  )
}

/**
 * The roots whose build can change with a path of the scope. A build reads nothing outside the
 * directories that its kustomization files lead to, so whatever lies below one of them counts: a
 * file can be named by another file than a kustomization.
 */
function rootsInScope(
  roots: ReadonlyMap<string, string>,
  scope: ReadonlySet<string>,
  reach: (file: string) => ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const touched = new Set(scope)
  for (const path of scope) {
    for (let at = posix.dirname(path); !touched.has(at); at = posix.dirname(at)) touched.add(at)
  }
  const isTouched = (file: string) =>
    touched.has(posix.dirname(file)) || [...reach(file)].some(path => touched.has(path))
  return new Map([...roots].filter(([, file]) => isTouched(file)))
}

/** What is refused rather than wrong: nothing is fetched and nothing is run. */
const refused: ReadonlySet<string> = new Set<BuildErrorCode>([
  'KUSTOMIZE_REMOTE',
  'KUSTOMIZE_HELM',
  'KUSTOMIZE_PLUGIN',
])

function findFaults(roots: ReadonlyMap<string, string>, snapshot: Snapshot): Iterable<Fault> {
  const faults = new Map<string, Fault>()
  const dangling = once(() => placesOf(danglingReference.check(snapshot)))
  const fileSystem = snapshotFileSystem(snapshot.scan.texts)
  for (const outcome of buildMany(roots.keys(), { fileSystem })) {
    const file = roots.get(outcome.root)!
    for (const problem of problemsOf(outcome)) {
      const location = placeOf(problem, file)
      if (snapshot.unreadable.has(location.file)) continue
      if (refused.has(problem.code)) {
        snapshot.skip(file, `not built: ${relative(problem.message, snapshot)}`)
        continue
      }
      if (isMissing(problem) && dangling().has(lineOf(location))) continue
      if (problem.code === 'KUSTOMIZE_MISSING_FILE') {
        // It is there, behind a link or as something that is not text.
        snapshot.skip(file, `not built: ${relative(problem.message, snapshot)}`)
        continue
      }
      const key = `${lineOf(location)}:${location.column}\n${problem.message}`
      const known = faults.get(key)
      if (known) known.files.push(file)
      else faults.set(key, { problem, location, files: [file] })
    }
  }
  return faults.values()
}

/** Some values fail only when they are written. */
function problemsOf(outcome: BuildOutcome): readonly Problem[] {
  if ('error' in outcome) return outcome.error.problems
  try {
    outcome.result.toYaml()
    return []
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    return error.problems
  }
}

function placeOf({ location }: Problem, file: string): Location {
  return location ? { ...location, file: location.file.replace(/^\//, '') } : startOf(file)
}

function isMissing({ code }: Problem): boolean {
  return code === 'KUSTOMIZE_MISSING_FILE' || code === 'KUSTOMIZE_NO_KUSTOMIZATION'
}

function placesOf(observations: Iterable<Observation>): ReadonlySet<string> {
  return new Set([...observations].map(({ location }) => lineOf(location)))
}

function lineOf({ file, line }: Location): string {
  return `${file}:${line}`
}

function describe(
  { message, hint }: Problem,
  location: Location,
  files: readonly string[],
  snapshot: Snapshot,
  reach: (file: string) => ReadonlySet<string>,
): Observation {
  const [first = ''] = files
  const more = files.length - 1
  const text = snapshot.read(location.file) ?? ''
  const said = mayHoldSecret(text) ? withoutQuotes(message) : relative(message, snapshot)
  const subject =
    more > 0 ? `${posix.dirname(first)} and ${more} more do` : `${posix.dirname(first)} does`
  return {
    message: `${subject} not build: ${said}`,
    location,
    hint: hint === undefined ? 'Correct what the build complains about.' : relative(hint, snapshot),
    concerns: path => files.some(file => reach(file).has(path)),
  }
}

/** A text with repository paths in place of those of the build, which begin with `/`. */
function relative(text: string, { paths }: Snapshot): string {
  return text.replace(/(?<![\w./-])\/([\w./@+-]*[\w@+-])/g, (whole, path: string) => {
    const isKnown = paths.has(path) || kustomizationNames.some(name => paths.has(`${path}/${name}`))
    return isKnown ? path : whole
  })
}

/** Every path that a kustomization file leads to, there or not, through any number of others. */
function reachOf(
  byFile: ReadonlyMap<string, readonly Manifest[]>,
  paths: ReadonlySet<string>,
): (file: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return start => {
    const before = known.get(start)
    if (before) return before
    // What is added while a set is gone through is gone through as well.
    const visited = new Set([start])
    for (const file of visited) {
      for (const { target } of (byFile.get(file) ?? []).flatMap(({ fields }) =>
        readReferences(fields),
      )) {
        const path = posix.join(posix.dirname(file), target).replace(/\/$/, '')
        visited.add(path)
        if (paths.has(path)) continue
        for (const name of kustomizationNames) visited.add(posix.join(path, name))
      }
    }
    known.set(start, visited)
    return visited
  }
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: compute() }).of
}
