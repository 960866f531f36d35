import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import type { BuildResult, BuiltResource } from '@bulkhead/kustomize'

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
      writeFileSync(join(output, fileNameOf(resource, namespaces.size > 1)), resource.toYaml())
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

/** Group, version, kind and name, after the namespace where the build has several. */
function fileNameOf(
  { apiVersion, kind, name, namespace }: BuiltResource,
  hasNamespaces: boolean,
): string {
  const [version = '', group] = apiVersion.split('/').toReversed()
  const parts = [hasNamespaces ? namespace : '', group ?? '', version, kind, name]
  return `${parts.filter(Boolean).join('_').toLowerCase()}.yaml`
}
