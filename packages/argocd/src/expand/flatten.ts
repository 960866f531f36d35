import { GoMap, GoSlice, sprint, type GoValue } from '@bulkhead/gotemplate'

/**
 * Nested values by dotted names, as jeremywohl/flatten gives them: only maps and lists of any values
 * are entered, and those that are empty leave nothing.
 */
export function* flatten(params: GoMap, prefix = ''): Generator<readonly [string, GoValue]> {
  for (const [key, value] of params.entries) yield* leaves(prefix + key, value)
}

function* leaves(key: string, value: GoValue): Generator<readonly [string, GoValue]> {
  if (value instanceof GoMap && value.element === 'interface {}') yield* flatten(value, `${key}.`)
  else if (value instanceof GoSlice && value.element === 'interface {}') {
    for (const [i, item] of value.items.entries()) yield* leaves(`${key}.${i}`, item)
  } else yield [key, value]
}

/** Parameters as labels, for a selector: maps of texts are entered as well. */
export function flattenForSelector(params: GoMap): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  const enter = (map: GoMap, prefix: string) => {
    for (const [key, value] of flatten(map, prefix)) {
      if (value instanceof GoMap) {
        for (const [name, text] of value.entries) labels.set(`${key}.${name}`, sprint(text))
      } else labels.set(key, sprint(value))
    }
  }
  enter(params, '')
  return labels
}
