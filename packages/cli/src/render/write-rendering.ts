import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import type { RenderedDocument } from './render-cluster.ts'

/**
 * Writes each document to a file of its own, below a directory that is made where it is missing.
 *
 * @returns the files that were there before and are none of these: they are left alone
 * @throws FleetError when something cannot be written
 */
export function writeRendering(
  documents: readonly RenderedDocument[],
  output: string,
): readonly string[] {
  const written = new Set(documents.map(({ file }) => file))
  try {
    const others = filesIn(output).filter(file => !written.has(file))
    for (const { file, text } of documents) {
      const path = join(output, file)
      makeDirectory(dirname(path))
      writeFileSync(path, text)
    }
    return others
  } catch (cause) {
    throw new FleetError(
      {
        code: 'OUTPUT_UNWRITABLE',
        message: `${output} cannot be written: ${cause instanceof Error ? cause.message : ''}`,
        hint: 'Name a directory that can be written.',
      },
      { kind: 'environment', cause },
    )
  }
}

/**
 * Makes a directory and those above it. Node's own way to do so never ends where a file system has no
 * room for directories and says that there is none, as /proc does.
 */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  mkdirSync(path)
}

function filesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(directory, join(entry.parentPath, entry.name)))
    .filter(path => !/^\.git(?:\/|$)/.test(path))
    .sort()
}
