import type { Fleet } from '@bulkhead/fleet'
import type { Manifest } from '../manifest.ts'
import type { NetworkClaim, StatedRange } from '../network-claim.ts'
import { readClusterFacts, readRegionFacts, type ClusterFacts } from './cluster-facts.ts'
import { findStaters } from './find-staters.ts'
import { readRanges } from './read-ranges.ts'
import { readNumbers, type StatedNumber } from './stated-number.ts'

/** What manifests say about addresses. */
export interface Networks {
  readonly ranges: readonly StatedRange[]
  readonly numbers: readonly StatedNumber[]
  /** How clusters are made, by `factsKey`. */
  readonly clusters: ReadonlyMap<string, ClusterFacts>
  readonly regions: ReadonlyMap<string | undefined, ClusterFacts>
}

interface Sources {
  readonly manifests: readonly Manifest[]
  readonly fleet: Fleet
  readonly ledger: readonly NetworkClaim[]
  /** The manifests of another file. */
  readonly read: (path: string) => readonly Manifest[]
}

export function readNetworks({ manifests, fleet, ledger, read }: Sources): Networks {
  const regions = new Map<string, string>(
    fleet.clusters.map(({ name, region }) => [name, region.name]),
  )
  const regionOf = (cluster: string | undefined) => regions.get(cluster ?? '')
  const staters = findStaters(manifests, new Set(regions.keys()), read)
  const numbers = staters.flatMap(readNumbers)
  const clusters = readClusterFacts(fleet, staters, numbers)
  return {
    ranges: readRanges(staters, { regionOf, ledger }),
    numbers,
    clusters,
    regions: readRegionFacts(fleet, clusters),
  }
}
