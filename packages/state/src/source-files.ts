import { posix } from 'node:path'
import { objectOf, type Json, type JsonObject } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { readText, type StateRepository } from './repository.ts'
import { SourceFault } from './source-fault.ts'

/**
 * A source with what files in its directory say of it: `.argocd-source.yaml`, and one more that
 * names the Application. They choose tools and their options, and nothing else.
 * (argo-cd: reposerver/repository mergeSourceParameters)
 *
 * @throws SourceFault for a file that cannot be read
 */
export function withSourceFiles(
  source: JsonObject,
  { name, path }: { readonly name: string; readonly path: string },
  { fileSystem }: Pick<StateRepository, 'fileSystem'>,
): JsonObject {
  const { repoURL, targetRevision, chart } = source
  const kept = { repoURL, targetRevision, chart, path: source['path'] }
  let merged = source
  for (const file of ['.argocd-source.yaml', `.argocd-source-${name}.yaml`]) {
    const at = posix.join(path, file)
    if (fileSystem.realPath(`/${at}`) === undefined) continue
    const said = read(readText(fileSystem, at) ?? '', at)
    merged = { ...objectOf(merge(merged, said)), ...present(kept) }
  }
  return merged
}

function read(text: string, file: string): Json {
  let value: Json | undefined
  try {
    value = readKubernetesYaml(text) as Json
  } catch {
    value = undefined
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new SourceFault(
    'STATE_SOURCE_FILE',
    'Argo CD cannot read the options of the source: this is not a map in YAML',
    'Correct the file, or remove it.',
    { file, line: 1, column: 1 },
  )
}

/**
 * Maps are merged, and a null changes nothing: the fields it takes away are still in the source that
 * the result is read into.
 */
function merge(under: Json | undefined, over: Json): Json {
  if (typeof over !== 'object' || over === null || Array.isArray(over)) return over
  const merged: Record<string, Json> = { ...objectOf(under) }
  for (const [key, value] of Object.entries(over)) {
    if (value !== null) merged[key] = merge(merged[key], value)
  }
  return merged
}

function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
