import { didYouMean, type Location, type Problem } from '@bulkhead/diagnostics'
import {
  checkLedger,
  formatCidr,
  idSections,
  idsOf,
  ledgerEntries,
  type IdSection,
  type Ledger,
  type Role,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { Fleet } from '../fleet.ts'
import { findMoved } from './moved-claims.ts'
import { readOwner, type OwnerKind } from './owner.ts'

/** What each kind of owner can have. */
export const ownersOfRole: Readonly<Record<Role, readonly OwnerKind[]>> = {
  region: ['region'],
  vpc: ['region'],
  subnet: ['zone'],
  node: ['cluster'],
  pod: ['cluster'],
  service: ['cluster'],
  loadbalancer: ['zone', 'cluster'],
  globalnet: ['cluster'],
}

const ownerOfIds: Readonly<Record<IdSection, OwnerKind>> = { meshes: 'cluster', asns: 'region' }

/**
 * Everything that the claims of a ledger contradict: the pools and meshes of the fleet, one
 * another, what an owner can be, and where it is.
 */
export function checkFleetLedger(ledger: Ledger, fleet: Fleet): readonly Problem[] {
  const contradictions = [...checkLedger(ledger, addressSpace(fleet)), ...checkOwners(ledger)]
  // Where claims are wrong in themselves, where they should be is no question yet.
  return contradictions.length > 0 ? contradictions : findMoved(ledger, fleet)
}

/** An owner that is no region, zone or cluster could never be planned for, nor removed. */
function checkOwners(ledger: Ledger): readonly Problem[] {
  const ranges = ledgerEntries(ledger).flatMap(({ cidr, role, owner, location }) =>
    checkOwner(formatCidr(cidr), owner, ownersOfRole[role], location),
  )
  const ids = idSections.flatMap(section =>
    [...ledger[section].keys()].flatMap(name =>
      idsOf(ledger, name, section).flatMap(({ id, owner, location }) =>
        checkOwner(String(id), owner, [ownerOfIds[section]], location),
      ),
    ),
  )
  return [...ranges, ...ids]
}

function checkOwner(
  what: string,
  owner: string,
  allowed: readonly OwnerKind[],
  location: Location | undefined,
): readonly Problem[] {
  const kind = readOwner(owner)?.kind
  if (kind && allowed.includes(kind)) return []
  const examples = allowed.map(one => `${one}/NAME`)
  const near = kind ? '' : didYouMean(owner.split('/')[0] ?? '', allowed)
  return [
    {
      code: 'IPAM_OWNER',
      message: `"${owner}" cannot own ${what}: that belongs to ${examples.join(' or ')}${near}`,
      ...(location && { location }),
      hint: 'Restore the line from git: the ledger is not edited by hand.',
    },
  ]
}
