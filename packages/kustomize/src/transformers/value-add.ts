import { posix } from 'node:path'
import { buildError } from '../build-error.ts'
import type { Selector } from '../kustomization.ts'
import type { Resource } from '../resource.ts'
import { selectorFor } from '../select.ts'
import { isNull, MapNode, ScalarNode, type Node } from '../yaml/node.ts'
import { holdPath } from './hold-path.ts'
import { putNode } from './field-spec.ts'
import { setNamespace } from './namespace.ts'
import type { Transformer } from './transformer.ts'

export interface ValueAddTarget {
  readonly selector?: Selector
  readonly fieldPath?: string
  readonly filePathPosition?: number
}

/** Writes one value to fields of many objects; inserts it into file paths where asked to. */
export function valueAddTransformer(
  value: string,
  targets: readonly ValueAddTarget[],
  { by, node }: { readonly by: string; readonly node?: Node | undefined },
): Transformer {
  for (const { fieldPath = '', filePathPosition = 0 } of targets) {
    if (fieldPath !== '' && filePathPosition >= 0) continue
    throw buildError('KUSTOMIZE_TRANSFORMER', 'a target needs a fieldPath', { at: node })
  }
  return {
    by,
    kind: 'ValueAddTransformer',
    node,
    transform(resources) {
      for (const target of targets) {
        const select = target.selector && selectorFor(target.selector, resources.meter)
        for (const resource of resources.resources) {
          resources.meter.step(2, node)
          if (select && !select(resource)) continue
          if (target.fieldPath === 'metadata/namespace') {
            setNamespace(resource, { namespace: value, fieldSpecs: [], node })
          } else addValue(resource, value, target)
        }
      }
      resources.touch()
    },
  }
}

function addValue(resource: Resource, value: string, target: ValueAddTarget): void {
  const { fieldPath = '', filePathPosition = 0 } = target
  const root = resource.edit()
  const steps = fieldPath
    .replaceAll('\\/', '\0')
    .split('/')
    .map(step => step.replaceAll('\0', '/'))
    .filter(step => step.trim() !== '')
  holdPath(resource, steps)
  let map: MapNode = root
  steps.forEach((step, depth) => {
    const isLast = depth === steps.length - 1
    if (!map.has(step)) map.set(step, isLast ? new ScalarNode('', '', 'plain') : new MapNode())
    const index = map.keys.indexOf(step)
    const node = map.values[index] as Node
    if (!isLast) {
      if (node.kind !== 'map') throw wrongKind(node, fieldPath)
      map = node
      return
    }
    if (node.kind !== 'scalar') throw wrongKind(node, fieldPath)
    const old = isNull(node) ? '' : node.text
    resource.meter?.text(old.length + value.length)
    const text = filePathPosition > 0 ? insertPathPart(old, filePathPosition - 1, value) : value
    putNode(root, { slots: map.values, index, node }, new ScalarNode(text, '', node.style))
  })
}

/** Inserts a directory into a file path; a position behind its end appends. */
function insertPathPart(path: string, position: number, part: string): string {
  const isAbsolute = path.startsWith('/')
  const parts = path.split('/').filter(step => step !== '')
  parts.splice(position, 0, part)
  const joined = posix.join(...parts)
  return isAbsolute ? `/${joined}` : joined
}

function wrongKind(node: Node, path: string) {
  return buildError('KUSTOMIZE_TRANSFORMER', `"${path}" does not lead to a plain value`, {
    at: node,
  })
}
