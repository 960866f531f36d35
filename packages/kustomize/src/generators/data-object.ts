import { compareStrings } from '@bulkhead/diagnostics'
import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import type { GeneratorArgs, GeneratorOptions, SecretArgs } from '../kustomization.ts'
import type { Loader } from '../loader.ts'
import type { Meter } from '../meter.ts'
import type { ResourceOrigin } from '../provenance.ts'
import { Resource, type GeneratorBehavior } from '../resource.ts'
import type { OpenApi } from '../schema/schema.ts'
import type { Workspace } from '../workspace.ts'
import { MapNode, ScalarNode, stringNode, type Node } from '../yaml/node.ts'
import { readKeyValues, type KeyValue } from './key-values.ts'

export interface GeneratorContext {
  readonly loader: Loader
  readonly workspace: Workspace
  readonly api: OpenApi
  readonly kustomization: string
  /** What the texts are taken from. */
  readonly meter?: Meter | undefined
  /** Where the generator is configured, if the arguments do not know. */
  readonly node?: Node | undefined
}

/** The ConfigMap that an entry of `configMapGenerator` asks for. */
export function generateConfigMap(args: GeneratorArgs, context: GeneratorContext): Resource {
  const root = baseNode('ConfigMap', args, context)
  for (const { key, value, at } of sortedPairs(args, context)) {
    const isText = typeof value === 'string'
    const data = subMap(root, isText ? 'data' : 'binaryData')
    data.set(key, dataNode(isText ? value : base64(value), at))
  }
  return finish(root, args, context)
}

/** The Secret that an entry of `secretGenerator` asks for. */
export function generateSecret(args: SecretArgs, context: GeneratorContext): Resource {
  const root = baseNode('Secret', args, context)
  root.set('type', stringNode(args.type || 'Opaque', nodeOf(args, 'type')))
  const data = subMap(root, 'data')
  for (const { key, value, at } of sortedPairs(args, context)) {
    data.set(key, dataNode(base64(typeof value === 'string' ? Buffer.from(value) : value), at))
  }
  return finish(root, args, context)
}

function sortedPairs(
  args: GeneratorArgs,
  { loader, workspace, meter }: GeneratorContext,
): KeyValue[] {
  const pairs = readKeyValues(args, loader, workspace, meter)
  meter?.step(pairs.length)
  return pairs.toSorted((a, b) => compareStrings(a.key, b.key))
}

function baseNode(kind: string, args: GeneratorArgs, { node }: GeneratorContext): MapNode {
  const { name = '', namespace = '' } = args
  const at = nodeOf(args) ?? node
  if (name === '') {
    throw buildError('KUSTOMIZE_GENERATOR', `a generated ${kind} needs a name`, { at })
  }
  const metadata = new MapNode(['name'], [stringNode(name, nodeOf(args, 'name') ?? at)])
  if (namespace !== '') {
    metadata.set('namespace', stringNode(namespace, nodeOf(args, 'namespace') ?? at))
  }
  const root = new MapNode(
    ['apiVersion', 'kind', 'metadata'],
    [stringNode('v1', at), stringNode(kind, at), metadata],
  )
  root.source = at?.source
  root.offset = at?.offset ?? 0
  return root
}

function finish(root: MapNode, args: GeneratorArgs, context: GeneratorContext): Resource {
  const { options = {}, behavior = '' } = args
  const metadata = root.get('metadata') as MapNode
  addTexts(metadata, 'labels', options)
  addTexts(metadata, 'annotations', options)
  if (options.immutable) root.set('immutable', new ScalarNode('true', '!!bool', 'plain'))
  const resource = new Resource(root, context.api, true)
  resource.notes = {
    ...resource.notes,
    behavior: behaviorOf(behavior),
    needsHash: !options.disableNameSuffixHash,
  }
  const origin: ResourceOrigin = {
    node: nodeOf(args) ?? context.node,
    kustomization: context.kustomization,
  }
  resource.origin = origin
  return resource
}

function behaviorOf(word: string): GeneratorBehavior {
  return word === 'create' || word === 'replace' || word === 'merge' ? word : 'unspecified'
}

function addTexts(
  metadata: MapNode,
  field: 'labels' | 'annotations',
  options: GeneratorOptions,
): void {
  const texts = options[field] ?? {}
  const at = nodeOf(texts)
  for (const key of Object.keys(texts).sort(compareStrings)) {
    const from = at?.kind === 'map' ? at.get(key) : undefined
    subMap(metadata, field).set(key, stringNode(texts[key] ?? '', from))
  }
}

function subMap(map: MapNode, key: string): MapNode {
  const known = map.get(key)
  if (known?.kind === 'map') return known
  const created = new MapNode()
  map.set(key, created)
  return created
}

function dataNode(text: string, at: Node | undefined): ScalarNode {
  const style = text.includes('\n') ? 'literal' : 'plain'
  return new ScalarNode(text, '!!str', style, at?.source, at?.offset)
}

const base64LineLength = 70
const base64Line = /.{1,70}/g

/** Base64 text; what is longer than a line is broken into lines, each with its end. */
export function base64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  if (text.length < base64LineLength) return text
  return text.replace(base64Line, '$&\n')
}

/** Options of the kustomization fill what a generator leaves open; a true of either is true. */
export function mergeOptions(
  own: GeneratorOptions | undefined,
  global: GeneratorOptions | undefined,
): GeneratorOptions | undefined {
  if (!global) return own
  return {
    labels: { ...global.labels, ...own?.labels },
    annotations: { ...global.annotations, ...own?.annotations },
    disableNameSuffixHash: Boolean(own?.disableNameSuffixHash || global.disableNameSuffixHash),
    immutable: Boolean(own?.immutable || global.immutable),
  }
}
