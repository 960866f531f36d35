import { posix } from 'node:path'
import { kustomizationNames, readReferences } from '@bulkhead/kustomize'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { readText, type StateRepository } from './repository.ts'

/** What names the content of a kustomization → the paths that it names, as written. */
export type KnownReferences = Map<string, readonly string[]>

/**
 * The paths that the kustomization of a directory leads to, in the repository, there or not. Nothing
 * where the directory has none.
 *
 * @param known what is known of others already; what is read is added
 */
export function referencesIn(
  directory: string,
  repository: StateRepository,
  known: KnownReferences,
): readonly string[] | undefined {
  for (const name of kustomizationNames) {
    const targets = targetsOf(posix.join(directory, name), repository, known)
    if (targets) return targets.map(one => posix.join(directory, one).replace(/\/$/, ''))
  }
  return undefined
}

/** Nothing where there is no such file. */
function targetsOf(
  path: string,
  { fileSystem, identify }: StateRepository,
  references: KnownReferences,
): readonly string[] | undefined {
  const id = identify?.(path)
  if (identify && id === undefined) return undefined
  const known = id === undefined ? undefined : references.get(id)
  if (known) return known
  const text = readText(fileSystem, path)
  if (text === undefined) return undefined
  const targets = readReferences(fieldsIn(text)).map(({ target }) => target)
  if (id !== undefined) references.set(id, targets)
  return targets
}

/** What cannot be read does not build, and so leads nowhere. */
function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = readKubernetesYaml(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
