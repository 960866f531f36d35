import { GoError, GoMap, isTrue, type GoValue } from '../value.ts'

/**
 * Merges a map into another in place, as dario.cat/mergo does: nested maps are merged, everything
 * else of the source wins if `overwrite` says so, or where the target has nothing or only what is
 * empty. What is taken over is shared and not copied, so a later change shows in both.
 */
export function mergeMaps(target: GoMap, source: GoMap, overwrite: boolean): void {
  for (const [key, value] of source.entries) {
    const existing = target.entries.get(key)
    if (value === null) {
      if (overwrite) put(target, source, key, value)
      continue
    }
    if (value instanceof GoMap && existing instanceof GoMap) {
      if (value !== existing) mergeMaps(existing, value, overwrite)
      if (existing.entries.size > 0) continue
    }
    const isKept = existing !== undefined && isTrue(existing)
    if (overwrite || !isKept) put(target, source, key, value)
  }
}

/** Reflection does not put a value of unknown type where only strings may be. */
function put(target: GoMap, source: GoMap, key: string, value: GoValue): void {
  if (target.element === 'string' && source.element !== 'string') {
    throw new GoError(
      'reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    )
  }
  target.entries.set(key, value)
}
