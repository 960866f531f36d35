import { cloneNode, type MapNode, type Node } from './node.ts'

/**
 * Replaces the merge key (`<<`) of a map by what it names: own keys win, and of several maps the
 * first that has a key.
 */
export function mergeMaps(map: MapNode, error: (message: string) => Error): void {
  const at = map.keyTags?.indexOf('!!merge') ?? -1
  const value = map.values[at]
  if (at < 0 || value === undefined) return
  map.removeAt(at)
  if (map.keyTags?.includes('!!merge')) throw error('a map can have one merge key only')
  if (map.keyTags?.every(tag => tag === undefined)) map.keyTags = undefined
  const own = new Set(map.keys)
  for (const source of sourcesOf(value, error)) {
    source.keys.forEach((key, i) => {
      if (own.has(key)) return
      own.add(key)
      map.set(key, cloneNode(source.values[i] as Node))
    })
  }
}

function sourcesOf(value: Node, error: (message: string) => Error): MapNode[] {
  if (value.kind === 'map') return [value]
  if (value.kind === 'scalar') throw error('a merge key needs a map or a list of maps')
  return value.items.map(item => {
    if (item.kind !== 'map') throw error('a merge key needs a map or a list of maps')
    return item
  })
}
