import { formatCidr, ledgerEntries, type Cidr, type Ledger, type Role } from '@bulkhead/ipam'
import { stringifyYaml } from '@bulkhead/yaml'
import { ownersOfRole } from '../addresses/check-owners.ts'
import { readOwner } from '../addresses/owner.ts'
import { regionsOfOwners } from '../fixed-ranges.ts'
import { apiVersion } from '../spec/api-version.ts'
import type { EditContext, SpecEdit } from './addition.ts'
import { checkName } from './new-document.ts'

/** A range that another record says is in use; as `@bulkhead/ipam/import` reads it. */
export interface RangeInUse {
  readonly cidr: Cidr
  readonly role?: Role
  readonly owner?: string
  readonly reason: string
}

/** What became of imported ranges. */
export interface ImportSorting {
  /** Of parts of the fleet: they have these from now on. */
  readonly adopted: readonly RangeInUse[]
  /** Of others: nothing is given out there. */
  readonly keptFree: readonly RangeInUse[]
  /** In the ledger already, with the same owner. */
  readonly known: readonly RangeInUse[]
}

/**
 * Sorts what was read by what it is to the fleet. What belongs to a part of the fleet that the spec
 * does not have, or serves a purpose that such a part cannot have, is only kept free.
 */
export function sortImport(
  ranges: readonly RangeInUse[],
  { spec }: EditContext,
  ledger: Ledger,
): ImportSorting {
  const ours = new Set(regionsOfOwners(spec).keys())
  const recorded = new Set(
    ledgerEntries(ledger).map(({ cidr, owner }) => `${formatCidr(cidr)} ${owner}`),
  )
  const sorted = Map.groupBy(ranges, ({ cidr, role, owner }): keyof ImportSorting => {
    if (owner === undefined || !ours.has(owner)) return 'keptFree'
    if (recorded.has(`${formatCidr(cidr)} ${owner}`)) return 'known'
    const kind = readOwner(owner)?.kind
    const canHave =
      role !== undefined && role !== 'region' && kind && ownersOfRole[role].includes(kind)
    return canHave ? 'adopted' : 'keptFree'
  })
  return {
    adopted: sorted.get('adopted') ?? [],
    keptFree: once(sorted.get('keptFree') ?? []),
    known: sorted.get('known') ?? [],
  }
}

/** A range that is kept free once is kept free for all reasons. */
function once(ranges: readonly RangeInUse[]): readonly RangeInUse[] {
  const together = Map.groupBy(ranges, ({ cidr }) => formatCidr(cidr))
  return [...together.values()].map(same => ({
    cidr: same[0]!.cidr,
    reason: [...new Set(same.map(({ reason, owner }) => withOwner(reason, owner)))].join('; '),
  }))
}

function withOwner(reason: string, owner: string | undefined): string {
  const name = owner === undefined ? '' : (readOwner(owner)?.name ?? owner)
  return reason.includes(name) ? reason : `${reason} (${owner})`
}

/**
 * The document that brings ranges into the spec. One of the same name is replaced: an import is
 * repeated whenever its source has changed.
 *
 * @throws FleetError when the name is not legal
 */
export function importedRanges(
  name: string,
  { adopted, keptFree }: Pick<ImportSorting, 'adopted' | 'keptFree'>,
): SpecEdit {
  checkName('import', name)
  const ranges = [...adopted, ...keptFree].map(({ cidr, role, owner, reason }) => ({
    cidr: formatCidr(cidr),
    ...(owner !== undefined && { role, owner }),
    reason,
  }))
  const text = stringifyYaml({
    apiVersion,
    kind: 'ImportedRanges',
    metadata: { name },
    spec: { ranges },
  })
  const path = `fleet/imported/${name}.yaml`
  return {
    path,
    content: `# yaml-language-server: $schema=../../.bulkhead/schema.json\n${text}`,
  }
}
