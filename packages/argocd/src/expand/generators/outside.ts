import { GoMap, goValue, sprint } from '@bulkhead/gotemplate'
import { UnknownError } from '../faults.ts'
import { flatten } from '../flatten.ts'
import { objectOf, textsOf, type JsonObject, type Path } from '../json.ts'
import { ParameterSet, parametersOf } from '../parameters.ts'
import type { GeneratorContext, OutsideKind } from './context.ts'
import { addValues } from './values.ts'

const sources: Readonly<Record<OutsideKind, string>> = {
  scmProvider: 'the repositories of a source code host',
  clusterDecisionResource: 'the status of a live resource',
  pullRequest: 'the open pull requests of a repository',
  plugin: 'what a plugin answers',
}

/**
 * Parameters that somebody who knows them has supplied. Nothing is guessed: without them it is
 * unknown what the set makes.
 */
export function generateOutside(
  kind: OutsideKind,
  spec: JsonObject,
  path: Path,
  context: GeneratorContext,
): readonly ParameterSet[] {
  const { renderer, set, supply } = context
  const supplied = supply({ kind, spec, path, set })
  if (!supplied) {
    throw new UnknownError(
      `the parameters come from ${sources[kind]}, which is not known here`,
      path,
    )
  }
  return supplied.map((given, element) => {
    const params = parametersOf(given)
    if (kind === 'plugin') completePlugin(params, spec, renderer.isGoTemplate)
    if (kind !== 'clusterDecisionResource') addValues(spec, params, renderer, path)
    else copyValues(params, spec, renderer.isGoTemplate)
    return ParameterSet.from(params, { generator: path, element })
  })
}

/** Its values are not templates. (generators/duck_type.go) */
function copyValues(params: GoMap, spec: JsonObject, isGoTemplate: boolean): void {
  const values = Object.entries(textsOf(spec['values']))
  if (!isGoTemplate) for (const [key, value] of values) params.entries.set(`values.${key}`, value)
  else if (values.length > 0) params.entries.set('values', new GoMap(values, 'string'))
}

/** The answer as it is or flattened, and with it what the plugin was asked. (generators/plugin.go) */
function completePlugin(params: GoMap, spec: JsonObject, isGoTemplate: boolean): void {
  if (!isGoTemplate) {
    const flat = [...flatten(params)]
    params.entries.clear()
    for (const [key, value] of flat) params.entries.set(key, sprint(value))
  }
  const asked = goValue(objectOf(objectOf(spec['input'])['parameters']))
  params.entries.set('generator', new GoMap([['input', new GoMap([['parameters', asked]])]]))
}
