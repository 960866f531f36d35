import { posix } from 'node:path'
import { startOf, type Location, type Problem } from '@bulkhead/diagnostics'
import { BuildError, type BuildErrorCode } from '@bulkhead/kustomize'
import type { Observation, Rule } from '../rule.ts'
import { mostRoots, type Snapshot } from '../snapshot.ts'
import { danglingReference } from './kus001-dangling-reference.ts'

export const kustomizationDoesNotBuild: Rule = {
  id: 'KUS009',
  name: 'kustomization-does-not-build',
  severity: 'error',
  summary: 'Every kustomization of the repository builds.',

  *check(snapshot) {
    if (snapshot.rootsToBuild.length > mostRoots) {
      snapshot.skip(
        'kustomizations',
        'not built: more than 2,000 roots; use `bulkhead build --stdin`',
      )
      return
    }
    for (const fault of findFaults(snapshot)) yield describe(fault, snapshot)
  },
}

/** A problem at one place, with the kustomization files whose builds run into it. */
interface Fault {
  readonly problem: Problem
  readonly location: Location
  readonly files: string[]
}

/** What is refused rather than wrong: nothing is fetched and nothing is run. */
const refused: ReadonlySet<string> = new Set<BuildErrorCode>([
  'KUSTOMIZE_REMOTE',
  'KUSTOMIZE_HELM',
  'KUSTOMIZE_PLUGIN',
])

function findFaults(snapshot: Snapshot): Iterable<Fault> {
  const faults = new Map<string, Fault>()
  const dangling = once(() => placesOf(danglingReference.check(snapshot)))
  for (const directory of snapshot.rootsToBuild) {
    const file = snapshot.roots.files.get(directory)!
    for (const problem of problemsOf(directory, snapshot)) {
      const location = placeOf(problem, file)
      if (snapshot.unreadable.has(location.file)) continue
      if (refused.has(problem.code)) {
        snapshot.skip(file, `not built: ${problem.message}`)
        continue
      }
      if (isMissing(problem) && dangling().has(lineOf(location))) continue
      if (problem.code === 'KUSTOMIZE_MISSING_FILE') {
        // It is there, behind a link or as something that is not text.
        snapshot.skip(file, `not built: ${problem.message}`)
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
function problemsOf(directory: string, { builder }: Snapshot): readonly Problem[] {
  const outcome = builder.build(directory)
  if ('problems' in outcome) return outcome.problems
  try {
    for (const resource of outcome.resources) resource.toYaml()
    return []
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    return builder.problemsOf(error)
  }
}

function placeOf({ location }: Problem, file: string): Location {
  return location ?? startOf(file)
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
  { problem: { message, hint }, location, files }: Fault,
  snapshot: Snapshot,
): Observation {
  const [first = ''] = files
  const more = files.length - 1
  const subject =
    more > 0 ? `${posix.dirname(first)} and ${more} more do` : `${posix.dirname(first)} does`
  return {
    message: `${subject} not build: ${message}`,
    location,
    hint: hint ?? 'Correct what the build complains about.',
    concerns: path => files.some(file => snapshot.roots.reach(file).has(path)),
  }
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: compute() }).of
}
