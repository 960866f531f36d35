import type { BuildResult } from '@bulkhead/kustomize'
import { isOutputDirectory, writeOutput, writeOutputFiles } from '@bulkhead/workspace'
import { objectFileName, uniqueFiles } from './object-file-name.ts'

/**
 * Writes a build to a file, or to a directory that exists: then a file per object, named as
 * `kustomize build --output` names it.
 *
 * @param dir the repository that the command works in
 * @throws FleetError when it cannot be written
 */
export function writeBuild(result: BuildResult, output: string, dir: string): void {
  if (!isOutputDirectory(output, dir)) {
    writeOutput(output, result.toYaml(), dir)
    return
  }
  const namespaces = new Set(result.resources.map(({ namespace }) => namespace))
  const files = uniqueFiles(
    result.resources.map(resource => ({
      file: objectFileName(resource, namespaces.size > 1),
      resource,
    })),
  )
  writeOutputFiles(
    output,
    new Map(files.map(({ file, resource }) => [file, resource.toYaml()])),
    dir,
  )
}
