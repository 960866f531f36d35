import { GoMap, GoSlice, goValue } from '@bulkhead/gotemplate'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { cannotDecode, jsonKind } from '../argo-functions.ts'
import { ExpansionError } from '../faults.ts'
import { isObject, listOf, textOf, type Json, type JsonObject, type Path } from '../json.ts'
import { ParameterSet, parametersOf } from '../parameters.ts'
import type { GeneratorContext } from './context.ts'

/** One set for each element, then one for each of `elementsYaml`. (generators/list.go) */
export function generateList(
  spec: JsonObject,
  path: Path,
  { renderer, work }: GeneratorContext,
): readonly ParameterSet[] {
  const elements = listOf(spec['elements'])
  work.step(elements.length, path)
  work.read(textOf(spec['elementsYaml']), [...path, 'elementsYaml'])
  const own = elements.map((element, i) => {
    const place = [...path, 'elements', i]
    const params = renderer.isGoTemplate ? readElement(element, place) : flatElement(element, place)
    return ParameterSet.from(params, { generator: path, element: i })
  })
  const more = readElementsYaml(textOf(spec['elementsYaml']), [...path, 'elementsYaml'])
  return [
    ...own,
    ...more.map((params, i) =>
      ParameterSet.from(params, { generator: path, element: elements.length + i }),
    ),
  ]
}

function readElement(element: Json, path: Path): GoMap {
  if (isObject(element)) return parametersOf(element)
  if (element === null) return new GoMap()
  throw fault(
    `error unmarshling list element json: cannot unmarshal ${jsonKind(goValue(element))} into Go value of type map[string]interface {}`,
    path,
  )
}

/** Without Go templates all parameters are texts; `values` may hold further ones. */
function flatElement(element: Json, path: Path): GoMap {
  const params = new GoMap()
  for (const [key, value] of readElement(element, path).entries) {
    if (key !== 'values') {
      if (typeof value !== 'string') throw fault(notText, [...path, key])
      params.entries.set(key, value)
      continue
    }
    if (!(value instanceof GoMap)) throw fault('error parsing values map', [...path, key])
    for (const [name, text] of value.entries) {
      if (typeof text !== 'string') throw fault(notText, [...path, key, name])
      params.entries.set(`values.${name}`, text)
    }
  }
  return params
}

const notText = 'error parsing value as string %!w(<nil>)'

/** These keep their types and depth in both modes: they are meant for matrices. */
function readElementsYaml(text: string, path: Path): readonly GoMap[] {
  if (text === '') return []
  const prefix = 'error unmarshling decoded ElementsYaml'
  let value
  try {
    value = goValue(readKubernetesYaml(text))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw fault(`${prefix} error converting YAML to JSON: yaml: ${error.message}`, path)
  }
  if (value === null) return []
  if (!(value instanceof GoSlice)) {
    throw fault(`${prefix} ${cannotDecode(value, '[]map[string]interface {}').message}`, path)
  }
  return value.items.map(item => {
    if (item instanceof GoMap) return item
    if (item === null) return new GoMap()
    throw fault(`${prefix} ${cannotDecode(item, 'map[string]interface {}').message}`, path)
  })
}

function fault(message: string, path: Path): ExpansionError {
  return new ExpansionError('APPSET_GENERATOR', message, path)
}
