import { posix } from 'node:path'
import { buildError } from './build-error.ts'
import {
  configMapArgsShape,
  fieldSpecShape,
  imageShape,
  replacementFieldShape,
  replicaShape,
  secretArgsShape,
  selectorShape,
} from './config/kustomization-shape.ts'
import { flag, integer, list, record, struct, text, type Shape } from './config/shape.ts'
import {
  generateConfigMap,
  generateSecret,
  type GeneratorContext,
} from './generators/data-object.ts'
import { generateIamPolicy, iamPolicyShape } from './generators/iam-policy.ts'
import type {
  FieldSpec,
  Image,
  ReplacementField,
  Replica,
  Selector,
  StringMap,
} from './kustomization.ts'
import type { Loader } from './loader.ts'
import { isLimit } from './meter.ts'
import { readJsonPatch } from './read-patch.ts'
import { loadReplacements } from './read-replacements.ts'
import type { Resource } from './resource.ts'
import { describeId } from './resource-id.ts'
import type { OpenApi } from './schema/schema.ts'
import { addHashes } from './transformers/hash.ts'
import { imageTransformer } from './transformers/images.ts'
import { annotationsTransformer, labelTransformer } from './transformers/labels.ts'
import { nameAffixTransformer } from './transformers/name-affix.ts'
import { namespaceTransformer, type RoleBindingSubjects } from './transformers/namespace.ts'
import {
  json6902Transformer,
  patchTransformer,
  strategicMergeTransformer,
} from './transformers/patches.ts'
import { replacementTransformer } from './transformers/replacements.ts'
import { replicaTransformer } from './transformers/replicas.ts'
import type { Transformer } from './transformers/transformer.ts'
import { valueAddTransformer, type ValueAddTarget } from './transformers/value-add.ts'
import { inlineSource, type Workspace } from './workspace.ts'
import { throughJson } from './yaml/json.ts'
import { textOf } from './yaml/fields.ts'
import type { Node } from './yaml/node.ts'

/** What a configuration object under `generators`, `transformers` or `validators` works with. */
export interface PluginContext extends GeneratorContext {
  readonly currentApi: () => OpenApi
  readonly by: string
}

const specs = list(fieldSpecShape, {})
const texts = record(text, '')
const word = text as Shape<never>

/** The generator that a configuration object describes. Only kustomize's own can be run. */
export function generatorOf(config: Resource, context: PluginContext): () => readonly Resource[] {
  const node = throughJson(config.node)
  switch (builtinKind(config)) {
    case 'ConfigMapGenerator':
      return () => [generateConfigMap(read(withMetadata(configMapArgsShape), node), context)]
    case 'SecretGenerator':
      return () => [generateSecret(read(withMetadata(secretArgsShape), node), context)]
    case 'IAMPolicyGenerator':
      return () => [generateIamPolicy(read(iamPolicyShape, node), context)]
    case 'HelmChartInflationGenerator':
      throw helmIsNotRun(textOf(config.node.get('name')), config.node)
    default:
      throw unknownPlugin(config, 'generator')
  }
}

export function transformerOf(config: Resource, context: PluginContext): Transformer {
  const node = throughJson(config.node)
  const { by, loader, workspace } = context
  const at = { by, node }
  switch (builtinKind(config)) {
    case 'AnnotationsTransformer': {
      const { annotations = {}, fieldSpecs = [] } = read(
        struct<{ annotations?: StringMap; fieldSpecs?: readonly FieldSpec[] }>({
          annotations: texts,
          fieldSpecs: specs,
        }),
        node,
      )
      return annotationsTransformer({ ...at, pairs: annotations, fieldSpecs })
    }
    case 'LabelTransformer': {
      const { labels = {}, fieldSpecs = [] } = read(
        struct<{ labels?: StringMap; fieldSpecs?: readonly FieldSpec[] }>({
          labels: texts,
          fieldSpecs: specs,
        }),
        node,
      )
      return labelTransformer({ ...at, pairs: labels, fieldSpecs })
    }
    case 'HashTransformer':
      return { ...at, kind: 'HashTransformer', transform: addHashes }
    case 'ImageTagTransformer': {
      const { imageTag = {}, fieldSpecs = [] } = read(
        struct<{ imageTag?: Image; fieldSpecs?: readonly FieldSpec[] }>({
          imageTag: imageShape,
          fieldSpecs: specs,
        }),
        node,
      )
      return imageTransformer({ ...at, image: imageTag, fieldSpecs })
    }
    case 'NamespaceTransformer':
      return namespacePlugin(node, at)
    case 'PatchTransformer':
      return patchPlugin(node, context)
    case 'PatchStrategicMergeTransformer':
      return strategicMergePlugin(node, context)
    case 'PatchJson6902Transformer':
      return json6902Plugin(node, context)
    case 'PrefixTransformer':
      return affixPlugin(node, at, ['prefix'])
    case 'SuffixTransformer':
      return affixPlugin(node, at, ['suffix'])
    case 'PrefixSuffixTransformer':
      return affixPlugin(node, at, ['prefix', 'suffix'])
    case 'ReplacementTransformer': {
      const { replacements = [] } = read(
        struct<{ replacements?: readonly ReplacementField[] }>({
          replacements: list(replacementFieldShape, {}),
        }),
        node,
      )
      return replacementTransformer(loadReplacements(replacements, loader, workspace), at)
    }
    case 'ReplicaCountTransformer': {
      const { replica = { count: 0 }, fieldSpecs = [] } = read(
        struct<{ replica?: Replica; fieldSpecs?: readonly FieldSpec[] }>({
          replica: replicaShape,
          fieldSpecs: specs,
        }),
        node,
      )
      return replicaTransformer({ ...at, replica, fieldSpecs })
    }
    case 'ValueAddTransformer':
      return valueAddPlugin(node, context)
    default:
      throw unknownPlugin(config, 'transformer')
  }
}

/** The kind of a configuration object, when it is one of kustomize's own. */
function builtinKind(config: Resource): string | undefined {
  return config.apiVersion === 'builtin' ? config.kind : undefined
}

function read<T extends object>(shape: Shape<T>, node: Node): T {
  return shape(node, 'plugin') ?? ({} as T)
}

/** Generators that have no name or namespace take those of their configuration. */
function withMetadata<T extends object>(shape: Shape<T>): Shape<T> {
  const metadata = struct<{ metadata?: { name?: string; namespace?: string } }>({
    metadata: struct<{ name?: string; namespace?: string }>({ name: text, namespace: text }),
  })
  return (node, reading) => {
    const { name, namespace } = metadata(node, reading)?.metadata ?? {}
    const args: T & { name?: string; namespace?: string } = shape(node, reading) ?? ({} as T)
    if (!args.name && name) args.name = name
    if (!args.namespace && namespace) args.namespace = namespace
    return args
  }
}

type At = { readonly by: string; readonly node: Node }

function namespacePlugin(node: Node, at: At): Transformer {
  const config = read(
    struct<{
      metadata?: { namespace?: string }
      fieldSpecs?: readonly FieldSpec[]
      unsetOnly?: boolean
      setRoleBindingSubjects?: RoleBindingSubjects
    }>({
      metadata: struct<{ namespace?: string }>({ namespace: text }),
      fieldSpecs: specs,
      unsetOnly: flag,
      setRoleBindingSubjects: word,
    }),
    node,
  )
  const { setRoleBindingSubjects: subjects = 'defaultOnly' } = config
  if (!['', 'defaultOnly', 'allServiceAccounts', 'none'].includes(subjects)) {
    throw buildError(
      'KUSTOMIZE_FIELD',
      'setRoleBindingSubjects must be defaultOnly, allServiceAccounts or none',
      { at: node },
    )
  }
  return namespaceTransformer({
    ...at,
    namespace: config.metadata?.namespace ?? '',
    fieldSpecs: config.fieldSpecs ?? [],
    unsetOnly: config.unsetOnly ?? false,
    setRoleBindingSubjects: subjects,
  })
}

function patchPlugin(node: Node, context: PluginContext): Transformer {
  const patch = read(
    struct<{
      path?: string
      patch?: string
      target?: Selector
      options?: Readonly<Record<string, boolean>>
    }>({ path: text, patch: text, target: selectorShape, options: record(flag, false) }),
    node,
  )
  const { by, currentApi, loader, workspace } = context
  const parsed = loadPatch(patch, loader, workspace, node)
  return patchTransformer({ by, patch, parsed, api: currentApi, node })
}

/** The patch that an entry holds or names: one of the two, not both. */
export function loadPatch(
  { patch = '', path = '' }: { readonly patch?: string; readonly path?: string },
  loader: Loader,
  workspace: Workspace,
  at: Node | undefined,
) {
  const inline = patch.trim()
  if ((inline === '') === (path === '')) {
    throw buildError('KUSTOMIZE_PATCH', 'a patch needs either "patch" or "path"', { at })
  }
  if (inline === '') {
    const pathNode = at?.kind === 'map' ? (at.get('path') ?? at) : at
    return workspace.patch(workspace.source(loader, path, pathNode), pathNode)
  }
  const patchNode = at?.kind === 'map' ? (at.get('patch') ?? at) : at
  return workspace.inlinePatch(inline, patchNode)
}

function strategicMergePlugin(node: Node, context: PluginContext): Transformer {
  const { paths = [], patches = '' } = read(
    struct<{ paths?: readonly string[]; patches?: string }>({
      paths: list(text, ''),
      patches: text,
    }),
    node,
  )
  if (paths.length === 0 && patches === '') {
    throw buildError('KUSTOMIZE_PATCH', 'a patch needs either "paths" or "patches"', { at: node })
  }
  const { by, currentApi: api, loader, workspace } = context
  const merges = [
    ...paths.flatMap(path => loadStrategicMerge(path, loader, workspace, node)),
    ...(patches === '' ? [] : workspace.resources(inlineSource(patches, node, workspace.budget))),
  ]
  if (merges.length === 0) {
    throw buildError('KUSTOMIZE_PATCH', 'the patches are empty', { at: node })
  }
  return strategicMergeTransformer(merges, { by, api, node })
}

/** An entry of `patchesStrategicMerge`: a patch if it can be read as one, and else a path. */
export function loadStrategicMerge(
  entry: string,
  loader: Loader,
  workspace: Workspace,
  at: Node | undefined,
) {
  try {
    return workspace.resources(inlineSource(entry, at, workspace.budget))
  } catch (error) {
    if (isLimit(error)) throw error
    return workspace.resources(workspace.source(loader, entry, at))
  }
}

function json6902Plugin(node: Node, context: PluginContext): Transformer {
  const { target, path, jsonOp } = read(
    struct<{ target?: Selector; path?: string; jsonOp?: string }>({
      target: selectorShape,
      path: text,
      jsonOp: text,
    }),
    node,
  )
  const entry = {
    ...(target && { target }),
    ...(path && { path }),
    ...(jsonOp && { patch: jsonOp }),
  }
  return json6902Entry(entry, context, node)
}

/** An entry of `patchesJson6902`. */
export function json6902Entry(
  entry: { readonly target?: Selector; readonly path?: string; readonly patch?: string },
  context: Pick<PluginContext, 'by' | 'loader' | 'workspace'>,
  node: Node | undefined,
): Transformer {
  const { by, loader, workspace } = context
  const { target, path = '', patch = '' } = entry
  if (!target?.name) {
    throw buildError('KUSTOMIZE_PATCH', 'a JSON patch needs the name of its target', { at: node })
  }
  if ((path === '') === (patch === '')) {
    throw buildError('KUSTOMIZE_PATCH', 'a JSON patch needs either a text or a path', { at: node })
  }
  const source =
    path === ''
      ? inlineSource(patch, nodeAt(node, 'patch'), workspace.budget)
      : workspace.source(loader, path, node)
  const parsed = readJsonPatch(source)
  if (!parsed || parsed.operations.length === 0) {
    throw buildError('KUSTOMIZE_PATCH', 'the JSON patch is empty', { at: node })
  }
  return json6902Transformer({ target }, parsed, { by, node })
}

function nodeAt(node: Node | undefined, field: string): Node | undefined {
  return (node?.kind === 'map' ? node.get(field) : undefined) ?? node
}

function affixPlugin(node: Node, at: At, sides: readonly ('prefix' | 'suffix')[]): Transformer {
  const config = read(
    struct<{ prefix?: string; suffix?: string; fieldSpecs?: readonly FieldSpec[] }>({
      prefix: text,
      suffix: text,
      fieldSpecs: specs,
    }),
    node,
  )
  const { fieldSpecs } = config
  if (!fieldSpecs) {
    throw buildError('KUSTOMIZE_FIELD', 'fieldSpecs are missing', { at: node })
  }
  const transformers = sides.map(side =>
    nameAffixTransformer({ ...at, side, affix: config[side] ?? '', fieldSpecs }),
  )
  return {
    ...at,
    kind: 'PrefixSuffixTransformer',
    transform: resources => transformers.forEach(each => each.transform(resources)),
  }
}

function valueAddPlugin(node: Node, { by, loader, workspace }: PluginContext): Transformer {
  const target = struct<ValueAddTarget>({
    selector: selectorShape,
    fieldPath: text,
    filePathPosition: integer,
  })
  const targetsShape = { targets: list(target, {}) }
  const config = read(
    struct<{
      value?: string
      targets?: readonly ValueAddTarget[]
      targetFilePath?: string
    }>({ value: text, targetFilePath: text, ...targetsShape }),
    node,
  )
  const value = config.value?.trim() || posix.basename(loader.root)
  const shared = config.targetFilePath
    ? read(
        struct<{ targets?: readonly ValueAddTarget[] }>(targetsShape),
        workspace.document(loader, config.targetFilePath, node),
      ).targets
    : []
  const targets = [...(config.targets ?? []), ...(shared ?? [])]
  if (targets.length === 0) {
    throw buildError('KUSTOMIZE_TRANSFORMER', 'at least one target is needed', { at: node })
  }
  return valueAddTransformer(value, targets, { by, node })
}

export function helmIsNotRun(name: string, at: Node | undefined) {
  const chart = name === '' ? 'a Helm chart' : `the Helm chart "${name}"`
  return buildError('KUSTOMIZE_HELM', `${chart} is not inflated here`, {
    at,
    subject: name,
    hint: 'Render the chart into the repository, or build with kustomize --enable-helm.',
  })
}

function unknownPlugin(config: Resource, role: string) {
  return buildError(
    'KUSTOMIZE_PLUGIN',
    `${describeId(config.id)} is not a builtin ${role}: exec, container and Go plugins are not run`,
    {
      at: config.origin?.node ?? config.node,
      hint: 'Use a builtin, or build with kustomize --enable-alpha-plugins.',
    },
  )
}
