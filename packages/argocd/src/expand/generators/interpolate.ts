import { NotDeterministic, type GoMap } from '@bulkhead/gotemplate'
import { ExpansionError, UnknownError, wrapping } from '../faults.ts'
import { isObject, textsOf, type Json, type JsonObject, type Path } from '../json.ts'
import { RenderError } from '../render-error.ts'
import { locate, renderDeep, type Renderer } from '../renderer.ts'

/** Generators whose `values` are templates of their own. */
const withValues = new Set([
  'clusters',
  'git',
  'scmProvider',
  'clusterDecisionResource',
  'pullRequest',
  'plugin',
])

/**
 * The second generator of a matrix with the parameters of the first put into all of its texts. Its
 * `values` are only tried: what needs the second's own parameters waits for them.
 * (utils.RenderGeneratorParams)
 */
export function interpolate(
  entry: JsonObject,
  params: GoMap,
  path: Path,
  renderer: Renderer,
): JsonObject {
  const strict = renderer.strict()
  const replace = (text: string, place: Path) => {
    try {
      return renderer.replace(text, params, place)
    } catch (error) {
      throw locate(error, place)
    }
  }
  const fields = (value: Json, place: Path): Json => {
    if (!isObject(value)) return renderDeep(value, replace, place)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const here = [...place, key]
        if (withValues.has(key) && isObject(item)) return [key, generatorFields(item, here)]
        if (key === 'generators' && Array.isArray(item)) {
          return [key, (item as readonly Json[]).map((child, i) => fields(child, [...here, i]))]
        }
        if ((key === 'matrix' || key === 'merge') && isObject(item))
          return [key, fields(item, here)]
        return [key, renderDeep(item, replace, here)]
      }),
    )
  }
  const generatorFields = (spec: JsonObject, place: Path): JsonObject =>
    Object.fromEntries(
      Object.entries(spec).map(([key, item]) => {
        const here = [...place, key]
        if (key === 'values' && isObject(item)) return [key, tryValues(item, params, strict, here)]
        return [key, renderDeep(item, replace, here)]
      }),
    )
  return wrapping('failed to replace parameters in generator', () => {
    const { selector, ...rest } = entry
    // It is rendered like everything else, and then used as it was written.
    if (selector !== undefined) renderDeep(selector, replace, [...path, 'selector'])
    return { ...(fields(rest, path) as JsonObject), ...(selector !== undefined && { selector }) }
  })
}

function tryValues(values: JsonObject, params: GoMap, strict: Renderer, path: Path): JsonObject {
  return Object.fromEntries(
    Object.entries(textsOf(values)).map(([key, template]) => {
      try {
        return [key, strict.replace(template, params, [...path, key])]
      } catch (error) {
        if (error instanceof NotDeterministic) throw new UnknownError(error.message, [...path, key])
        if (!(error instanceof RenderError)) throw error
        if (/map has no entry for key|can't evaluate field/.test(error.message))
          return [key, template]
        throw new ExpansionError(
          'APPSET_GENERATOR',
          `failed to pre-resolve Values key "${key}": ${error.message}`,
          [...path, key],
          { cause: error },
        )
      }
    }),
  )
}
