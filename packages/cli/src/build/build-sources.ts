import { existsSync, realpathSync } from 'node:fs'
import { relative } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { readSource } from '@bulkhead/workspace'
import type { ReadSource } from '@bulkhead/yaml'

/** The texts of a build by absolute path, of files below a directory. */
export function sourcesBelow(directory: string): ReadSource {
  return file => {
    if (!existsSync(directory)) return undefined
    const top = realpathSync(directory)
    const path = relative(top, file)
    return path === '' || /^\.\.(?:\/|$)/.test(path) ? undefined : readSource(top, path)
  }
}

/**
 * Does a build, whose places are in files by absolute path.
 *
 * @throws FleetError as `action` does, with the texts that its places refer to
 */
export function withSources<T>(read: ReadSource, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    const files = new Set(error.problems.flatMap(({ location }) => location?.file ?? []))
    const sources = new Map(
      [...files].flatMap(file => {
        const text = read(file)
        return text === undefined ? [] : [[file, text] as const]
      }),
    )
    throw new FleetError(error.problems, { kind: error.kind, cause: error, sources })
  }
}
