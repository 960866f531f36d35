export { addressSpace, meshName } from './address-space.ts'
export {
  ownerOf,
  planAddresses,
  type AddressPlan,
  type ClusterAddresses,
  type RegionAddresses,
  type ZoneAddresses,
} from './addresses/plan-addresses.ts'
export type {
  Cluster,
  Environment,
  Fleet,
  Network,
  Region,
  StatePattern,
  Team,
  Workload,
} from './fleet.ts'
export { loadFleet, type FleetReading, type LoadedFleet } from './load-fleet.ts'
export {
  faultOfName,
  type ClusterName,
  type EnvironmentName,
  type RegionName,
  type TeamName,
  type WorkloadName,
} from './name.ts'
export { ledgerPath, readSpec, type Spec, type SpecDocument } from './read-spec.ts'
export { defaultKubernetesVersion, resolveFleet } from './resolve.ts'
export { default as fleetSchema } from './schema/fleet.schema.json' with { type: 'json' }
export type { FleetSources, SourceKind } from './sources.ts'
export type { Addition, EditContext, SpecEdit } from './add/addition.ts'
export {
  Answers,
  checkAnswers,
  completeAnswers,
  flagName,
  readAnswers,
  unanswered,
  type Answer,
} from './add/answers.ts'
export { additions, newFleet } from './add/index.ts'
export type { Question } from './add/question.ts'
