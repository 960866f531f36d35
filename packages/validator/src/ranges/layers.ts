import type { Manifest } from '../manifest.ts'
import { valuesAt, type FieldPath, type PlacedValue } from './field-path.ts'
import type { Condition } from './range-kind.ts'

/** What says one thing in several files, the first of which wins: one manifest, mostly. */
export type Layers = readonly [Manifest, ...Manifest[]]

export interface LayeredValue extends PlacedValue {
  readonly manifest: Manifest
}

/** The values at a path in the first layer that has any. */
export function layeredValues(layers: Layers, path: FieldPath): readonly LayeredValue[] {
  for (const manifest of layers) {
    const values = valuesAt(manifest.fields, path)
    if (values.length > 0) return values.map(({ path, value }) => ({ path, value, manifest }))
  }
  return []
}

/** Whether every condition holds; with none, it does. */
export function holds(layers: Layers, conditions: readonly Condition[] | undefined): boolean {
  return conditions?.every(condition => isTrue(layers, condition)) ?? true
}

function isTrue(layers: Layers, condition: Condition): boolean {
  const values = layeredValues(layers, condition.at)
  if ('has' in condition) return values.length > 0 === condition.has
  const isOneOf = (list: readonly unknown[]) => values.some(({ value }) => list.includes(value))
  return 'is' in condition ? isOneOf(condition.is) : !isOneOf(condition.isNot)
}
