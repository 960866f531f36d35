export type {
  Application,
  ApplicationDestination,
  ApplicationSource,
  ApplicationSpec,
  SyncPolicy,
} from './application.ts'
export type {
  ApplicationSet,
  ClusterGenerator,
  RollingSync,
  RollingSyncStep,
} from './application-set.ts'
export type { AppProject, NamedGroupKind } from './app-project.ts'
export { normalizeGitUrl } from './git-url.ts'
export type { LabelSelector, ObjectMeta } from './meta.ts'
export {
  defaultProject,
  permitsDestination,
  permitsKind,
  permitsSource,
  unknownProjectFields,
  type ProjectCluster,
} from './project/permissions.ts'
export { readClusterSecret, type RegisteredCluster } from './expand/cluster-secret.ts'
export {
  expandApplicationSet,
  expandApplicationSets,
  type ApplicationSetSource,
  type World,
} from './expand/expand.ts'
export type {
  Expansion,
  ExpansionFault,
  ExplainedParameter,
  GeneratedApplication,
  UnknownPart,
} from './expand/expansion.ts'
export type { OutsideGenerator, OutsideKind, Supply } from './expand/generators/context.ts'
export { readDoublestar } from './expand/globs/doublestar.ts'
export { readGobwasGlob } from './expand/globs/gobwas.ts'
export { BadPattern } from './expand/globs/bad-pattern.ts'
export { pathMatch } from './expand/globs/path-match.ts'
export { localCluster } from './expand/generators/clusters.ts'
export {
  formatPath,
  isObject,
  listOf,
  objectOf,
  textOf,
  textsOf,
  type Json,
  type JsonObject,
  type Path,
} from './expand/json.ts'
export type { Origin } from './expand/parameters.ts'
export {
  directoriesOf,
  memoryRepository,
  type Repositories,
  type RepositoryTree,
} from './expand/repository-tree.ts'
export type { Rollout, RolloutStep } from './expand/rollout.ts'
export type { ApplicationsSync, ControllerSettings } from './expand/settings.ts'
export type { SyncEffect } from './expand/sync-effect.ts'
export type { Rejection } from './expand/validate.ts'
