import { posix } from 'node:path'
import { startOf, type Location, type Problem } from '@bulkhead/diagnostics'
import { unbuiltCodes } from '@bulkhead/kustomize'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { danglingPlaces } from './kus001-dangling-reference.ts'

export const kustomizationDoesNotBuild: Rule = {
  id: 'KUS009',
  name: 'kustomization-does-not-build',
  severity: 'error',
  summary: 'Every kustomization of the repository builds.',

  *check(snapshot) {
    // KUS010 reports that there are too many to build.
    if (snapshot.hasTooManyRoots) return
    for (const fault of findFaults(snapshot)) yield describe(fault, snapshot)
  },
}

/** A problem at one place, with the kustomization files whose builds run into it. */
interface Fault {
  readonly problem: Problem
  readonly location: Location
  readonly files: string[]
}

function findFaults(snapshot: Snapshot): Iterable<Fault> {
  const faults = new Map<string, Fault>()
  for (const directory of snapshot.rootsToBuild) {
    const file = snapshot.roots.files.get(directory)!
    for (const problem of problemsOf(directory, snapshot)) {
      const location = placeOf(problem, file)
      if (snapshot.unreadable.has(location.file)) continue
      // What is not looked at is for KUS010 to say, and so is what is there and not text.
      if (isNotLookedAt(problem)) continue
      if (isMissing(problem) && danglingPlaces(snapshot).has(lineOf(location))) continue
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
  return 'problems' in outcome ? outcome.problems : outcome.unwritable
}

function placeOf({ location }: Problem, file: string): Location {
  return location ?? startOf(file)
}

function isNotLookedAt({ code }: Problem): boolean {
  return unbuiltCodes.has(code) || code === 'LIMIT_EXCEEDED' || code === 'KUSTOMIZE_MISSING_FILE'
}

function isMissing({ code }: Problem): boolean {
  return code === 'KUSTOMIZE_MISSING_FILE' || code === 'KUSTOMIZE_NO_KUSTOMIZATION'
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
