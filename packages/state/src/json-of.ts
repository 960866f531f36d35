import type { Json } from '@bulkhead/argocd'

/**
 * What has been read from YAML, as JSON can say it: a whole number that JavaScript cannot hold
 * becomes its digits. Everything else is not even copied.
 */
export function jsonOf<T extends Json>(value: T): T {
  return hasBigInt(value) ? (withoutBigInts(value) as T) : value
}

/** Looked for first, and without a copy: there hardly ever is one. */
function hasBigInt(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint'
  if (Array.isArray(value)) return value.some(hasBigInt)
  for (const key in value) {
    if (hasBigInt((value as Readonly<Record<string, unknown>>)[key])) return true
  }
  return false
}

function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutBigInts)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]))
}
