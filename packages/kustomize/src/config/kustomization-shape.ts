import type {
  BuildMetadataOption,
  ConfigMapArgs,
  FieldOptions,
  FieldSpec,
  GeneratorArgs,
  GeneratorOptions,
  HelmChart,
  HelmChartArgs,
  HelmGlobals,
  Image,
  KustomizationFields,
  Label,
  LegacySortOptions,
  ObjectMeta,
  Patch,
  Replacement,
  ReplacementField,
  Replica,
  SecretArgs,
  Selector,
  SortOptions,
  SourceSelector,
  TargetSelector,
  Var,
} from '../kustomization.ts'
import { anything, flag, integer, list, record, struct, text, type Shape } from './shape.ts'

/** A kustomization file as it was read: a Kustomization or a Component. */
export interface KustomizationFile extends KustomizationFields {
  readonly apiVersion?: string
  readonly kind?: string
}

const texts = list(text, '')
const textMap = record(text, '')
/** A field whose words are checked where they are used, as kustomize does. */
const word = text as Shape<never>
const gvk = { group: text, version: text, kind: text }

export const fieldSpecShape: Shape<FieldSpec> = struct<FieldSpec>({
  ...gvk,
  path: text,
  create: flag,
})

export const selectorShape: Shape<Selector> = struct<Selector>({
  ...gvk,
  name: text,
  namespace: text,
  annotationSelector: text,
  labelSelector: text,
})

const generatorOptionsShape: Shape<GeneratorOptions> = struct<GeneratorOptions>({
  labels: textMap,
  annotations: textMap,
  disableNameSuffixHash: flag,
  immutable: flag,
})

const generatorArgs = {
  namespace: text,
  name: text,
  behavior: word as Shape<Exclude<GeneratorArgs['behavior'], undefined>>,
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: generatorOptionsShape,
}

export const configMapArgsShape: Shape<ConfigMapArgs> = struct<ConfigMapArgs>(generatorArgs)
export const secretArgsShape: Shape<SecretArgs> = struct<SecretArgs>({
  ...generatorArgs,
  type: text,
})

const patchShape: Shape<Patch> = struct<Patch>({
  path: text,
  patch: text,
  target: selectorShape,
  options: record(flag, false),
})

export const imageShape: Shape<Image> = struct<Image>({
  name: text,
  newName: text,
  tagSuffix: text,
  newTag: text,
  digest: text,
})

export const replicaShape: Shape<Replica> = struct<Replica>({ name: text, count: integer })

const sortOptionsShape: Shape<SortOptions> = struct<SortOptions>({
  order: word,
  legacySortOptions: struct<LegacySortOptions>({ orderFirst: texts, orderLast: texts }),
})

const fieldOptionsShape: Shape<FieldOptions> = struct<FieldOptions>({
  delimiter: text,
  index: integer,
  encoding: text,
  create: flag,
})

const replacement = {
  source: struct<SourceSelector>({
    ...gvk,
    name: text,
    namespace: text,
    fieldPath: text,
    options: fieldOptionsShape,
  }),
  targets: list(
    struct<TargetSelector>({
      select: selectorShape,
      reject: list(selectorShape, {}),
      fieldPaths: texts,
      options: fieldOptionsShape,
    }),
    {} as TargetSelector,
  ),
}

export const replacementShape: Shape<Replacement> = struct<Replacement>(replacement)
export const replacementFieldShape: Shape<ReplacementField> = struct<ReplacementField>({
  ...replacement,
  path: text,
})

const varShape: Shape<Var> = struct<Var>({
  name: text,
  objref: struct<Var['objref']>({ ...gvk, apiVersion: text, name: text, namespace: text }),
  fieldref: struct<Exclude<Var['fieldref'], undefined>>({ fieldPath: text }),
})

const anyMap = anything as Shape<never>

const helmChartShape: Shape<HelmChart> = struct<HelmChart>({
  name: text,
  version: text,
  repo: text,
  releaseName: text,
  namespace: text,
  additionalValuesFiles: texts,
  valuesFile: text,
  valuesInline: anyMap,
  valuesMerge: word,
  includeCRDs: flag,
  skipHooks: flag,
  apiVersions: texts,
  kubeVersion: text,
  nameTemplate: text,
  skipTests: flag,
  debug: flag,
})

const helmChartArgsShape: Shape<HelmChartArgs> = struct<HelmChartArgs>({
  chartName: text,
  chartVersion: text,
  chartRepoUrl: text,
  chartHome: text,
  chartRepoName: text,
  helmBin: text,
  helmHome: text,
  values: text,
  valuesLocal: anyMap,
  valuesMerge: text,
  releaseName: text,
  releaseNamespace: text,
  extraArgs: texts,
})

const labelShape: Shape<Label> = struct<Label>({
  pairs: textMap,
  includeSelectors: flag,
  includeTemplates: flag,
  fields: list(fieldSpecShape, {}),
})

/** The fields of `kustomization.yaml` and what each may hold. */
export const kustomizationShape: Shape<KustomizationFile> = struct<KustomizationFile>({
  apiVersion: text,
  kind: text,
  metadata: struct<ObjectMeta>({
    name: text,
    namespace: text,
    labels: textMap,
    annotations: textMap,
  }),
  openapi: textMap,
  namePrefix: text,
  nameSuffix: text,
  namespace: text,
  commonLabels: textMap,
  labels: list(labelShape, {}),
  commonAnnotations: textMap,
  patchesStrategicMerge: texts,
  patchesJson6902: list(patchShape, {}),
  patches: list(patchShape, {}),
  images: list(imageShape, {}),
  imageTags: list(imageShape, {}),
  replacements: list(replacementFieldShape, {}),
  replicas: list(replicaShape, { count: 0 }),
  vars: list(varShape, {} as Var),
  sortOptions: sortOptionsShape,
  resources: texts,
  components: texts,
  crds: texts,
  bases: texts,
  configMapGenerator: list(configMapArgsShape, {}),
  secretGenerator: list(secretArgsShape, {}),
  helmGlobals: struct<HelmGlobals>({ chartHome: text, configHome: text }),
  helmCharts: list(helmChartShape, {}),
  helmChartInflationGenerator: list(helmChartArgsShape, {}),
  generatorOptions: generatorOptionsShape,
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  buildMetadata: texts as Shape<readonly BuildMetadataOption[]>,
})
