import { GoError, GoMap, mergeMaps, toJson } from '@bulkhead/gotemplate'
import { ExpansionError, wrapping } from '../faults.ts'
import type { Path } from '../json.ts'
import { ParameterSet } from '../parameters.ts'
import type { Renderer } from '../renderer.ts'
import type { GeneratorContext } from './context.ts'

/**
 * The sets of the first generator, changed by those of the others that agree in the merge keys.
 * (generators/merge.go)
 */
export function generateMerge(
  count: number,
  mergeKeys: readonly string[],
  path: Path,
  { renderer, work }: GeneratorContext,
  generateChild: (index: number) => readonly ParameterSet[],
): readonly ParameterSet[] {
  if (count < 2) {
    throw fault('found less than two generators, Merge requires two or more', path)
  }
  const children = wrapping('error getting param sets from generators', () =>
    Array.from({ length: count }, (_, i) =>
      wrapping(`error getting params from generator ${i + 1} of ${count}`, () => generateChild(i)),
    ),
  )
  const [base = [], ...overrides] = children
  const merged = wrapping('error getting param sets by merge key', () =>
    byMergeKey(mergeKeys, base, path),
  )
  for (const sets of overrides) {
    const others = wrapping('error getting param sets by merge key', () =>
      byMergeKey(mergeKeys, sets, path),
    )
    for (const [key, set] of merged) {
      const override = others.get(key)
      if (!override) continue
      work.give(override, path)
      merged.set(key, overlaid(set, override, renderer, path))
    }
  }
  return [...merged.values()]
}

function overlaid(
  base: ParameterSet,
  override: ParameterSet,
  renderer: Renderer,
  path: Path,
): ParameterSet {
  const { params } = base
  if (!renderer.isGoTemplate) {
    for (const [key, value] of override.params.entries) params.entries.set(key, value)
    return ParameterSet.combined(params, base, override)
  }
  try {
    // In place: nested maps are those of the first generator, and may belong to other sets too.
    mergeMaps(params, override.params, true)
  } catch (error) {
    if (error instanceof GoError) throw fault(error.message, path)
    throw error
  }
  return ParameterSet.combined(params, base, override)
}

/**
 * Sets by the JSON of their merge keys. A key is the name of a parameter at the top, dots and all; one
 * that is missing counts as null.
 */
export function byMergeKey(
  mergeKeys: readonly string[],
  sets: readonly ParameterSet[],
  path: Path,
): Map<string, ParameterSet> {
  if (mergeKeys.length === 0) {
    throw fault('no merge keys were specified, Merge requires at least one', path)
  }
  const found = new Map<string, ParameterSet>()
  for (const set of sets) {
    const chosen = new GoMap(
      mergeKeys.map(key => [key, set.params.entries.get(key) ?? null] as const),
    )
    const key = toJson(chosen, { escapesHtml: true })
    if (found.has(key)) {
      throw fault(
        `the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was ${key}`,
        path,
      )
    }
    found.set(key, set)
  }
  return found
}

function fault(message: string, path: Path): ExpansionError {
  return new ExpansionError('APPSET_GENERATOR', message, path)
}
