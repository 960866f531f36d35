import { createHash } from 'node:crypto'
import { Budget } from '@bulkhead/diagnostics'
import type { RepositoryFiles, SkippedPath } from '@bulkhead/workspace'
import { sizeLimitOf } from '../../packages/workspace/src/size-limits.ts'
import type { Change } from './input.ts'
import type { Tree } from '../support/tree.ts'

/** The files of a base after some changes, as a repository gives them, without a disk. */
export function memoryFiles(base: Tree, changes: readonly Change[]): RepositoryFiles {
  const contents = new Map<string, Buffer>(
    Object.entries(base).map(([path, text]) => [path, bytesOf(text)]),
  )
  const skipped: SkippedPath[] = []
  for (const change of changes) {
    const { path } = change
    const before = contents.get(path)
    contents.delete(path)
    if ('text' in change) contents.set(path, Buffer.from(change.text))
    else if ('bytes' in change) contents.set(path, Buffer.from(change.bytes, 'base64'))
    else if ('rename' in change && before) contents.set(change.rename, before)
    else if ('link' in change) skipped.push({ what: path, why: 'a symbolic link' })
    else if ('pipe' in change) skipped.push({ what: path, why: 'not a regular file' })
  }
  const budget = new Budget()
  // Held to its limit, as a file on a disk is.
  const read = (path: string) => {
    const bytes = contents.get(path)
    if (bytes) budget.hold(sizeLimitOf(path), bytes.length, { file: path, line: 1, column: 1 })
    return bytes
  }
  return {
    paths: [...contents.keys()].sort(),
    skipped,
    read: path => read(path)?.toString('utf8'),
    readBytes: read,
    identify: path => {
      const bytes = contents.get(path)
      return bytes && createHash('sha1').update(bytes).digest('hex')
    },
  }
}

const known = new Map<string, Buffer>()

function bytesOf(text: string): Buffer {
  const bytes = known.get(text) ?? Buffer.from(text)
  known.set(text, bytes)
  return bytes
}
