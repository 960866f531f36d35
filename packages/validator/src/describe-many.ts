import { compareLocations, type Location, type RelatedLocation } from '@bulkhead/diagnostics'

/** The first of some names and how many more there are, as `cart-eu and 6 more`. */
export function firstAndMore(names: readonly string[]): string {
  const [first = '', ...others] = [...new Set(names)]
  return others.length > 0 ? `${first} and ${others.length} more` : first
}

/** Where exactly one is concerned, which. */
export function onlyOf<T>(all: Iterable<T>): T | undefined {
  const [only, ...others] = new Set(all)
  return others.length === 0 ? only : undefined
}

/** What one place has to answer for, as one: a template makes many Applications. */
export function groupByPlace<T>(
  all: readonly T[],
  placeOf: (one: T) => Location,
  kindOf: (one: T) => string = () => '',
): readonly (readonly [Location, readonly [T, ...T[]]])[] {
  const groups = new Map<string, [Location, [T, ...T[]]]>()
  for (const one of all) {
    const location = placeOf(one)
    const key = `${location.file}:${location.line}:${location.column} ${kindOf(one)}`
    const group = groups.get(key)
    if (group) group[1].push(one)
    else groups.set(key, [location, [one]])
  }
  return [...groups.values()]
}

/** A place that takes part, if it is known and not the subject itself. */
export function relatedTo(
  subject: Location,
  other: Location | undefined,
  message: string,
): readonly RelatedLocation[] {
  return other && compareLocations(subject, other) !== 0 ? [{ ...other, message }] : []
}
