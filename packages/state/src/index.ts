export { isLocal } from './application.ts'
export type { BuiltRoot, ObjectSummary } from './built-root.ts'
export type {
  ApplicationSourceRef,
  Destination,
  ManagedApplication,
  ObjectFate,
} from './application.ts'
export {
  compileInstance,
  type BuiltObject,
  type CompileOptions,
  type ExpandedSet,
  type Instance,
  type InstanceFacts,
  type SetFacts,
} from './compile.ts'
export type { FieldChange } from './compare/compare-fields.ts'
export {
  compareInstances,
  type ApplicationChange,
  type BrokenRoot,
  type Hidden,
  type ChartChange,
  type Moment,
  type StateChange,
} from './compare/compare-instances.ts'
export { describeObject, type ObjectChange, type ObjectRef } from './compare/compare-objects.ts'
export type { SetChange } from './compare/compare-sets.ts'
export { isIrreplaceable } from './compare/irreplaceable.ts'
export type { Replacement } from './compare/replacements.ts'
export type { Deployment } from './deployment.ts'
export type { FileParameter, HelmChart } from './helm-chart.ts'
export { Compiler, type CompileStore } from './compiler.ts'
export { pathsBeside } from './paths-beside.ts'
export { isAtHand, normalPath, type StateRepository } from './repository.ts'
export { isOnlyUnknown, RootBuilder, type RootOutcome } from './root-builder.ts'
export type { ValueFile } from './value-files.ts'
