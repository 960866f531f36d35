import { emptyLedger, formatLedger, freeQuarantined, markOwners, type Ledger } from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import { checkFleetLedger } from '../addresses/check-owners.ts'
import { ownerOf } from '../addresses/owner.ts'
import { planAddresses } from '../addresses/plan-addresses.ts'
import type { Fleet } from '../fleet.ts'
import { fleetWith, regionWith } from './addresses.ts'
import { load } from './spec.ts'

/** What a branch holds: regions with their zones and clusters, and the ledger that follows. */
export interface Branch {
  readonly regions: ReadonlyMap<string, RegionSketch>
  readonly reserved: readonly string[]
  readonly ledger: Ledger
  readonly fleet: Fleet
  /** The text of the ledger. */
  readonly text: string
}

interface RegionSketch {
  readonly zones: number
  /** Nodes that each cluster must have room for. */
  readonly clusters: readonly (number | undefined)[]
  readonly block?: string
}

/** One thing that somebody does to a fleet. */
export type Step =
  | { readonly what: 'add region'; readonly name: string; readonly clusters: number }
  | { readonly what: 'add cluster' | 'add zone' | 'remove cluster'; readonly at: number }
  | { readonly what: 'grow cluster' | 'grow region' | 'remove region'; readonly at: number }
  | { readonly what: 'mark' | 'free'; readonly at: number }
  | { readonly what: 'reserve'; readonly block: string }

type Sketch = Pick<Branch, 'regions' | 'reserved'>

/** A fleet of so many regions, with one or two clusters each, and some that have left it. */
export function parentOf(regions: number, gone = 3): Branch {
  const sketch = (count: number): Sketch => ({
    regions: new Map(
      Array.from({ length: count }, (_, i) => [
        `region-${i}`,
        { zones: 3, clusters: i % 2 === 0 ? [undefined] : [undefined, undefined] },
      ]),
    ),
    reserved: [],
  })
  const before = branchOf(sketch(regions + gone), emptyLedger)
  return branchOf(sketch(regions), before.ledger)
}

/** A branch with these steps taken, each as far as it makes sense. */
export function walk(from: Branch, steps: readonly Step[]): Branch {
  return steps.reduce(take, from)
}

function take(branch: Branch, step: Step): Branch {
  const { regions, ledger } = branch
  switch (step.what) {
    case 'add region': {
      const clusters = Array.from({ length: step.clusters }, () => undefined)
      return change(branch, step.name, regions.get(step.name) ?? { zones: 3, clusters })
    }
    case 'reserve': {
      const reserved = [...branch.reserved, step.block]
      try {
        return branchOf({ regions, reserved }, ledger)
      } catch {
        return branch // Somebody has it: the command refuses.
      }
    }
    case 'mark':
    case 'free': {
      const name = nameAt(regions, step.at)
      const isWanted = (owner: string) => step.what === 'free' || owner === ownerOf.region(name)
      const changed =
        step.what === 'free'
          ? freeQuarantined(ledger, isWanted)
          : markOwners(ledger, isWanted, 'active')
      return branchOf(branch, changed)
    }
    default: {
      const name = nameAt(regions, step.at)
      const region = regions.get(name)
      if (!region) return branch
      const { clusters, zones } = region
      switch (step.what) {
        case 'add cluster':
          return clusters.length > 3
            ? branch
            : change(branch, name, { ...region, clusters: [...clusters, undefined] })
        case 'add zone':
          return zones > 7 ? branch : change(branch, name, { ...region, zones: zones + 1 })
        case 'remove cluster':
          return change(branch, name, { ...region, clusters: clusters.slice(0, -1) })
        case 'grow cluster':
          return change(branch, name, { ...region, clusters: clusters.map(() => 60) })
        case 'grow region':
          return change(branch, name, { ...region, block: '/14' })
        case 'remove region':
          return change(branch, name, undefined)
        default:
          throw new Error(`not a step: ${JSON.stringify(step satisfies never)}`)
      }
    }
  }
}

function nameAt(regions: ReadonlyMap<string, RegionSketch>, at: number): string {
  return [...regions.keys()][at % Math.max(1, regions.size)] ?? ''
}

function change(branch: Branch, name: string, region: RegionSketch | undefined): Branch {
  const regions = new Map(branch.regions)
  if (region) regions.set(name, region)
  else regions.delete(name)
  return branchOf({ ...branch, regions }, branch.ledger)
}

/** The branch of a sketch over a ledger. @throws FleetError when its ledger contradicts its spec */
export function branchOf({ regions, reserved }: Sketch, before: Ledger): Branch {
  const spec =
    fleetWith({
      pools: { region: { cidr: '10.0.0.0/8', block: '/15', headroom: '/14' } },
      capacity: { nodes: 30, growTo: 60, clusters: 4 },
      reserved: reserved.map(cidr => ({ cidr, reason: `reserved ${cidr}` })),
    }) +
    [...regions]
      .map(([name, { zones, clusters, block }]) =>
        regionWith(name, {
          zones,
          clusters: clusters.map(nodeCapacity => ({ nodeCapacity })),
          ...(block !== undefined && { block }),
        }),
      )
      .join('')
  const { fleet } = load(spec)
  const [problem] = checkFleetLedger(before, fleet)
  if (problem) throw new Error(problem.message)
  const { ledger } = planAddresses(fleet, before)
  return { regions, reserved, ledger, fleet, text: formatLedger(ledger, addressSpace(fleet)) }
}
