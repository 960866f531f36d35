import type { YamlPath } from '@bulkhead/yaml'
import { fieldsOf, itemsOf } from '../fields.ts'

/**
 * A way through a document, as the tables write it: `spec.subnets[].cidrBlock`, with `[]` for every
 * item of a sequence, `{}` for every value of a mapping and `[name=x]` for the items of that name.
 */
export type FieldPath = string

/** A value, and where in its document it stands. */
export interface PlacedValue {
  readonly path: YamlPath
  readonly value: unknown
}

/** Every value that a path leads to. Absent ones and nulls are no values. */
export function valuesAt(fields: unknown, path: FieldPath): readonly PlacedValue[] {
  const { keys, steps } = parsed(path)
  // Most fields are absent from most manifests, and most paths have one place.
  let value = fields
  for (const key of keys) {
    value = fieldsOf(value)[key]
    if (value === undefined || value === null) return []
  }
  let values: readonly PlacedValue[] = [{ path: keys, value }]
  for (const step of steps) values = values.flatMap(placed => take(step, placed))
  return values
}

/** The path without what stands for many: where a field would be written that is absent. */
export function placeOf(path: FieldPath): YamlPath {
  return parsed(path).keys
}

type Step =
  | { readonly of: 'key'; readonly key: string }
  | { readonly of: 'items'; readonly named: string | undefined }
  | { readonly of: 'members' }

interface ParsedPath {
  /** The keys before what stands for many. */
  readonly keys: readonly string[]
  /** The rest. */
  readonly steps: readonly Step[]
}

const known = new Map<FieldPath, ParsedPath>()

function parsed(path: FieldPath): ParsedPath {
  let result = known.get(path)
  if (!result) known.set(path, (result = parse(path)))
  return result
}

function parse(path: FieldPath): ParsedPath {
  if (!/[[{]/.test(path)) return { keys: path.split('.'), steps: [] }
  const steps = path.split('.').flatMap(readSteps)
  const many = steps.findIndex(({ of }) => of !== 'key')
  const single = many < 0 ? steps : steps.slice(0, many)
  const keys = single.flatMap(step => (step.of === 'key' ? step.key : []))
  return { keys, steps: steps.slice(keys.length) }
}

function readSteps(part: string): readonly Step[] {
  const [, key = '', suffix, named] = /^([^[{]*)(\[(?:name=(.*))?\]|\{\})?$/.exec(part) ?? []
  const step: Step = { of: 'key', key }
  if (suffix === undefined) return [step]
  return [step, suffix === '{}' ? { of: 'members' } : { of: 'items', named }]
}

function take(step: Step, { path, value }: PlacedValue): readonly PlacedValue[] {
  const members =
    step.of === 'items'
      ? itemsOf(value)
          .map((item, index) => [index, item] as const)
          .filter(([, item]) => step.named === undefined || fieldsOf(item)['name'] === step.named)
      : step.of === 'members'
        ? Object.entries(fieldsOf(value))
        : [[step.key, fieldsOf(value)[step.key]] as const]
  return members
    .filter(([, member]) => member !== undefined && member !== null)
    .map(([key, member]) => ({ path: [...path, key], value: member }))
}
