import { GoMap } from '@bulkhead/gotemplate'
import { ExpansionError } from '../faults.ts'
import { textsOf, type JsonObject, type Path } from '../json.ts'
import type { Renderer } from '../renderer.ts'

/**
 * Adds the `values` of a generator: each is rendered with the generator's own parameters alone, so
 * that none can build on another. (generators/value_interpolation.go)
 */
export function addValues(spec: JsonObject, params: GoMap, renderer: Renderer, path: Path): void {
  const rendered = Object.entries(textsOf(spec['values'])).map(([key, template]) => {
    const place = [...path, 'values', key]
    try {
      return [key, renderer.replaceAt(template, params, place)] as const
    } catch (error) {
      if (!(error instanceof ExpansionError)) throw error
      throw error.within(
        'failed to replace templated string: failed to replace templated string with rendered values',
      )
    }
  })
  if (rendered.length === 0) return
  if (renderer.isGoTemplate) params.entries.set('values', new GoMap(rendered, 'string'))
  else for (const [key, value] of rendered) params.entries.set(`values.${key}`, value)
}
