export type {
  Application,
  ApplicationDestination,
  ApplicationSource,
  ApplicationSpec,
  SyncPolicy,
} from './application.ts'
export type { ApplicationSet, ClusterGenerator } from './application-set.ts'
export type { AppProject } from './app-project.ts'
export type { LabelSelector, ObjectMeta } from './meta.ts'
