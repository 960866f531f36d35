export type { AddressSpace } from './address-space.ts'
export {
  addressTree,
  pruneTree,
  type AddressNode,
  type ClaimNode,
  type PoolNode,
} from './address-tree.ts'
export { addressAt, addressCount } from './addresses.ts'
export { allocateBlock, allocateWithin, type BlockClaim } from './allocate.ts'
export { allocateId, hasId, type IdPool } from './allocate-id.ts'
export { checkLedger, ledgerOverlaps } from './check-ledger.ts'
export { checkNesting, type NestingFault, type NestingRules } from './check-nesting.ts'
export { checkPools } from './check-pools.ts'
export type { Cidr } from './cidr.ts'
export type { CidrFault, CidrFaultKind } from './cidr-fault.ts'
export { commonRanges } from './common-ranges.ts'
export { intersect, subtract, unite } from './cidr-sets.ts'
export { compareCidrs, equalCidrs } from './compare-cidrs.ts'
export { contains, overlaps } from './contains.ts'
export type { AddressRow } from './export/address-row.ts'
export { formatCsv } from './export/format-csv.ts'
export { formatNetbox, type NetboxOptions } from './export/format-netbox.ts'
export { forecastIds, forecastPool, forecastWindow, type Forecast } from './forecast.ts'
export { formatAddress, formatCidr } from './format-cidr.ts'
export { formatLedger } from './format-ledger.ts'
export type { SlotRequest } from './free-runs.ts'
export {
  blocksOf,
  emptyLedger,
  findBlock,
  findId,
  findRange,
  idSections,
  idsOf,
  inUse,
  roles,
  states,
  type Block,
  type Claim,
  type IdClaim,
  type IdLedger,
  type IdSection,
  type Ledger,
  type PoolLedger,
  type Range,
  type Role,
  type State,
} from './ledger.ts'
export { ledgerEntries, type LedgerEntry } from './ledger-entries.ts'
export {
  checkLimits,
  limitsOf,
  type Breach,
  type LimitedRange,
  type LimitQuestion,
} from './limits/check-limits.ts'
export { allLimits } from './limits/all-limits.ts'
export { defaultNodePrefix, gkeNodePrefix, type NodePrefix } from './limits/capacity.ts'
export { clashesWithEni } from './limits/cilium-limits.ts'
export { isManagedByGke } from './limits/google-limits.ts'
export type { Limit, NumberName, RangeRole, Tool } from './limits/limit.ts'
export {
  findOverlaps,
  findPackedOverlaps,
  mostOverlaps,
  type Overlap,
  type OverlapOptions,
} from './overlap.ts'
export { packTexts, type PackedCidrs, type TextReading } from './pack-cidrs.ts'
export type { AllocationPolicy } from './pick-slot.ts'
export {
  companionOf,
  countFreeSlots,
  freeSlots,
  reservationsOn,
  slotCount,
  slotsOf,
  type Pool,
  type Reservation,
} from './pool.ts'
export { mostAttractive } from './rendezvous.ts'
export { parseCidr, readCidr } from './read-cidr.ts'
export { stateIn, withState } from './range-state.ts'
export { readLedger, type LedgerReading } from './read-ledger.ts'
export { subnetAt, subnetCount, subnetIndex, supernet } from './subnets.ts'
export {
  rebaseLedger,
  type Displaced,
  type LedgerBranches,
  type RebasedLedger,
} from './rebase-ledger.ts'
export {
  addRanges,
  claimBlock,
  claimId,
  freeQuarantined,
  markOwners,
  releaseOwner,
} from './update-ledger.ts'
export { readSpan } from './span.ts'
