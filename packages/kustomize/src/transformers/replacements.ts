import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import { lookup, splitFieldPath } from '../field-path.ts'
import type { FieldOptions, Replacement, SourceSelector, TargetSelector } from '../kustomization.ts'
import { labelSelector } from '../label-selector.ts'
import type { Meter } from '../meter.ts'
import type { ResMap } from '../res-map.ts'
import type { Resource } from '../resource.ts'
import { isSelectedById, type ResourceId } from '../resource-id.ts'
import { isNilOrEmpty } from '../yaml/fields.ts'
import { cloneNode, ScalarNode, type Node } from '../yaml/node.ts'
import { putNode, type Slot } from './field-spec.ts'
import { holdPath } from './hold-path.ts'
import { matchPath } from './match-path.ts'
import type { Transformer } from './transformer.ts'

const defaultFieldPath = 'metadata.name'

/** Copies fields of one object to fields of others (`replacements`). */
export function replacementTransformer(
  replacements: readonly Replacement[],
  { by, node }: { readonly by: string; readonly node?: Node | undefined },
): Transformer {
  return {
    by,
    kind: 'ReplacementTransformer',
    node,
    transform(resources) {
      replacements.forEach((replacement, index) => {
        const { source, targets } = replacement
        if (!source || !targets) {
          throw buildError(
            'KUSTOMIZE_REPLACEMENT',
            'a replacement needs a source and at least one target',
            { at: nodeOf(replacement) ?? node },
          )
        }
        resources.meter.step(4 * resources.resources.length, nodeOf(replacement) ?? node)
        const value = sourceValue(resources, source)
        const change = {
          by: `${by}[${index}]`,
          kustomization: node?.source?.file ?? '',
          node: nodeOf(replacement) ?? node,
        }
        for (const target of targets) {
          resources.meter.step(4 * resources.resources.length, nodeOf(target) ?? node)
          for (const resource of selectTargets(resources, target)) {
            copyTo(resource, value, target)
            resource.note(change)
          }
        }
      })
      resources.touch()
    },
  }
}

/** Ids as replacements see them: without knowing what lives outside namespaces. */
function idsOf(resource: Resource): readonly ResourceId[] {
  return [{ ...resource.id, isClusterScoped: false }, ...resource.previousIds]
}

function sourceValue(resources: ResMap, source: SourceSelector): Node {
  const at = nodeOf(source)
  const [resource, ...more] = resources.resources.filter(candidate =>
    idsOf(candidate).some(id => isSelectedById(id, source)),
  )
  if (!resource || more.length > 0) {
    throw buildError(
      'KUSTOMIZE_REPLACEMENT',
      resource ? 'the source selects more than one object' : 'the source selects nothing',
      { at, hint: 'Name group, version, kind, name and namespace of exactly one object.' },
    )
  }
  const { fieldPath = '', options } = source
  const node = lookup(resource.node, splitFieldPath(fieldPath || defaultFieldPath))
  if (node === undefined || isNilOrEmpty(node)) {
    throw buildError(
      'KUSTOMIZE_REPLACEMENT',
      `the source has no field ${fieldPath || defaultFieldPath}`,
      { at: nodeOf(source, 'fieldPath') ?? at, hint: 'Correct the path, or set the field.' },
    )
  }
  return refine(node, options, at)
}

/** With a delimiter only one part of a text is meant. */
function refine(node: Node, options: FieldOptions | undefined, at: Node | undefined): Node {
  if (!options?.delimiter) return node
  if (node.kind !== 'scalar') throw notText(at)
  const parts = node.text.split(options.delimiter)
  const part = parts[options.index ?? 0]
  if (part === undefined) {
    throw buildError(
      'KUSTOMIZE_REPLACEMENT',
      `index ${options.index} is out of bounds: the text has ${parts.length} parts`,
      { at },
    )
  }
  return new ScalarNode(part, node.tag, node.style, node.source, node.offset)
}

function selectTargets(resources: ResMap, target: TargetSelector): Resource[] {
  const { select, reject = [] } = target
  const at = nodeOf(target)
  if (!select) {
    throw buildError('KUSTOMIZE_REPLACEMENT', 'a target needs "select"', { at })
  }
  const matches = [select, ...reject].map(selector => {
    const labels = labelSelector(selector.labelSelector ?? '', at)
    const annotations = labelSelector(selector.annotationSelector ?? '', at)
    return (resource: Resource) => labels(resource.labels) && annotations(resource.annotations)
  })
  return resources.resources.filter(resource => {
    if (!matches[0]?.(resource)) return false
    const isRejected = reject.some((selector, i) => {
      if (!selector.labelSelector && !selector.annotationSelector) return false
      return matches[i + 1]?.(resource)
    })
    if (isRejected) return false
    const ids = idsOf(resource)
    if (!ids.some(id => isSelectedById(id, select))) return false
    return !reject.some(selector => {
      const { group, version, kind, name, namespace } = selector
      if (!group && !version && !kind && !name && !namespace) return false
      return ids.some(id => isSelectedById(id, selector))
    })
  })
}

function copyTo(resource: Resource, value: Node, target: TargetSelector): void {
  const { fieldPaths = [], options } = target
  const root = resource.edit()
  const at = nodeOf(target)
  for (const path of fieldPaths.length > 0 ? fieldPaths : [defaultFieldPath]) {
    const created = options?.create ? value.kind : undefined
    const start = { slots: [root as Node], index: 0, node: root }
    const steps = splitFieldPath(path)
    holdPath(resource, steps, at)
    const slots = matchPath(start, steps, created, resource.meter)
    if (slots.length === 0) {
      throw buildError(
        'KUSTOMIZE_REPLACEMENT',
        `unable to find${created ? ' or create' : ''} field "${path}" in ${resource.kind} ${resource.name}`,
        { at, hint: 'Correct the path, or set options.create.' },
      )
    }
    resource.meter?.step(1 + slots.length, at)
    for (const slot of slots) setValue(root, slot, value, { options, at, meter: resource.meter })
  }
}

/** How a value is written, and what that is taken from. */
interface Setting {
  readonly options: FieldOptions | undefined
  readonly at: Node | undefined
  readonly meter: Meter | undefined
}

function setValue(
  root: ReturnType<Resource['edit']>,
  slot: Slot,
  value: Node,
  { options, at, meter }: Setting,
): void {
  const { node } = slot
  let text = value.kind === 'scalar' ? value.text : ''
  if (options?.delimiter) {
    if (node.kind !== 'scalar') throw notText(at)
    const part = value.kind === 'scalar' && value.tag !== '!!null' ? value.text : ''
    meter?.text(node.text.length + part.length, at)
    text = spliced(node.text, part, options.delimiter, options.index ?? 0)
  }
  if (node.kind === 'scalar') {
    // Only the text is copied: a quoted target stays text, a number stays a number.
    putNode(root, slot, new ScalarNode(text, node.tag, node.style, value.source, value.offset))
  } else if (value.kind === 'scalar') {
    const next = new ScalarNode(text, value.tag, value.style, value.source, value.offset)
    putNode(root, slot, next)
  } else putNode(root, slot, cloneNode(value, meter))
}

function spliced(text: string, part: string, delimiter: string, index: number): string {
  const parts = text.split(delimiter)
  if (index < 0) parts.unshift(part)
  else if (index >= parts.length) parts.push(part)
  else parts[index] = part
  return parts.join(delimiter)
}

function notText(at: Node | undefined) {
  return buildError('KUSTOMIZE_REPLACEMENT', 'a delimiter can only be used with a plain value', {
    at,
  })
}
