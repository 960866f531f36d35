export {
  build,
  buildMany,
  type BuildOptions,
  type BuildOutcome,
  type BuildResult,
} from './build.ts'
export type { BuiltResource } from './built-resource.ts'
export { BuildError, unbuiltCodes, type BuildErrorCode } from './build-error.ts'
export { diskFileSystem } from './disk-file-system.ts'
export type { EditedRoot, KustomizationEdit } from './edit/kustomization-edit.ts'
export { diskFiles } from './disk-file-system.ts'
export { boundedFileSystem } from './bounded-file-system.ts'
export { memoryFileSystem, type FileSystem } from './file-system.ts'
export type { LoadRestrictor } from './loader.ts'
export { kustomizationNames } from './read-kustomization.ts'
export { readReferences, type Reference } from './references.ts'
export type { LeafProvenance, Provenance } from './provenance.ts'
export { readManifests } from './read-manifests.ts'
export { scopeOfKind } from './schema/schema.ts'
export type { Value, ValueMap } from './yaml/value.ts'
export {
  fieldOrder,
  stringifyKustomization,
  type BuildMetadataOption,
  type Component,
  type ConfigMapArgs,
  type FieldOptions,
  type FieldSpec,
  type GeneratorArgs,
  type GeneratorOptions,
  type Gvk,
  type HelmChart,
  type HelmChartArgs,
  type HelmGlobals,
  type Image,
  type Kustomization,
  type KustomizationFields,
  type Label,
  type LegacySortOptions,
  type ObjectMeta,
  type Patch,
  type PatchOptions,
  type Replacement,
  type ReplacementField,
  type Replica,
  type SecretArgs,
  type Selector,
  type SortOptions,
  type SourceSelector,
  type StringMap,
  type TargetSelector,
  type Var,
} from './kustomization.ts'
