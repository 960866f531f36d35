import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import type { Patch } from '../kustomization.ts'
import type { Meter } from '../meter.ts'
import type { ParsedPatch } from '../read-patch.ts'
import { Resource, writeTextMap } from '../resource.ts'
import type { ResMap } from '../res-map.ts'
import { describeId } from '../resource-id.ts'
import type { OpenApi } from '../schema/schema.ts'
import { selectorFor } from '../select.ts'
import { ensureMap, setField } from '../yaml/fields.ts'
import { throughJson } from '../yaml/json.ts'
import type { MapNode } from '../yaml/node.ts'
import { cloneNode, ScalarNode, type Node } from '../yaml/node.ts'
import { applyJsonPatch, type JsonPatch } from './json6902.ts'
import { strategicMerge } from './strategic-merge.ts'
import type { Transformer } from './transformer.ts'

export interface PatchOptions {
  readonly by: string
  readonly patch: Patch
  readonly parsed: ParsedPatch
  readonly api: () => OpenApi
  readonly node?: Node | undefined
}

/** One entry of `patches`: a strategic merge patch or a JSON patch, told apart by their shape. */
export function patchTransformer(options: PatchOptions): Transformer {
  const { by, patch, parsed, node } = options
  return {
    by,
    kind: 'PatchTransformer',
    node,
    transform(resources) {
      const select = patch.target && selectorFor(patch.target, resources.meter)
      const [first, ...more] = parsed.merges
      if (!first) return patchAsJson(resources, select, options)
      if (!select) {
        for (const merge of parsed.merges) patchById(resources, merge, options)
        return
      }
      if (more.length > 0) {
        throw buildError(
          'KUSTOMIZE_PATCH',
          'an entry of patches with a target can hold one strategic merge patch only',
          { at: more[0], hint: 'Make an entry of its own for each patch.' },
        )
      }
      patchSelected(resources, resources.resources.filter(select), first, options)
    },
  }
}

/** The entries of `patchesStrategicMerge`, which find their target by their own id. */
export function strategicMergeTransformer(
  merges: readonly MapNode[],
  options: Pick<PatchOptions, 'by' | 'api' | 'node'>,
): Transformer {
  return {
    by: options.by,
    kind: 'PatchStrategicMergeTransformer',
    node: options.node,
    transform(resources) {
      for (const merge of merges) {
        const target = targetOf(resources, merge, options.api())
        patchSelected(resources, [target], merge, { ...options, patch: {} })
      }
    },
  }
}

/** One entry of `patchesJson6902`. */
export function json6902Transformer(
  patch: Patch,
  parsed: JsonPatch,
  { by, node }: Pick<PatchOptions, 'by' | 'node'>,
): Transformer {
  return {
    by,
    kind: 'PatchJson6902Transformer',
    node,
    transform(resources) {
      const select = selectorFor(patch.target ?? {}, resources.meter)
      for (const resource of resources.resources.filter(select)) {
        applyToResource(resource, parsed)
        resource.note({ by, kustomization: node?.source?.file ?? '', node: parsed.node })
      }
      resources.touch()
    },
  }
}

function patchById(resources: ResMap, merge: MapNode, options: PatchOptions): void {
  const target = targetOf(resources, merge, options.api())
  applyMerge(target, merge, options)
  const { allowNameChange, allowKindChange } = options.patch.options ?? {}
  const mayHaveOtherIds = allowNameChange || allowKindChange || forgetsNotes(merge)
  if (mayHaveOtherIds || target.isEmpty) resources.touch()
}

/** The one resource that has, or had, the id of a patch. */
function targetOf(resources: ResMap, merge: MapNode, api: OpenApi): Resource {
  const { id } = new Resource(merge, api, false)
  const [target, ...more] = resources.withId(id)
  if (target && more.length === 0) return target
  throw buildError(
    'KUSTOMIZE_PATCH',
    target
      ? `the patch is for more than one resource: ${describeId(id)}`
      : `there is no ${describeId(id)} to patch`,
    {
      at: merge,
      hint: target
        ? 'Give the patch a target that is unique.'
        : 'Correct apiVersion, kind, name or namespace, or give the patch a target.',
    },
  )
}

function patchSelected(
  resources: ResMap,
  selected: readonly Resource[],
  merge: MapNode,
  options: Pick<PatchOptions, 'by' | 'patch' | 'api' | 'node'>,
): void {
  for (const resource of selected) {
    const patch = forTarget(merge, resource, resources.meter)
    applyMerge(resource, patch, options)
  }
  resources.meter.step(4 * resources.resources.length, merge)
  resources.rebuild(resources.resources.filter(resource => !resource.isEmpty))
}

/** A copy of a patch for a target that was selected: it takes the target's API version. */
function forTarget(merge: MapNode, target: Resource, meter: Meter): MapNode {
  const patch = cloneNode(merge, meter)
  const own = new Resource(patch, noApi, true)
  own.setTextMap('labels', own.labels)
  own.setTextMap('annotations', own.annotations)
  own.setName(own.name)
  own.setNamespace(own.namespace)
  setField(patch, patch, 'apiVersion', new ScalarNode(target.apiVersion, '', 'plain'))
  return patch
}

const noApi: OpenApi = { schemaOf: () => undefined, isClusterScoped: () => false }

function applyMerge(
  resource: Resource,
  merge: MapNode,
  { by, patch: { options = {} }, api, node }: Pick<PatchOptions, 'by' | 'patch' | 'api' | 'node'>,
): void {
  const { name, namespace, kind } = resource
  if (options.allowNameChange || options.allowKindChange) resource.rememberId()
  if (forgetsNotes(merge)) resource.forgetNotes()
  const target = resource.edit()
  const change = { by, kustomization: node?.source?.file ?? '', node: merge }
  if (!strategicMerge(target, cloneNode(merge, resource.meter), api(), resource.meter)) {
    resource.replace(undefined)
    return
  }
  if (resource.isEmpty) return
  if (!options.allowKindChange) resource.setKind(kind)
  if (!options.allowNameChange) resource.setName(name)
  resource.setNamespace(namespace)
  resource.note(change)
}

/** A patch that clears all annotations also clears kustomize's notes, which live among them. */
function forgetsNotes(merge: MapNode): boolean {
  const metadata = merge.get('metadata')
  if (metadata?.kind !== 'map') return false
  const annotations = metadata.get('annotations')
  if (metadata.has('$patch')) return true
  if (annotations?.kind === 'map') return annotations.has('$patch')
  return annotations?.kind === 'scalar' && annotations.tag === '!!null'
}

function patchAsJson(
  resources: ResMap,
  select: ((resource: Resource) => boolean) | undefined,
  { by, parsed, node, patch }: PatchOptions,
): void {
  if (!select) {
    throw buildError('KUSTOMIZE_PATCH', 'a JSON patch needs a target', {
      at: nodeOf(patch) ?? node,
      hint: 'Add target: { kind, name }.',
    })
  }
  for (const resource of resources.resources.filter(select)) {
    resource.rememberId()
    applyToResource(resource, parsed.json)
    resource.note({ by, kustomization: node?.source?.file ?? '', node: parsed.json?.node ?? node })
  }
  resources.touch()
}

/** Kustomize patches the JSON form of an object, notes and all, and reads it back. */
function applyToResource(resource: Resource, patch: JsonPatch | undefined): void {
  const tree = throughJson(resource.node, resource.meter) as MapNode
  if (resource.hasNotes) ensureMap(tree, 'metadata', 'annotations')
  if (patch) applyJsonPatch(tree, patch, resource.meter)
  resource.replace(tree)
  writeTextMap(tree, 'annotations', resource.annotations)
}
