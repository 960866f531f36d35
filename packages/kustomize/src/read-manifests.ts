import { Budget } from '@bulkhead/diagnostics'
import { buildError } from './build-error.ts'
import { builtResource, type BuiltResource } from './built-resource.ts'
import { hold, isLimit } from './meter.ts'
import { Resource } from './resource.ts'
import { kubernetesApi } from './schema/schema.ts'
import { asBuildError, decode } from './workspace.ts'
import { textOf } from './yaml/fields.ts'
import { fromJson } from './yaml/json.ts'
import { readJsonStream } from './yaml/json-stream.ts'
import { throughKubernetes } from './yaml/kubernetes-yaml.ts'
import { isNull, ScalarNode, type MapNode, type Node } from './yaml/node.ts'
import { parseDocument, refuseControlCharacters } from './yaml/parse.ts'
import type { Source } from './yaml/source.ts'
import type { Value } from './yaml/value.ts'

/**
 * The objects of a file of plain manifests, one after the other, as the tools of Kubernetes read it
 * without kustomize: an object needs a kind and no more, documents without content are left out, and
 * what has `items` gives way to them. What stands before a fault is given before it is thrown.
 *
 * (k8s.io/apimachinery: util/yaml YAMLReader and YAMLOrJSONDecoder, unstructured IsList)
 *
 * @param file the path that its places are to have
 * @param budget bounds what one file may hold
 * @throws BuildError
 */
export function* readManifests(
  file: string,
  bytes: Uint8Array,
  budget: Budget = new Budget(),
): Generator<BuiltResource> {
  try {
    const source = decode(file, withoutMark(bytes), budget)
    refuseControlCharacters(source)
    let count = 0
    for (const node of nodesOf(source)) {
      hold(budget, 'yaml-documents', ++count, () => source.locate(0))
      if (node === undefined || isNull(node)) continue
      for (const object of objectsOf(node)) {
        const resource = new Resource(object, kubernetesApi, false)
        resource.origin = { node: object, kustomization: '' }
        yield builtResource(resource)
      }
    }
  } catch (error) {
    throw asBuildError(error)
  }
}

/** Editors on Windows begin a file with a mark that says which Unicode it is. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return isMarked ? bytes.subarray(3) : bytes
}

/** Each document in the form of JSON, which is what Kubernetes takes YAML for. */
function* nodesOf(source: Source): Generator<Node | undefined> {
  const values = /^\s*\{/.test(source.text) ? readJsonStream(source.text) : undefined
  const isOneDocument = values?.length === 1
  for (const value of values ?? []) yield jsonNode(value, source, isOneDocument)
  if (values) return
  for (const [start, end] of documentsOf(source)) {
    const node = parseDocument(source, start, end, '1.1')
    yield node && throughKubernetes(node)
  }
}

/** JSON may say things that YAML may not: then it has no finer place than its file. */
function jsonNode(value: Value, source: Source, isOneDocument: boolean): Node {
  const whole = new ScalarNode('', '', 'plain', source)
  try {
    return fromJson(value, isOneDocument ? parseDocument(source) : whole)
  } catch (error) {
    if (isLimit(error)) throw error
    return fromJson(value, whole)
  }
}

/** A line that begins with `---` and says nothing else ends a document. */
function* documentsOf(source: Source): Generator<readonly [start: number, end: number]> {
  const { text } = source
  let start = 0
  for (const { index, 0: line, 1: rest = '' } of text.matchAll(/^---(.*)$/gm)) {
    if (rest.trim() !== '' && !rest.trim().startsWith('#')) {
      throw buildError('KUSTOMIZE_YAML', `"${line}" does not separate documents`, {
        at: source.locate(index),
        hint: 'Put "---" on a line of its own.',
      })
    }
    if (index > start) yield [start, index]
    start = index + line.length
  }
  yield [start, text.length]
}

function objectsOf(node: Node): readonly MapNode[] {
  const object = checked(node)
  const items = object.get('items')
  if (items?.kind === 'sequence') return items.items.map(checked)
  const isEmptyList = items && isNull(items) && !object.has('spec') && !object.has('status')
  return isEmptyList ? [] : [object]
}

function checked(node: Node): MapNode {
  if (node.kind === 'map' && textOf(node.get('kind')) !== '') return node
  throw buildError(
    'KUSTOMIZE_RESOURCE',
    node.kind === 'map' ? 'this object has no kind' : 'expected a Kubernetes object here',
    { at: node, hint: 'Give it apiVersion and kind.' },
  )
}
