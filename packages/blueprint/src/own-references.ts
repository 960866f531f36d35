import { posix } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { loadYaml } from '@bulkhead/yaml'

/** Directory of a kustomization → the directories that it takes in. */
export type References = ReadonlyMap<string, readonly string[]>

/**
 * The kustomizations of people and what they take in: bases and `local/`, and whatever is reached
 * from there. One that takes in no directory is listed all the same.
 */
export function findOwnReferences(repository: {
  readonly paths: Iterable<string>
  read(path: string): string | undefined
}): References {
  const references = new Map<string, readonly string[]>()
  const next: string[] = []
  for (const path of repository.paths) {
    const directory = begins.exec(path)?.[1]
    if (directory !== undefined) next.push(directory)
  }
  for (let directory = next.pop(); directory !== undefined; directory = next.pop()) {
    if (references.has(directory)) continue
    const text = repository.read(`${directory}/kustomization.yaml`)
    if (text === undefined) continue
    const found = directoriesIn(directory, fieldsIn(text)).filter(
      other => repository.read(`${other}/kustomization.yaml`) !== undefined,
    )
    references.set(directory, found)
    next.push(...found)
  }
  return references
}

const begins =
  /^((?:apps|infrastructure)\/[^/]+\/(?:base|overlays\/[^/]+\/local))\/kustomization\.yaml$/

/** The fields of a kustomization whose entries may be directories; files lie below their own. */
const taking = ['resources', 'components', 'bases', 'generators', 'transformers', 'validators']

/** What may be directories among the entries of a kustomization, sorted. */
export function directoriesIn(
  directory: string,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  const entries = taking.flatMap(field =>
    Array.isArray(fields[field]) ? (fields[field] as readonly unknown[]) : [],
  )
  const paths = entries.filter(
    (entry): entry is string => typeof entry === 'string' && !/:\/\/|\.ya?ml$/.test(entry),
  )
  const resolved = paths.map(path => posix.join(directory, path, '.'))
  return [...new Set(resolved)].filter(path => !path.startsWith('..')).sort()
}

/** A file that cannot be read takes nothing in; a rule tells of it. */
function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const [value] = loadYaml(text, 'kustomization.yaml')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch (error) {
    if (error instanceof FleetError) return {}
    throw error
  }
}
