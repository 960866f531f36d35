import { YamlSyntaxError } from './cursor.ts'
import { Source } from './source.ts'
import { emitYaml } from './emit.ts'
import { scalarThroughJson } from './json.ts'
import { MapNode, SequenceNode, type Node, type ScalarNode } from './node.ts'
import { parseDocument } from './parse.ts'
import { parseInteger, resolve, UnreadableScalar } from './resolve.ts'
import { fromValue, type Value } from './value.ts'

export { YamlSyntaxError } from './cursor.ts'
export type { Value, ValueMap } from './value.ts'

/**
 * The first document of a text as `sigs.k8s.io/yaml` reads it, which is how the controllers of
 * Kubernetes do: YAML 1.1, where `yes` is true and `0755` is octal, and all keys are text. Nothing
 * at all is null.
 *
 * @throws YamlSyntaxError, UnreadableScalar, UnreadableValue
 */
export function readKubernetesYaml(text: string): Value {
  const source = new Source('', text)
  const node = parseDocument(source, 0, text.length, '1.1')
  return node ? valueOf(node) : null
}

/** A plain value as `sigs.k8s.io/yaml` writes it: keys in order, lists not indented. */
export function writeKubernetesYaml(value: unknown): string {
  return emitYaml(fromValue(value))
}

/** Something that YAML can say and JSON cannot. */
export class UnreadableValue extends Error {}

/** Whether an error is one that `readKubernetesYaml` throws for a text that it cannot read. */
export function isUnreadable(error: unknown): boolean {
  return (
    error instanceof YamlSyntaxError ||
    error instanceof UnreadableScalar ||
    error instanceof UnreadableValue
  )
}

function valueOf(node: Node): Value {
  switch (node.kind) {
    case 'scalar':
      return scalarValue(node)
    case 'sequence':
      return node.items.map(valueOf)
    case 'map':
      return Object.fromEntries(
        node.keys.map((key, i) => [
          keyText(key, node.keyTags?.[i]),
          valueOf(node.values[i] as Node),
        ]),
      )
  }
}

/**
 * A copy of a node of YAML 1.1 as `readKubernetesYaml` would read it: every scalar in its canonical
 * form. Each value keeps the place where it was written.
 *
 * @throws UnreadableScalar, UnreadableValue
 */
export function throughKubernetes(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return scalarThroughJson(scalarValue(node), node)
    case 'sequence':
      return new SequenceNode(node.items.map(throughKubernetes), node.source, node.offset)
    case 'map': {
      const members = new Map(
        node.keys.map((key, i) => [
          keyText(key, node.keyTags?.[i]),
          throughKubernetes(node.values[i] as Node),
        ]),
      )
      return new MapNode([...members.keys()], [...members.values()], node.source, node.offset)
    }
  }
}

const yes = new Set(['y', 'yes', 'on', 'true'])

function scalarValue(scalar: ScalarNode): Value {
  const { tag, text, style } = scalar
  if (style !== 'plain' && style !== 'folded') return tag === '!!binary' ? resolve(scalar) : text
  switch (tag) {
    case '!!bool':
      return yes.has(text.toLowerCase())
    case '!!float':
      if (/^[-+]?\.(?:inf|nan)$/i.test(text)) {
        throw new UnreadableValue(`json: unsupported value: ${text}`)
      }
      return resolve(scalar)
    case '!!timestamp':
      // For old readers it stays the text that it is.
      return text
    case '!!str':
      return text
    default:
      return resolve(scalar)
  }
}

/** JSON's keys are text, whatever YAML takes them for. */
function keyText(key: string, tag: string | undefined): string {
  switch (tag) {
    case '!!bool':
      return String(yes.has(key.toLowerCase()))
    case '!!int':
      return String(parseInteger(key.replaceAll('_', ''), '1.1') ?? key)
    case '!!float':
      return String(Number(key.replaceAll('_', '')))
    case '!!null':
      throw new UnreadableValue('unsupported map key of type: %!s(<nil>)')
    default:
      return key
  }
}
