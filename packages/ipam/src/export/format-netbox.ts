import type { Role, State } from '../ledger.ts'
import type { AddressRow } from './address-row.ts'

/** How the description of headroom begins; its owner follows. */
export const headroomOf = 'headroom of '

/** What in NetBox the prefixes are put under. */
export interface NetboxOptions {
  /** The name of a VRF; without one they go to the global table. */
  readonly vrf?: string | undefined
  /** The kind of object that stands for a region there, under the same name. */
  readonly scope?: 'region' | 'site' | undefined
}

/**
 * Rows as JSON for NetBox: what its form at `/ipam/prefixes/import/` takes, with the field names of
 * `PrefixImportForm` (netbox/ipam/forms/bulk_import.py, 4.2 and later). Roles, a VRF and scopes are
 * named and must be there already: NetBox refuses names that it does not know. The owner is the
 * description, in which `readNetbox` finds it again. Headroom is a prefix of its own around what is
 * in use, so that nobody takes it there.
 *
 * `is_pool` is left out: it says that the first and the last address can be used, which nobody
 * promises of these ranges.
 */
export function formatNetbox(
  rows: readonly AddressRow[],
  { vrf, scope }: NetboxOptions = {},
): string {
  const describe = ({ role, region }: AddressRow, prefix: string, status: Status) => ({
    prefix,
    vrf,
    status,
    role,
    ...(scope && region !== undefined && { scope_type: `dcim.${scope}`, scope_name: region }),
  })
  const prefixes = rows.flatMap(row => {
    const { cidr, claim, role, owner, state } = row
    const used = { ...describe(row, cidr, statusOf(role, state)), description: owner }
    if (claim === undefined) return [used]
    return [{ ...describe(row, claim, 'reserved'), description: `${headroomOf}${owner}` }, used]
  })
  return `${JSON.stringify(prefixes, null, 2)}\n`
}

/** `PrefixStatusChoices` of NetBox (netbox/ipam/choices.py). A container only groups others. */
type Status = 'container' | 'active' | 'reserved' | 'deprecated'

/** What nobody uses any more is deprecated there, and like everything recorded not given out again. */
const statuses: Readonly<Record<State, Status>> = {
  planned: 'reserved',
  active: 'active',
  draining: 'deprecated',
  quarantined: 'deprecated',
}

function statusOf(role: Role, state: State): Status {
  const isContainer = role === 'region' || role === 'vpc'
  return isContainer && state === 'active' ? 'container' : statuses[state]
}
