import { GoError, GoMap, mergeMaps, sprint } from '@bulkhead/gotemplate'
import { ExpansionError, wrapping } from '../faults.ts'
import type { Path } from '../json.ts'
import { ParameterSet } from '../parameters.ts'
import type { GeneratorContext } from './context.ts'

/**
 * Every set of the first generator with every set of the second. The second is generated anew for
 * each set of the first, and can use its parameters. (generators/matrix.go)
 */
export function generateMatrix(
  count: number,
  path: Path,
  { renderer, work }: GeneratorContext,
  generateChild: (index: 0 | 1, given: ParameterSet | undefined) => readonly ParameterSet[],
): readonly ParameterSet[] {
  if (count !== 2) {
    const what = count < 2 ? 'less' : 'more'
    throw fault(`found ${what} than two generators, Matrix support only two`, path)
  }
  const first = wrapping('error failed to get params for first generator in matrix generator', () =>
    generateChild(0, undefined),
  )
  return first.flatMap(a => {
    const second = wrapping(
      'failed to get params for second generator in the matrix generator',
      () => generateChild(1, a),
    )
    return second.map(b => {
      work.give(a, path)
      work.give(b, path)
      const params = renderer.isGoTemplate
        ? mergeDeep(a.params, b.params, path)
        : wrapping(
            'failed to combine string maps with merging params for the matrix generator',
            () => combineTexts(a.params, b.params, path),
          )
      return ParameterSet.combined(params, b, a)
    })
  })
}

/** The first generator wins, also within nested maps, which are shared and not copied. */
function mergeDeep(first: GoMap, second: GoMap, path: Path): GoMap {
  const merged = new GoMap()
  try {
    mergeMaps(merged, second, true)
    mergeMaps(merged, first, true)
  } catch (error) {
    if (error instanceof GoError) throw fault(error.message, path)
    throw error
  }
  return merged
}

/** Both may give a parameter only if they agree. (utils/map.go) */
export function combineTexts(first: GoMap, second: GoMap, path: Path): GoMap {
  const combined = new GoMap(
    [...first.entries].map(([key, value]) => [key, sprint(value)] as const),
  )
  for (const [key, value] of second.entries) {
    const text = sprint(value)
    const current = combined.entries.get(key)
    if (typeof current === 'string' && current !== text) {
      throw fault(
        `found duplicate key ${key} with different value, a: ${current} ,b: ${text}`,
        path,
      )
    }
    combined.entries.set(key, text)
  }
  return combined
}

function fault(message: string, path: Path): ExpansionError {
  return new ExpansionError('APPSET_GENERATOR', message, path)
}
