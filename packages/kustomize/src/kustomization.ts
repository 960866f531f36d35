import { buildError } from './build-error.ts'
import { emitYaml, UnwritableNode } from './yaml/emit.ts'
import { UnreadableScalar } from './yaml/resolve.ts'
import { fromValue } from './yaml/value.ts'

/** The file that says what to build: `kustomization.yaml`. Every field is optional. */
export interface Kustomization extends KustomizationFields {
  readonly apiVersion?: 'kustomize.config.k8s.io/v1beta1'
  readonly kind?: 'Kustomization'
}

/** A reusable piece of customization: it works on what its parent has accumulated so far. */
export interface Component extends KustomizationFields {
  readonly apiVersion?: 'kustomize.config.k8s.io/v1alpha1'
  readonly kind: 'Component'
}

export interface KustomizationFields {
  readonly metadata?: ObjectMeta
  readonly sortOptions?: SortOptions
  readonly resources?: readonly string[]
  /** @deprecated Kustomize reads it as the tail of `resources`. */
  readonly bases?: readonly string[]
  readonly namePrefix?: string
  readonly nameSuffix?: string
  readonly namespace?: string
  readonly crds?: readonly string[]
  /** @deprecated `labels` does the same and more. */
  readonly commonLabels?: StringMap
  readonly labels?: readonly Label[]
  readonly commonAnnotations?: StringMap
  /** @deprecated `patches` does the same and more. Each entry is a path or an inline patch. */
  readonly patchesStrategicMerge?: readonly string[]
  /** @deprecated `patches` does the same and more. */
  readonly patchesJson6902?: readonly Patch[]
  readonly patches?: readonly Patch[]
  readonly configMapGenerator?: readonly ConfigMapArgs[]
  readonly secretGenerator?: readonly SecretArgs[]
  readonly helmCharts?: readonly HelmChart[]
  /** @deprecated Kustomize reads it as `helmCharts` and `helmGlobals`. */
  readonly helmChartInflationGenerator?: readonly HelmChartArgs[]
  readonly helmGlobals?: HelmGlobals
  readonly generatorOptions?: GeneratorOptions
  /** @deprecated `replacements` does the same and more. */
  readonly vars?: readonly Var[]
  readonly images?: readonly Image[]
  /** @deprecated Kustomize reads it as the tail of `images`. */
  readonly imageTags?: readonly Image[]
  readonly replacements?: readonly ReplacementField[]
  readonly replicas?: readonly Replica[]
  readonly configurations?: readonly string[]
  readonly generators?: readonly string[]
  readonly transformers?: readonly string[]
  readonly validators?: readonly string[]
  readonly components?: readonly string[]
  readonly openapi?: StringMap
  readonly buildMetadata?: readonly BuildMetadataOption[]
}

export type StringMap = Readonly<Record<string, string>>

export type BuildMetadataOption = 'originAnnotations' | 'transformerAnnotations' | 'managedByLabel'

export interface ObjectMeta {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: StringMap
  readonly annotations?: StringMap
}

/** The order of the output: `legacy` sorts by kind, `fifo` keeps the order of the input. */
export interface SortOptions {
  readonly order?: 'legacy' | 'fifo'
  readonly legacySortOptions?: LegacySortOptions
}

export interface LegacySortOptions {
  readonly orderFirst: readonly string[]
  readonly orderLast: readonly string[]
}

export interface Gvk {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
}

export interface Label {
  readonly pairs?: StringMap
  readonly includeSelectors?: boolean
  readonly includeTemplates?: boolean
  readonly fields?: readonly FieldSpec[]
}

/** One customizable field: `path` has steps separated by `/`, and `[]` marks a list. */
export interface FieldSpec extends Gvk {
  readonly path?: string
  readonly create?: boolean
}

export interface Patch {
  readonly path?: string
  readonly patch?: string
  readonly target?: Selector
  readonly options?: PatchOptions
}

export interface PatchOptions {
  readonly allowNameChange?: boolean
  readonly allowKindChange?: boolean
}

/** Chooses resources: every part is an anchored regular expression; absent parts match all. */
export interface Selector extends Gvk {
  readonly name?: string
  readonly namespace?: string
  readonly annotationSelector?: string
  readonly labelSelector?: string
}

export interface GeneratorArgs {
  readonly namespace?: string
  readonly name?: string
  readonly behavior?: 'create' | 'replace' | 'merge'
  readonly literals?: readonly string[]
  readonly files?: readonly string[]
  readonly envs?: readonly string[]
  /** @deprecated Kustomize reads it as the tail of `envs`. */
  readonly env?: string
  readonly options?: GeneratorOptions
}

export type ConfigMapArgs = GeneratorArgs

export interface SecretArgs extends GeneratorArgs {
  readonly type?: string
}

export interface GeneratorOptions {
  readonly labels?: StringMap
  readonly annotations?: StringMap
  readonly disableNameSuffixHash?: boolean
  readonly immutable?: boolean
}

export interface Image {
  readonly name?: string
  readonly newName?: string
  readonly tagSuffix?: string
  readonly newTag?: string
  readonly digest?: string
}

export interface Replica {
  readonly name?: string
  readonly count: number
}

/** A replacement written in place, or the path of a file that holds one or several. */
export interface ReplacementField extends Replacement {
  readonly path?: string
}

export interface Replacement {
  readonly source?: SourceSelector
  readonly targets?: readonly TargetSelector[]
}

export interface SourceSelector extends Gvk {
  readonly name?: string
  readonly namespace?: string
  readonly fieldPath?: string
  readonly options?: FieldOptions
}

export interface TargetSelector {
  readonly select: Selector
  readonly reject?: readonly Selector[]
  readonly fieldPaths?: readonly string[]
  readonly options?: FieldOptions
}

export interface FieldOptions {
  readonly delimiter?: string
  readonly index?: number
  readonly encoding?: string
  readonly create?: boolean
}

export interface Var {
  readonly name: string
  readonly objref: Gvk & {
    readonly apiVersion?: string
    readonly name: string
    readonly namespace?: string
  }
  readonly fieldref?: { readonly fieldPath?: string }
}

export interface HelmGlobals {
  readonly chartHome?: string
  readonly configHome?: string
}

/** Known so that it can be written; building one needs Helm, which this package does not run. */
export interface HelmChart {
  readonly name?: string
  readonly version?: string
  readonly repo?: string
  readonly releaseName?: string
  readonly namespace?: string
  readonly additionalValuesFiles?: readonly string[]
  readonly valuesFile?: string
  readonly valuesInline?: Readonly<Record<string, unknown>>
  readonly valuesMerge?: 'merge' | 'override' | 'replace'
  readonly includeCRDs?: boolean
  readonly skipHooks?: boolean
  readonly apiVersions?: readonly string[]
  readonly kubeVersion?: string
  readonly nameTemplate?: string
  readonly skipTests?: boolean
  readonly debug?: boolean
}

export interface HelmChartArgs {
  readonly chartName?: string
  readonly chartVersion?: string
  readonly chartRepoUrl?: string
  readonly chartHome?: string
  readonly chartRepoName?: string
  readonly helmBin?: string
  readonly helmHome?: string
  readonly values?: string
  readonly valuesLocal?: Readonly<Record<string, unknown>>
  readonly valuesMerge?: string
  readonly releaseName?: string
  readonly releaseNamespace?: string
  readonly extraArgs?: readonly string[]
}

/** The order in which `kustomize edit` writes the fields of a new file. */
export const fieldOrder = [
  'apiVersion',
  'kind',
  'metadata',
  'sortOptions',
  'resources',
  'bases',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'crds',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'configMapGenerator',
  'secretGenerator',
  'helmCharts',
  'helmChartInflationGenerator',
  'helmGlobals',
  'generatorOptions',
  'vars',
  'images',
  'imageTags',
  'replacements',
  'replicas',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'components',
  'openapi',
  'buildMetadata',
] as const satisfies readonly (keyof Kustomization)[]

/**
 * A kustomization file as `kustomize edit` would write it: its own order of fields, sorted keys
 * below them, empty fields left out. `apiVersion` and `kind` are filled in.
 *
 * @throws BuildError `KUSTOMIZE_OUTPUT` for what cannot be written, such as `.nan`
 */
export function stringifyKustomization(kustomization: Kustomization | Component): string {
  const isComponent = kustomization.kind === 'Component'
  const value: Record<string, unknown> = {
    ...kustomization,
    apiVersion: `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`,
    kind: kustomization.kind ?? 'Kustomization',
  }
  return fieldOrder
    .filter(field => !isEmpty(value[field]))
    .map(field => fieldText(field, value[field]))
    .join('')
}

function fieldText(field: string, value: unknown): string {
  try {
    return emitYaml(fromValue({ [field]: value }))
  } catch (error) {
    if (!(error instanceof UnwritableNode || error instanceof UnreadableScalar)) throw error
    throw buildError('KUSTOMIZE_OUTPUT', `${field}: ${error.message}`, {
      hint: 'Correct the value.',
      cause: error,
    })
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}
