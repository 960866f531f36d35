import { FleetError } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { View } from './template-helpers.ts'

export type Interpolate<T = unknown> = (view: View) => T

/** Where a piece of data stands in a `pack.yaml`. */
export interface DataPlace {
  readonly source: YamlDocument
  readonly path: YamlPath
}

/**
 * Prepares data whose texts may hold names, as `{{cluster.name}}`: numbers, lists and mappings keep
 * their type, keys are taken as they are. Names only, no blocks and no helpers: it is data.
 *
 * @returns a function that throws FleetError `TEMPLATE_NAME` for a name that the view does not have
 */
export function compileData(data: unknown, place: DataPlace): Interpolate {
  if (typeof data === 'string') return compileText(data, place)
  if (Array.isArray(data)) {
    const items = data.map((item, index) => compileData(item, inside(place, index)))
    return view => items.map(item => item(view))
  }
  if (typeof data === 'object' && data !== null) {
    const members = Object.entries(data).map(
      ([key, value]) => [key, compileData(value, inside(place, key))] as const,
    )
    return view => Object.fromEntries(members.map(([key, value]) => [key, value(view)]))
  }
  return () => data
}

/** The same for a single text. */
export function compileText(text: string, place: DataPlace): Interpolate<string> {
  if (!text.includes('{{')) return () => text
  // Splitting by a group leaves texts at even places and names at odd ones.
  const parts = text.split(/\{\{\s*([\w.]+)\s*\}\}/)
  return view => parts.map((part, i) => (i % 2 === 0 ? part : lookUp(part, view, place))).join('')
}

function lookUp(name: string, view: View, { source, path }: DataPlace): string {
  let value: unknown = view
  for (const key of name.split('.')) {
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    value = holds ? (value as View)[key] : undefined
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return String(value)
  }
  throw new FleetError({
    code: 'TEMPLATE_NAME',
    message: `"${name}" is not ${value === undefined ? 'defined' : 'a text'} here`,
    location: source.locate(path),
    hint: 'Use a name of the view; docs/packs.md lists them by scope.',
  })
}

function inside({ source, path }: DataPlace, step: string | number): DataPlace {
  return { source, path: [...path, step] }
}
