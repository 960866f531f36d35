/** The files of a repository at one moment: on disk, in the index or in a commit. Reads only. */
export interface RepositoryFiles {
  /** Regular files, sorted by code unit, relative to the repository, with `/`. */
  readonly paths: readonly string[]
  /** What has a path and is not a regular file, so that it is counted and never mistaken for absent. */
  readonly skipped: readonly SkippedPath[]
  /** The text of a file; undefined for a path that is not one. */
  read(path: string): string | undefined
  /** The bytes of a file; undefined for a path that is not one. */
  readBytes(path: string): Uint8Array | undefined
  /** What git calls the content of a file: the id of its object; undefined for a path that is not one. */
  identify(path: string): string | undefined
}

/** A path that was not read. */
export interface SkippedPath {
  readonly what: string
  readonly why: string
}
