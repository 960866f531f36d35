import { kindsOf } from './generators/generate.ts'
import { isObject, listOf, objectOf, type Json, type JsonObject } from './json.ts'

/** Entries of `spec.generators` that hold no generator that Argo CD knows: they make nothing. */
export interface UnrecognizedGenerators {
  readonly indices: readonly number[]
  /** What they were called when the set was applied, where that is still written somewhere. */
  readonly names: readonly string[]
}

/**
 * The API server drops names it does not know; kubectl's annotation still has them. A selector alone
 * is enough to pass for a generator. (utils.CheckInvalidGenerators)
 */
export function findUnrecognizedGenerators(set: JsonObject): UnrecognizedGenerators {
  const entries = listOf(objectOf(set['spec'])['generators'])
  const indices = entries.flatMap((entry, i) => {
    const known = isObject(entry) && (kindsOf(entry).length > 0 || isObject(entry['selector']))
    return known ? [] : [i]
  })
  const applied = appliedGenerators(set)
  const names = indices.flatMap(i => {
    const written = { ...objectOf(applied[i]), ...namesOf(entries[i]) }
    return Object.keys(written).slice(0, 1)
  })
  return { indices, names: [...new Set(names)].sort() }
}

/** In git the names are still there. */
function namesOf(entry: Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(entry)).filter(([, value]) => value !== null && value !== undefined),
  )
}

function appliedGenerators(set: JsonObject): readonly Json[] {
  const { annotations } = objectOf(set['metadata'])
  const text = objectOf(annotations)['kubectl.kubernetes.io/last-applied-configuration']
  if (typeof text !== 'string') return []
  try {
    return listOf(objectOf(objectOf(JSON.parse(text) as Json)['spec'])['generators'])
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
