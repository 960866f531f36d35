import { formatLedger, emptyLedger, formatCidr, inUse, type Ledger } from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import { planAddresses } from '../addresses/plan-addresses.ts'
import { document, load } from './spec.ts'

/** A fleet of one line of YAML for its network. */
export function fleetWith(network: object): string {
  return document('Fleet', 'acme', {
    repository: { url: 'https://github.com/acme/fleet.git' },
    environments: [{ name: 'staging' }, { name: 'production', protected: true }],
    network: { pools: { region: { cidr: '10.0.0.0/8' } }, ...network },
  })
}

/** A region in production with clusters `<name>-c0`, …; zones make it one of AWS. */
export function regionWith(
  name: string,
  {
    clusters = [{}],
    zones = 3,
    ...spec
  }: { clusters?: readonly object[]; zones?: number; [field: string]: unknown } = {},
): string {
  return document('Region', name, {
    provider: zones > 0 ? 'aws' : 'kind',
    zones: Array.from({ length: zones }, (_, i) => `${name}-z${i}`),
    clusters: clusters.map((cluster, i) => ({
      name: `${name}-c${i}`,
      environment: 'production',
      ...cluster,
    })),
    ...spec,
  })
}

/** The plan of a spec over a ledger, and the text of the ledger that it leaves. */
export function plan(spec: string, ledger: Ledger = emptyLedger) {
  const { fleet, sources } = load(spec)
  const planned = planAddresses(fleet, ledger, sources)
  return { fleet, ...planned, text: formatLedger(planned.ledger, addressSpace(fleet)) }
}

/** A line for each claim of an owner: `role use of claim state`. */
export function claimsOf(ledger: Ledger, owner: string): readonly string[] {
  const lines: string[] = []
  for (const [pool, blocks] of ledger.pools) {
    for (const block of blocks.values()) {
      if (block.owner === owner) lines.push(`${pool} ${extent(block)} ${block.state}`)
      for (const range of block.ranges) {
        if (range.owner !== owner) continue
        lines.push(`${range.role} ${extent(range)} ${range.state ?? block.state}`)
      }
    }
  }
  return lines
}

function extent(claim: Parameters<typeof inUse>[0]): string {
  const [use, all] = [formatCidr(inUse(claim)), formatCidr(claim.cidr)]
  return use === all ? use : `${use} of ${all}`
}
