export { addressSpace, asnName, meshName } from './address-space.ts'
export { checkFleetLedger } from './addresses/check-owners.ts'
export type { Ranges, ZoneRanges } from './addresses/cut-region.ts'
export { findStrays } from './addresses/find-strays.ts'
export { homesIn, type Home } from './addresses/homes.ts'
export { ownerOf, readOwner, type OwnerKind } from './addresses/owner.ts'
export { adoptedRanges } from './addresses/adopted-ranges.ts'
export {
  addressRows,
  adoptedPool,
  filterRows,
  ownersWithout,
  type AddressRows,
  type IdRow,
  type RowFilter,
} from './addresses/address-rows.ts'
export { checkAddresses, type AddressCheck } from './addresses/check-addresses.ts'
export type { Capacity, Limit } from './addresses/capacity.ts'
export { forecastFleet, type FleetForecast } from './addresses/forecast-fleet.ts'
export { formatTfvars } from './addresses/format-tfvars.ts'
export { nextAddresses, type Newcomer } from './addresses/next-addresses.ts'
export {
  planAddresses,
  type AddressPlan,
  type ClusterAddresses,
  type RegionAddresses,
} from './addresses/plan-addresses.ts'
export type {
  ChangeBudget,
  Cluster,
  Environment,
  FixedRange,
  Fleet,
  Instance,
  Network,
  ReachLimit,
  Region,
  StatePattern,
  Team,
  Unchecked,
  Waiver,
  Workload,
} from './fleet.ts'
export { isPlaced } from './is-placed.ts'
export { loadFleet, type FleetReading, type LoadedFleet } from './load-fleet.ts'
export {
  faultOfName,
  type ClusterName,
  type EnvironmentName,
  type RegionName,
  type TeamName,
  type WorkloadName,
} from './name.ts'
export { fleetProjects, projectOf } from './project-names.ts'
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
export {
  importedRanges,
  sortImport,
  type ImportSorting,
  type RangeInUse,
} from './add/imported-ranges.ts'
export { reserveRange } from './add/reservation.ts'
export { removals, type Removal } from './remove/index.ts'
