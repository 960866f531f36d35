import { buildError } from './build-error.ts'
import { nodeOf } from './config/shape.ts'
import { anchoredGoRegExp, type Pattern } from './go-regexp.ts'
import type { Selector } from './kustomization.ts'
import { labelSelector } from './label-selector.ts'
import { isLimit, type Meter } from './meter.ts'
import type { Resource } from './resource.ts'
import { effectiveNamespace } from './resource-id.ts'

/**
 * Chooses resources as the target of a patch does: every part is a regular expression for the whole
 * text, names and namespaces may be the present or the original ones.
 */
export function selectorFor(selector: Selector, meter?: Meter): (resource: Resource) => boolean {
  const at = nodeOf(selector)
  const compile = (pattern: string | undefined): Pattern | undefined => {
    try {
      return anchoredGoRegExp(pattern ?? '', meter)
    } catch (cause) {
      if (isLimit(cause)) throw cause
      throw buildError('KUSTOMIZE_FIELD', `"${pattern}" is not a regular expression`, { at, cause })
    }
  }
  const group = compile(selector.group)
  const version = compile(selector.version)
  const kind = compile(selector.kind)
  const name = compile(selector.name)
  const namespace = compile(selector.namespace)
  const labels = labelSelector(selector.labelSelector ?? '', at)
  const annotations = labelSelector(selector.annotationSelector ?? '', at)
  return resource => {
    if (resource.isEmpty) return false
    const { id, originalId } = resource
    return (
      (!kind || kind.test(id.kind, meter)) &&
      (!name || name.test(originalId.name, meter) || name.test(id.name, meter)) &&
      (!namespace ||
        namespace.test(effectiveNamespace(originalId), meter) ||
        namespace.test(effectiveNamespace(id), meter)) &&
      (!group || group.test(id.group, meter)) &&
      (!version || version.test(id.version, meter)) &&
      (!selector.labelSelector || labels(resource.labels)) &&
      (!selector.annotationSelector || annotations(resource.annotations))
    )
  }
}
