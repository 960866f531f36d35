import { isObject, type Json } from '@bulkhead/argocd'

/** One field that differs. Where it was or will be absent, the value is undefined. */
export interface FieldChange {
  /** As `spec.template.spec.containers[name=app].image`. */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/**
 * The fields in which two values differ, down to the leaves, in the order of their paths. Items of
 * lists are matched by the field that names them, as `kubectl diff` readers expect; those of other
 * lists by their place, once what both lists begin and end with is set aside.
 */
export function compareFields(
  before: Json | undefined,
  after: Json | undefined,
  path = '',
): readonly FieldChange[] {
  if (before === after) return []
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys.flatMap(key => compareFields(before[key], after[key], join(path, key)))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const key = namingKey(before, after)
    return key === undefined
      ? compareByPlace(before, after, path)
      : compareByName(before, after, key, path)
  }
  return isSame(before, after) ? [] : [{ path, before, after }]
}

/** What names an item in the lists of Kubernetes, the likeliest first. (API: x-kubernetes-list-map-keys) */
const namingKeys = ['name', 'key', 'mountPath', 'containerPort', 'port', 'ip', 'type'] as const

function namingKey(...lists: readonly (readonly Json[])[]): string | undefined {
  return namingKeys.find(key =>
    lists.every(list => {
      const names = list.map(item => (isObject(item) ? nameIn(item[key]) : undefined))
      return !names.includes(undefined) && new Set(names).size === names.length
    }),
  )
}

function nameIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function compareByName(
  before: readonly Json[],
  after: readonly Json[],
  key: string,
  path: string,
): readonly FieldChange[] {
  const nameOf = (item: Json) => String((item as Readonly<Record<string, Json>>)[key])
  const [old, now] = [before, after].map(
    list => new Map(list.map(item => [nameOf(item), item] as const)),
  ) as [Map<string, Json>, Map<string, Json>]
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const found = names.flatMap(name =>
    compareFields(old.get(name), now.get(name), `${path}[${key}=${name}]`),
  )
  if (found.length > 0) return found
  // Nothing but the order differs, which containers and rules are run in.
  const order = (list: readonly Json[]) => list.map(nameOf)
  return isSame(order(before), order(after))
    ? []
    : [{ path, before: order(before), after: order(after) }]
}

function compareByPlace(
  before: readonly Json[],
  after: readonly Json[],
  path: string,
): readonly FieldChange[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && isSame(before[start], after[start])) start += 1
  let end = 0
  while (end < most - start && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1
  const old = before.slice(start, before.length - end)
  const now = after.slice(start, after.length - end)
  return Array.from({ length: Math.max(old.length, now.length) }).flatMap((_, i) =>
    compareFields(old[i], now[i], `${path}[${start + i}]`),
  )
}

function join(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}

/** Whether two values are one, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  )
}
