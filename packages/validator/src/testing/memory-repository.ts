import type { Repository } from '../repository.ts'

/** File contents by path; `undefined` stands for a file that is not there. */
export type Files = Readonly<Record<string, string | undefined>>

/** A repository held in memory. */
export function memoryRepository(files: Files): Repository {
  const paths = Object.keys(files).filter(path => files[path] !== undefined)
  return { paths: paths.sort(), read: path => files[path] }
}
