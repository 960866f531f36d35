import { didYouMean, formatLocation, type Problem } from '@bulkhead/diagnostics'
import type { Cidr } from '../cidr.ts'
import { headroomOf } from '../export/format-netbox.ts'
import { formatCidr } from '../format-cidr.ts'
import { roles, type Role } from '../ledger.ts'
import { readCidr } from '../read-cidr.ts'
import type { ImportCell, ImportRow } from './import-row.ts'
import type { ImportedRange, ImportReading, SkippedRow } from './imported-range.ts'

/**
 * The ranges of some rows, and everything that is wrong with them. A row with one of our owners is a
 * claim, and must say its role in our words; one without takes its addresses for somebody else,
 * whose words are only repeated.
 */
export function collectRanges(rows: readonly ImportRow[]): ImportReading {
  const ranges: ImportedRange[] = []
  const skipped: SkippedRow[] = []
  const problems: Problem[] = []
  const seen = new Map<string, ImportedRange>()
  for (const row of rows) {
    if (row.isEmpty) continue
    const cidr = readPrefix(row, problems)
    if (!cidr) continue
    const owner = ownerIn(row)
    const { location } = row.cell('prefix') ?? row
    const why = owner === undefined ? whySkipped(row) : undefined
    if (why !== undefined) {
      skipped.push({ cidr, why, location })
      continue
    }
    const role = readRole(row, owner, problems)
    const vrf = vrfIn(row)
    const range: ImportedRange = {
      cidr,
      ...(role && { role }),
      ...(owner !== undefined && { owner }),
      reason: reasonIn(row, role, owner),
      ...(vrf !== undefined && { vrf }),
      location,
    }
    const key = `${formatCidr(cidr)} ${vrf ?? ''}`
    const first = seen.get(key)
    if (first) problems.push(duplicate(range, first))
    else {
      seen.set(key, range)
      ranges.push(range)
    }
  }
  return { ranges, skipped, problems }
}

/** Why a row that is nobody's takes no addresses by itself: those of other rows lie in it. */
function whySkipped(row: ImportRow): string | undefined {
  if (row.text('status')?.toLowerCase() === 'container') {
    return 'a container: it only groups the prefixes in it'
  }
  const description = row.text('description') ?? ''
  return description.startsWith(headroomOf) &&
    ownerPattern.test(description.slice(headroomOf.length))
    ? `${description}: what is in use has a row of its own`
    : undefined
}

function readPrefix(row: ImportRow, problems: Problem[]): Cidr | undefined {
  const cell = row.cell('prefix')
  if (!cell) {
    problems.push({
      code: 'IMPORT_NO_PREFIX',
      message: 'this row has no prefix',
      location: row.location,
      hint: 'Give it one, or remove the row.',
    })
    return undefined
  }
  const read = readCidr(cell.text)
  if (!('fault' in read)) return read
  problems.push({
    code: 'IMPORT_CIDR',
    message: read.message,
    location: cell.location,
    hint: read.suggestion ? `Write ${read.suggestion}.` : 'Write a range such as 10.16.0.0/13.',
  })
  return undefined
}

/** How the ledger names owners. What people call an owner or a region is something else. */
const ownerPattern = /^(?:region|zone|cluster)\/[a-z0-9]+(?:-+[a-z0-9]+)*$/

function ownerIn(row: ImportRow): string | undefined {
  const said = [
    row.text('owner'),
    ...(['cluster', 'zone', 'region'] as const).map(kind => `${kind}/${row.text(kind) ?? ''}`),
    // NetBox has no field for an owner of ours, so `formatNetbox` writes it here.
    row.text('description'),
  ]
  return said.find(text => text !== undefined && ownerPattern.test(text))
}

function readRole(
  row: ImportRow,
  owner: string | undefined,
  problems: Problem[],
): Role | undefined {
  const cell = row.cell('role')
  const role = cell && roleIn(cell)
  if (cell && !role && owner !== undefined) {
    problems.push({
      code: 'IMPORT_ROLE',
      message: `unknown role "${cell.text}" of ${owner}${didYouMean(cell.text, roles)}`,
      location: cell.location,
      hint: `Write one of ${roles.join(', ')}, or leave it empty.`,
    })
  }
  return role
}

/** Our word for a role that is written in one of the usual ways: `Load Balancers`, `Pods`. */
function roleIn({ text }: ImportCell): Role | undefined {
  const word = text.toLowerCase().replaceAll(/[^a-z]/g, '')
  return roles.find(role => role === word || `${role}s` === word)
}

function vrfIn(row: ImportRow): string | undefined {
  const vrf = row.text('vrf')
  // The table of prefixes in NetBox writes so where there is none.
  return vrf?.toLowerCase() === 'global' ? undefined : vrf
}

const remarks = ['role', 'owner', 'cluster', 'zone', 'region', 'scope', 'tenant', 'tags'] as const

function reasonIn(row: ImportRow, role: Role | undefined, owner: string | undefined): string {
  const description = row.text('description')
  if (description !== undefined && description !== owner) return oneLine(description)
  if (owner !== undefined) return role ? `${role} of ${owner}` : owner
  const said = remarks.flatMap(field => row.text(field) ?? []).join(', ')
  return oneLine(said) || `imported from ${row.location.file}`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

function duplicate({ cidr, vrf, location }: ImportedRange, first: ImportedRange): Problem {
  const where = vrf === undefined ? '' : ` in VRF "${vrf}"`
  return {
    code: 'IMPORT_DUPLICATE',
    message: `${formatCidr(cidr)}${where} is here twice; the first is at ${formatLocation(first.location)}`,
    location,
    hint: 'Remove one of the two rows.',
  }
}
