import { posix } from 'node:path'
import { kustomizationNames } from '@bulkhead/kustomize'
import type { Kustomization } from './kustomization.ts'
import type { Scan } from './scan-files.ts'
import type { Unreadable } from './unreadable-manifests.ts'

/** The directories that build, and what each build can read. */
export class KustomizationRoots {
  /** Directory → its kustomization file. What SCH003 reports and components are no roots. */
  readonly files: ReadonlyMap<string, string>
  readonly #byFile: ReadonlyMap<string, readonly Kustomization[]>
  readonly #paths: ReadonlySet<string>
  readonly #reached = new Map<string, ReadonlySet<string>>()

  constructor({
    scan,
    kustomizations,
    unreadable,
    paths,
  }: {
    readonly scan: Scan
    readonly kustomizations: readonly Kustomization[]
    readonly unreadable: ReadonlyMap<string, Unreadable>
    readonly paths: ReadonlySet<string>
  }) {
    this.#byFile = Map.groupBy(kustomizations, ({ file }) => file)
    this.#paths = paths
    const isRoot = (file: string) =>
      !unreadable.has(file) && !this.#byFile.get(file)?.some(({ isComponent }) => isComponent)
    this.files = new Map(
      scan.kustomizations.filter(isRoot).map(file => [posix.dirname(file), file]),
    )
  }

  /** Every path that a kustomization file leads to, there or not, through any number of others. */
  reach(start: string): ReadonlySet<string> {
    const known = this.#reached.get(start)
    if (known) return known
    // What is added while a set is gone through is gone through as well.
    const visited = new Set([start])
    for (const file of visited) {
      for (const { target } of (this.#byFile.get(file) ?? []).flatMap(
        ({ references }) => references,
      )) {
        const path = posix.join(posix.dirname(file), target).replace(/\/$/, '')
        visited.add(path)
        if (this.#paths.has(path)) continue
        for (const name of kustomizationNames) visited.add(posix.join(path, name))
      }
    }
    this.#reached.set(start, visited)
    return visited
  }

  /**
   * Whether the build of a directory can change with one of these paths. A build reads nothing
   * outside the directories that its kustomization files lead to, so whatever lies below one of
   * them counts: a file can be named by another file than a kustomization.
   *
   * @param touched paths with the directories that hold them, as `withDirectories` gives
   */
  canChange(directory: string, touched: ReadonlySet<string>): boolean {
    if (touched.has(directory)) return true
    const file = this.files.get(directory)
    return file !== undefined && [...this.reach(file)].some(path => touched.has(path))
  }
}

/** Paths, and every directory that one of them lies in. */
export function withDirectories(paths: Iterable<string>): ReadonlySet<string> {
  const all = new Set(paths)
  for (const path of all) {
    for (let at = posix.dirname(path); !all.has(at); at = posix.dirname(at)) all.add(at)
  }
  return all
}
