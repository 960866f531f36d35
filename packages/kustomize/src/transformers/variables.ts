import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import { lookup, splitFieldPath } from '../field-path.ts'
import type { FieldSpec, Var } from '../kustomization.ts'
import type { Meter } from '../meter.ts'
import type { ResMap } from '../res-map.ts'
import type { Resource } from '../resource.ts'
import { isNull, MapNode, ScalarNode, SequenceNode, type Node } from '../yaml/node.ts'
import { toValue, type Value } from '../yaml/value.ts'
import { changeFields } from './field-spec.ts'

/** What a variable stands for, and where that was written. Other values are not inserted. */
interface VariableValue {
  readonly value: Value
  readonly node: Node
}

/** Replaces `$(NAME)` by the values of variables (`vars`) in the fields that may hold them. */
export function resolveVariables(
  resources: ResMap,
  variables: ReadonlyMap<string, Var>,
  fieldSpecs: readonly FieldSpec[],
): void {
  if (variables.size === 0) return
  const { meter } = resources
  meter.step(variables.size * resources.resources.length)
  const values = new Map<string, VariableValue>()
  for (const name of [...variables.keys()].sort()) {
    values.set(name, valueOf(variables.get(name) as Var, resources.resources))
  }
  for (const resource of resources.resources) {
    meter.step(Math.ceil(fieldSpecs.length / 8))
    changeFields(resource, fieldSpecs, node => replaceIn(node, values, meter))
  }
  resources.touch()
}

function valueOf(variable: Var, resources: readonly Resource[]): VariableValue {
  const path = variable.fieldref?.fieldPath || 'metadata.name'
  const at = nodeOf(variable)
  const resource = resources.find(({ variables }) => variables.includes(variable.name))
  if (!resource) {
    throw buildError('KUSTOMIZE_VARIABLE', `variable "${variable.name}" names no object`, {
      at,
      hint: 'Correct its objref.',
    })
  }
  const steps = splitFieldPath(path).flatMap(step => {
    const match = /^(.*)\[(\d+)\]$/.exec(step)
    return match ? [match[1] ?? '', match[2] ?? ''] : [step]
  })
  const node = lookup(resource.node, steps)
  if (!node) {
    throw buildError(
      'KUSTOMIZE_VARIABLE',
      `variable "${variable.name}": ${resource.kind} ${resource.name} has no field ${path}`,
      { at, hint: 'Correct its fieldref.' },
    )
  }
  return { value: typedValue(node), node }
}

function typedValue(node: Node): Value {
  if (node.kind !== 'scalar') return toValue(node)
  switch (node.tag) {
    case '!!int':
    case '!!float':
    case '!!bool':
      return toValue(node)
    default:
      return node.text
  }
}

type Values = ReadonlyMap<string, VariableValue>

function replaceIn(node: Node, values: Values, meter: Meter): Node | undefined {
  if (isNull(node)) return undefined
  switch (node.kind) {
    case 'scalar':
      return isText(node) ? expand(node, values, meter) : undefined
    case 'sequence': {
      const items = node.items.map(item => {
        if (!isText(item)) throw notText(item)
        return expand(item, values, meter) ?? item
      })
      if (items.every((item, i) => item === node.items[i])) return undefined
      return new SequenceNode(items, node.source, node.offset)
    }
    case 'map': {
      if (node.keyTags) throw notText(node)
      let changed = false
      const entries = node.values.map(value => {
        const next = isText(value) ? expand(value, values, meter) : undefined
        changed ||= next !== undefined
        return next ?? value
      })
      if (!changed) return undefined
      return new MapNode([...node.keys], entries, node.source, node.offset)
    }
  }
}

function isText(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && (node.tag === '!!str' || node.tag === '')
}

/** A text with its references replaced; nothing when it has none. */
function expand(scalar: ScalarNode, values: Values, meter: Meter): ScalarNode | undefined {
  const { text } = scalar
  meter.step(1 + (text.length >> 6), scalar)
  if (!text.includes('$')) {
    return scalar.style === 'folded' ? scalarOf(text, scalar) : undefined
  }
  const whole = /^\$\(([^)]*)\)$/.exec(text)
  const variable = whole && values.get(whole[1] ?? '')
  if (variable && isPrimitive(variable.value)) return scalarOf(variable.value, variable.node)
  // Behind the last parenthesis no name can end, and none is looked for.
  const end = text.lastIndexOf(')') + 1
  const tail = text.slice(end).replaceAll('$$', '$')
  const head = text.slice(0, end).replace(/\$(\$|\(([^)]*)\)|\(|[^]?)/gu, (match, rest, name) => {
    if (rest === '$') return '$'
    if (name === undefined) return match
    const found = values.get(String(name))?.value
    if (found === undefined || !isPrimitive(found)) return match
    const inserted = String(found)
    meter.text(inserted.length, scalar)
    return inserted
  })
  const replaced = head + tail
  return replaced === text ? undefined : scalarOf(replaced, scalar)
}

function isPrimitive(value: Value): value is string | number | bigint | boolean {
  return typeof value !== 'object'
}

function scalarOf(value: string | number | bigint | boolean, at: Node): ScalarNode {
  const tag =
    typeof value === 'string'
      ? '!!str'
      : typeof value === 'boolean'
        ? '!!bool'
        : Number.isInteger(Number(value))
          ? '!!int'
          : '!!float'
  return new ScalarNode(String(value), tag, 'plain', at.source, at.offset)
}

function notText(at: Node) {
  return buildError('KUSTOMIZE_VARIABLE', 'a field with variables can hold text only', { at })
}
