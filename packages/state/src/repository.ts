import { posix } from 'node:path'
import { directoriesOf, normalizeGitUrl, type RepositoryTree } from '@bulkhead/argocd'
import type { Budget } from '@bulkhead/diagnostics'
import type { FileSystem } from '@bulkhead/kustomize'

/** A repository at one moment: on disk, in the index or in a commit. Reads only. */
export interface StateRepository {
  /** Every regular file, with `/`. */
  readonly paths: readonly string[]
  /** The same files, with the repository at `/`. */
  readonly fileSystem: FileSystem
  /** What names the content of a file, such as git's object id: the same for the same content. */
  readonly identify?: ((path: string) => string | undefined) | undefined
  /** Answers for `isSilent`, where it is of interest who asks. */
  readonly isSilent?: ((path: string) => boolean) | undefined
  /** The work that may be done on it; by default that of a run with the usual limits. */
  readonly budget?: Budget | undefined
  /** How Applications name the repository. */
  readonly url: string
  /** The branch or tag that these files are taken for. */
  readonly revision: string
}

/** Whether a source means these files: this repository, at the revision that is at hand. */
export function isAtHand(
  { url, revision }: Pick<StateRepository, 'url' | 'revision'>,
  repoURL: string,
  targetRevision: string,
): boolean {
  const wanted = targetRevision.replace(/^refs\/(?:heads|tags)\//, '')
  const isCurrent = wanted === '' || wanted === 'HEAD' || wanted === revision
  return isCurrent && normalizeGitUrl(repoURL) === normalizeGitUrl(url)
}

/** A path as an Application writes it, as the repository has it. */
export function normalPath(path: string): string {
  return posix.normalize(path).replace(/^\/|\/$/g, '')
}

/** The repository as git generators look at it. */
export function treeOf(repository: StateRepository): RepositoryTree {
  return {
    // A compile hangs on the names of all files only where a generator asks for them.
    listFiles: () => repository.paths,
    listDirectories: () => directoriesOf(repository.paths),
    readFile: path => readText(repository.fileSystem, path),
  }
}

/** The text of a file, by its path in the repository; nothing where there is none. */
export function readText(fileSystem: FileSystem, path: string): string | undefined {
  const bytes = fileSystem.readFile(`/${path}`)
  return bytes && new TextDecoder().decode(bytes)
}
