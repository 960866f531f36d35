import { startOf } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import { blocksOf, formatCidr, type Ledger } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** The ranges that the ledger has given out; not those that it keeps from use. */
export function ledgerClaims(ledger: Ledger): readonly NetworkClaim[] {
  const blocks = [...ledger.pools.keys()].flatMap(pool => blocksOf(ledger, pool))
  return blocks.flatMap(block =>
    block.ranges.flatMap(({ cidr, role, owner, state = block.state, location }) =>
      role === 'region' || state === 'quarantined'
        ? []
        : {
            role,
            text: formatCidr(cidr),
            cidr,
            cluster: nameIn(owner, 'cluster/'),
            region: nameIn(block.owner, 'region/'),
            source: 'ledger' as const,
            exists: true,
            object: undefined,
            file: ledgerPath,
            locate: () => location ?? startOf(ledgerPath),
          },
    ),
  )
}

function nameIn(owner: string, prefix: string): string | undefined {
  return owner.startsWith(prefix) ? owner.slice(prefix.length) : undefined
}
