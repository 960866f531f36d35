import type { Budget, Problem } from '@bulkhead/diagnostics'
import { Accumulator } from './accumulator.ts'
import { Target, withoutWhatIsLeftOut } from './accumulate.ts'
import { BuildContext, NotShareable } from './build-context.ts'
import type { BuildError } from './build-error.ts'
import { buildError, locationOf } from './build-error.ts'
import { builtResource, unwritable, type BuiltResource } from './built-resource.ts'
import { diskFileSystem } from './disk-file-system.ts'
import type { EditedRoot } from './edit/kustomization-edit.ts'
import type { FileSystem } from './file-system.ts'
import type { BuildMetadataOption } from './kustomization.ts'
import { hiddenItems } from './hidden-items.ts'
import { Loader, type LoadRestrictor } from './loader.ts'
import { exceeded } from './meter.ts'
import { originAnnotation, transformationsAnnotation } from './origin.ts'
import { readKustomization } from './read-kustomization.ts'
import type { ResMap } from './res-map.ts'
import type { Resource } from './resource.ts'
import { addHashes } from './transformers/hash.ts'
import { labelTransformer } from './transformers/labels.ts'
import { fixNameReferences } from './transformers/name-references.ts'
import { sortResources } from './transformers/sort-order.ts'
import { resolveVariables } from './transformers/variables.ts'
import { asBuildError, Workspace } from './workspace.ts'
import { MapNode, type Node } from './yaml/node.ts'

export interface BuildOptions {
  /** Where files come from; the disk by default. */
  readonly fileSystem?: FileSystem
  /** Whether files must lie below the kustomization that names them; `rootOnly` by default. */
  readonly loadRestrictor?: LoadRestrictor
  /** The order of the output where the kustomization says nothing; `legacy` by default. */
  readonly reorder?: 'none' | 'legacy'
  /** Whether every object is labelled as managed by kustomize. */
  readonly managedByLabel?: boolean
  /**
   * Whether a build goes on without what it does not look at, such as remote resources and Helm
   * charts, and says so in `leftOut`. The real kustomize would not.
   */
  readonly leavesOut?: boolean
  /** The work that may be done; by default that of a run with the usual limits. */
  readonly budget?: Budget
}

export interface BuildResult {
  readonly root: string
  readonly resources: readonly BuiltResource[]
  /** What is not in `resources`, and why; see `BuildOptions.leavesOut`. */
  readonly leftOut: readonly Problem[]
  /** What `kustomize build` prints. */
  toYaml(): string
}

/** The outcome for one of many roots. */
export type BuildOutcome =
  | { readonly root: string; readonly result: BuildResult }
  | { readonly root: string; readonly error: BuildError }

/**
 * Builds one kustomization directory.
 *
 * @throws BuildError
 */
export function build(root: string, options: BuildOptions = {}): BuildResult {
  return buildIn(workspaceFor(options), root, options)
}

/**
 * Builds many directories that may share bases: each base is read and built once, as long as others
 * build on it. One root that fails does not keep the others from being built, and edits to the
 * kustomization of one are not seen by the others.
 */
export function* buildMany(
  roots: Iterable<string | EditedRoot>,
  options: BuildOptions = {},
): Generator<BuildOutcome> {
  const workspace = workspaceFor(options)
  for (const request of roots) {
    const edited = typeof request === 'string' ? undefined : request
    const root = typeof request === 'string' ? request : request.root
    try {
      yield { root, result: buildIn(workspace, root, options, edited) }
    } catch (error) {
      yield { root, error: asBuildError(error) }
    }
  }
}

function workspaceFor({ fileSystem = diskFileSystem, budget }: BuildOptions): Workspace {
  return new Workspace(fileSystem, budget)
}

function buildIn(
  workspace: Workspace,
  root: string,
  options: BuildOptions,
  edited?: EditedRoot,
): BuildResult {
  try {
    try {
      return run(workspace, root, options, true, edited)
    } catch (error) {
      if (!(error instanceof NotShareable)) throw error
      return run(workspace, root, options, false, edited)
    }
  } catch (error) {
    throw asBuildError(unwritable(error))
  }
}

/** The steps of a build, in order. */
function run(
  workspace: Workspace,
  root: string,
  options: BuildOptions,
  shares: boolean,
  edited: EditedRoot | undefined,
): BuildResult {
  const { fileSystem } = workspace
  const loader = Loader.at(root, fileSystem, options.loadRestrictor ?? 'rootOnly')
  const context = new BuildContext(workspace, shares, options.leavesOut)
  const read = edited
    ? readKustomization(loader, undefined, workspace.budget, edited)
    : context.kustomization(loader, undefined)
  const { buildMetadata = [], openapi, sortOptions } = read.fields
  // Origins are paths from the root, so what carries them belongs to this build alone.
  if (shares && buildMetadata.length > 0) throw new NotShareable()
  if (openapi) context.useSchema(loader, openapi, read.node)
  const target = new Target(loader, context, read, buildMetadata.length > 0 ? {} : undefined)

  const gathered = target.accumulate(new Accumulator(context.meter()))
  try {
    finish(gathered)
  } catch (error) {
    throw withoutWhatIsLeftOut(error, gathered)
  }
  const { resources, leftOut } = gathered

  if (sortOptions) sortResources(resources, sortOptions)
  else if (options.reorder !== 'none') sortResources(resources, { order: 'legacy' })
  if (options.managedByLabel || buildMetadata.includes('managedByLabel')) {
    labelAsManaged(resources)
  }
  removeBuildAnnotations(resources, buildMetadata)
  for (const resource of resources.resources) refuseDeep(resource, workspace.budget)
  const lists = options.leavesOut ? resources.resources.flatMap(listsIn) : []
  return new Result(root, resources.resources, [...leftOut, ...lists])
}

/** What Argo CD will take for a list. */
function listsIn({ node }: Resource): readonly Problem[] {
  const index = node.indexOf('items')
  const items = index < 0 ? undefined : node.values[index]
  if (items?.kind !== 'sequence' || items.items.length === 0) return []
  return [hiddenItems(locationOf(items))]
}

/** What is done once everything is gathered. */
function finish({ resources, config, variables }: Accumulator): void {
  addHashes(resources)
  fixNameReferences(resources, config)
  resolveVariables(resources, variables, config.varReference ?? [])
  refuseNameless(resources)
  dropLocalConfig(resources)
}

/** A patch can take away what an object must have. */
function refuseNameless(resources: ResMap): void {
  for (const resource of resources.resources) {
    if (resource.kind !== '' && (resource.name !== '' || resource.kind.endsWith('List'))) continue
    throw buildError('KUSTOMIZE_RESOURCE', 'an object has no kind or no name in the end', {
      at: resource.changes.at(-1)?.node ?? resource.origin?.node,
      hint: 'Do not let a patch remove them.',
    })
  }
}

/** Patches and replacements can nest an object deeper than a file can. */
function refuseDeep(resource: Resource, budget: Budget): void {
  const change = resource.changes.at(-1)
  if (!change) return
  const most = budget.most('yaml-depth')
  if (isDeeper(resource.node, most)) {
    throw exceeded(budget, 'yaml-depth', change.node ?? resource.origin?.node)
  }
}

function isDeeper(node: Node, levels: number): boolean {
  if (node.kind === 'scalar') return false
  if (levels === 0) return true
  for (const inner of node.kind === 'map' ? node.values : node.items) {
    if (inner.kind !== 'scalar' && isDeeper(inner, levels - 1)) return true
  }
  return false
}

/** Resources that are only for kustomize to work with. */
function dropLocalConfig(resources: ResMap): void {
  const isLocal = (resource: Resource) => {
    const mark = resource.annotations.get('config.kubernetes.io/local-config')
    return mark !== undefined && mark !== 'false'
  }
  if (resources.resources.some(isLocal)) {
    resources.replaceAll(resources.resources.filter(resource => !isLocal(resource)))
  }
}

function labelAsManaged(resources: ResMap): void {
  labelTransformer({
    by: 'buildMetadata',
    pairs: { 'app.kubernetes.io/managed-by': 'kustomize-(devel)' },
    fieldSpecs: [{ path: 'metadata/labels', create: true }],
  }).transform(resources)
}

const buildAnnotations = [
  ...[
    'previousKinds',
    'previousNames',
    'prefixes',
    'suffixes',
    'previousNamespaces',
    'allowNameChange',
    'allowKindChange',
    'refBy',
    'generatorBehavior',
    'needsHashSuffix',
    'path',
    'index',
    'seqindent',
    'id',
    'annotations-migration-resource-id',
  ].map(name => `internal.config.kubernetes.io/${name}`),
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
]

/** Takes away what is only for the build; what remains is written as text, or not at all. */
function removeBuildAnnotations(resources: ResMap, kept: readonly BuildMetadataOption[]): void {
  const removed = new Set(buildAnnotations)
  if (!kept.includes('originAnnotations')) removed.add(originAnnotation)
  if (!kept.includes('transformerAnnotations')) removed.add(transformationsAnnotation)
  for (const resource of resources.resources) {
    const metadata = resource.node.get('metadata')
    if (metadata === undefined) resource.edit().set('metadata', new MapNode())
    if (metadata?.kind !== 'map' || !metadata.has('annotations')) continue
    const annotations = metadata.get('annotations')
    const isClean =
      annotations?.kind === 'map' &&
      annotations.size > 0 &&
      metadata.keys.lastIndexOf('annotations') === metadata.keys.indexOf('annotations') &&
      annotations.values.every(isPlainText) &&
      !annotations.keys.some(key => removed.has(key))
    if (isClean) continue
    const remaining = [...resource.annotations].filter(([key]) => !removed.has(key))
    resource.setTextMap('annotations', new Map(remaining))
  }
}

/** Whether a value is text already; a folded one would be folded again on its way out. */
function isPlainText(value: Node): boolean {
  return value.kind === 'scalar' && value.tag === '!!str' && value.style !== 'folded'
}

class Result implements BuildResult {
  readonly root: string
  readonly resources: readonly BuiltResource[]
  readonly leftOut: readonly Problem[]

  constructor(root: string, resources: readonly Resource[], leftOut: readonly Problem[]) {
    this.root = root
    this.leftOut = leftOut
    this.resources = resources.map(resource => builtResource(resource))
  }

  toYaml(): string {
    return this.resources.map(resource => resource.toYaml()).join('---\n')
  }
}
