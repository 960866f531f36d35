import type { Skipped } from './report.ts'

/**
 * The files of a repository, from the disk or from git's index. All that validation reads comes
 * through here, so that what is checked for a commit is what is staged, and not what lies around.
 */
export interface Repository {
  /** Every regular file, with `/`. */
  readonly paths: readonly string[]
  /** What has a path and is not a regular file, such as a link: not read, and not absent. */
  readonly skipped?: readonly Skipped[]
  /** The text of a file; nothing where there is none. */
  read(path: string): string | undefined
  /** Told once what will be read, for sources that read faster in one go. */
  prefetch?(paths: readonly string[]): void
}
