import { goValue } from '@bulkhead/gotemplate'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { jsonKind } from './argo-functions.ts'
import { applicationShape } from './application-shape.ts'
import { formatPath, isObject, objectOf, type Json, type JsonObject } from './json.ts'
import { RenderError } from './render-error.ts'
import { conform, ShapeError } from './shape.ts'
import { strategicMerge, StrategicMergeError } from './strategic-merge.ts'

/**
 * An Application with a rendered `templatePatch`, which is YAML or JSON. Whatever it says, the
 * project stays. (controllers/template/patch.go)
 *
 * @throws RenderError
 */
export function applyTemplatePatch(application: JsonObject, patch: string): JsonObject {
  const value = readPatch(patch)
  if (value === null) return application
  const text = JSON.stringify(value)
  if (!isObject(value)) {
    throw new RenderError(
      `invalid templatePatch ${JSON.stringify(text)}: json: cannot unmarshal ${jsonKind(goValue(value))} into Go value of type v1alpha1.Application`,
    )
  }
  decode(value, `invalid templatePatch ${JSON.stringify(text)}`)
  let patched: JsonObject
  try {
    patched = strategicMerge(application, value, applicationShape)
  } catch (error) {
    if (!(error instanceof StrategicMergeError)) throw error
    throw new RenderError(
      `error while applying templatePatch template to json ${JSON.stringify(text)}: ${error.message}`,
    )
  }
  const final = decode(patched, 'error while unmarhsalling patched application')
  const { project } = objectOf(application['spec'])
  const { project: _, ...spec } = objectOf(final['spec'])
  return { ...final, spec: project === undefined ? spec : { ...spec, project } }
}

/** What begins with a brace is taken for JSON. */
function readPatch(patch: string): Json {
  try {
    return (patch.trim().startsWith('{') ? JSON.parse(patch) : readKubernetesYaml(patch)) as Json
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new RenderError(
      `error while converting template to json ${JSON.stringify(patch)}: yaml: ${error.message}`,
      { cause: error },
    )
  }
}

/** What Go calls the types of fields. */
const goTypes: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int64' }

function decode(value: JsonObject, prefix: string): JsonObject {
  try {
    return objectOf(conform(value, applicationShape, []))
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    throw new RenderError(
      `${prefix}: json: cannot unmarshal ${error.given} into Go struct field Application.${formatPath(error.path)} of type ${goTypes[error.wanted] ?? error.wanted}`,
      { cause: error },
    )
  }
}
