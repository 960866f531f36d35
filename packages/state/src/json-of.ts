import type { Json } from '@bulkhead/argocd'

/**
 * What has been read from YAML, as JSON can say it: a whole number that JavaScript cannot hold
 * becomes its digits. Everything else is not even copied.
 */
export function jsonOf<T extends Json>(value: T): T {
  return withoutBigInts(value) as T
}

function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map(withoutBigInts)
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const entries = Object.entries(value).map(([key, item]) => [key, item, withoutBigInts(item)])
  return entries.some(([, item, now]) => item !== now)
    ? Object.fromEntries(entries.map(([key, , now]) => [key, now]))
    : value
}
