import { isObject, type Json, type JsonObject } from './json.ts'

/**
 * The template of a generator, with the fields that it leaves empty taken from that of the set:
 * objects are merged field by field, lists are taken whole. What is false, 0 or '' is empty, so that a
 * generator cannot set it against the set. (mergeGeneratorTemplate, by dario.cat/mergo)
 */
export function mergeTemplates(own: JsonObject, base: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...own }
  for (const [key, value] of Object.entries(base)) {
    const current = merged[key]
    // Helm's values are one value to Argo CD, whatever is in them.
    if (key !== 'valuesObject' && isObject(current) && isObject(value)) {
      merged[key] = mergeTemplates(current, value)
    } else if (isEmpty(current)) merged[key] = value
  }
  return merged
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) {
    return true
  }
  return Array.isArray(value) && value.length === 0
}
