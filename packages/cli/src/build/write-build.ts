import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import type { BuildResult } from '@bulkhead/kustomize'
import { objectFileName } from './object-file-name.ts'

/**
 * Writes a build to a file, or to a directory that exists: then a file per object, named as
 * `kustomize build --output` names it.
 *
 * @throws FleetError when it cannot be written
 */
export function writeBuild(result: BuildResult, output: string): void {
  try {
    if (!statSync(output, { throwIfNoEntry: false })?.isDirectory()) {
      writeFileSync(output, result.toYaml())
      return
    }
    const namespaces = new Set(result.resources.map(({ namespace }) => namespace))
    for (const resource of result.resources) {
      writeFileSync(join(output, objectFileName(resource, namespaces.size > 1)), resource.toYaml())
    }
  } catch (cause) {
    throw new FleetError(
      {
        code: 'OUTPUT_UNWRITABLE',
        message: `${output} cannot be written: ${cause instanceof Error ? cause.message : ''}`,
        hint: 'Name a file in a directory that exists, or a directory.',
      },
      { kind: 'environment', cause },
    )
  }
}
