import { yamlScalar } from '@bulkhead/yaml'
import type { AddressSpace } from './address-space.ts'
import type { IdPool } from './allocate-id.ts'
import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { formatCidr } from './format-cidr.ts'
import { contains } from './contains.ts'
import {
  blocksOf,
  idsOf,
  type Block,
  type IdClaim,
  type IdSection,
  type Ledger,
  type Range,
} from './ledger.ts'
import { fullTableSlots, reservationsOn, slotCount, slotsOf, type Pool } from './pool.ts'
import { subnetAt, subnetCount } from './subnets.ts'

const heading = `# The address ledger: which block belongs to whom. Written by bulkhead, reviewed like code.
# Every slot is listed, so that two branches that take different slots merge cleanly and two that take the same one conflict.
apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
`

/**
 * The one canonical text of a ledger.
 *
 * Every slot of a pool has a line of its own whether it is taken or not. Between the lines that two
 * branches add for two slots there is then always one that neither touched, so git merges them;
 * two that take the same slot, or a slot and one inside it, write to the same place and conflict.
 * A pool of more slots than anyone would read lists those that are taken or reserved, between lines
 * that stand for hundreds of slots each.
 */
export function formatLedger(ledger: Ledger, { pools, meshes, asns = [] }: AddressSpace): string {
  const poolRows = (name: string) => {
    const pool = pools.find(candidate => candidate.name === name)
    return formatPool(pool, blocksOf(ledger, name))
  }
  const idRows = (section: IdSection, declared: readonly IdPool[]) => (name: string) => {
    const ids = declared.find(candidate => candidate.name === name)
    return formatIds(ids, idsOf(ledger, name, section))
  }
  const asnNames = namesOf(asns, ledger.asns)
  return [
    heading,
    formatSection('pools', namesOf(pools, ledger.pools), poolRows),
    formatSection('meshes', namesOf(meshes, ledger.meshes), idRows('meshes', meshes)),
    asnNames.length > 0 ? formatSection('asns', asnNames, idRows('asns', asns)) : '',
  ].join('')
}

/** A name that is no longer declared is kept while there are claims under it. */
function namesOf(
  declared: readonly { readonly name: string }[],
  recorded: ReadonlyMap<string, ReadonlyMap<unknown, unknown>>,
): readonly string[] {
  const inUse = [...recorded].filter(([, claims]) => claims.size > 0).map(([name]) => name)
  return [...new Set([...declared.map(({ name }) => name), ...inUse])].sort()
}

function formatSection(
  title: string,
  names: readonly string[],
  rowsOf: (name: string) => string,
): string {
  if (names.length === 0) return `${title}: {}\n`
  return `${title}:\n${names.map(name => `  ${yamlScalar(name)}:\n${rowsOf(name)}`).join('')}`
}

interface Row {
  readonly cidr: Cidr
  readonly text: string
}

function formatPool(pool: Pool | undefined, blocks: readonly Block[]): string {
  const isTable = pool !== undefined && slotCount(pool) <= fullTableSlots
  const unclaimed = !pool ? [] : isTable ? slotRows(pool) : reservationRows(pool)
  const rows = new Map(
    [...unclaimed, ...blocks.map(blockRow)].map(row => [formatCidr(row.cidr), row]),
  )
  const separators = pool && !isTable ? separatorsOf(pool) : []
  return [...separators, ...rows.values()]
    .sort((a, b) => compareCidrs(a.cidr, b.cidr))
    .map(({ text }) => text)
    .join('')
}

function slotRows(pool: Pool): readonly Row[] {
  return [...slotsOf(pool)].map(cidr => {
    const reasons = reservationsOn(pool, cidr).map(({ reason }) => reason)
    return rowOf(cidr, reasons.length > 0 ? [`reserved: ${reasonText(reasons)}`] : [])
  })
}

/** Where slots have no line, a reservation needs one, to conflict with a block inside it. */
function reservationRows(pool: Pool): readonly Row[] {
  const inside = pool.reserved.filter(({ cidr }) => contains(pool.cidr, cidr))
  const together = Map.groupBy(inside, ({ cidr }) => formatCidr(cidr))
  return [...together.values()].map(same => {
    const reasons = same.map(({ reason }) => reason)
    return rowOf(same[0]!.cidr, [`reserved: ${reasonText(reasons)}`])
  })
}

function reasonText(reasons: readonly string[]): string {
  return yamlScalar([...new Set(reasons)].join(', '))
}

/** Lines that no branch touches, so that two blocks that are far apart merge. */
const separatorBits = 8

function separatorsOf({ cidr, blockPrefix }: Pool): readonly Row[] {
  const prefix = Math.min(cidr.prefix + separatorBits, blockPrefix)
  return Array.from({ length: subnetCount(cidr, prefix) }, (_, at) => {
    const part = subnetAt(cidr, prefix, at)
    return { cidr: part, text: `    # ${formatCidr(part)}\n` }
  })
}

function blockRow({ cidr, use, ipv6, role, owner, state, ranges }: Block): Row {
  return rowOf(cidr, [
    `owner: ${yamlScalar(owner)}`,
    ...(role ? [`role: ${role}`] : []),
    `state: ${state}`,
    ...(use ? [`use: ${formatCidr(use)}`] : []),
    ...(ipv6 ? [`ipv6: ${formatCidr(ipv6)}`] : []),
    ...(ranges.length > 0 ? ['ranges:'] : []),
    ...ranges.map(range => `  ${formatCidr(range.cidr)}: ${rangeText(range)}`),
  ])
}

function rowOf(cidr: Cidr, lines: readonly string[]): Row {
  const key = `    ${formatCidr(cidr)}:\n`
  return { cidr, text: key + lines.map(line => `      ${line}\n`).join('') }
}

function rangeText({ role, owner, state, use, pool }: Range): string {
  const fields = [
    `role: ${role}`,
    `owner: ${flowScalar(owner)}`,
    ...(use ? [`use: ${flowScalar(formatCidr(use))}`] : []),
    ...(pool === undefined ? [] : [`pool: ${flowScalar(pool)}`]),
    ...(state ? [`state: ${state}`] : []),
  ]
  return `{ ${fields.join(', ')} }`
}

function formatIds(ids: IdPool | undefined, claims: readonly IdClaim[]): string {
  const rows = new Map([...freeIdRows(ids), ...claims.map(idRow)])
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([id, text]) => `    ${id}:\n${text}`)
    .join('')
}

function freeIdRows(ids: IdPool | undefined): readonly (readonly [number, string])[] {
  if (!ids || ids.max - ids.min >= fullTableSlots) return []
  return Array.from({ length: ids.max - ids.min + 1 }, (_, at) => [ids.min + at, ''])
}

function idRow({ id, owner, state }: IdClaim): readonly [number, string] {
  return [id, `      owner: ${yamlScalar(owner)}\n      state: ${state}\n`]
}

/** A scalar inside `{ }`, where a comma or a bracket would end it. */
function flowScalar(text: string): string {
  return /[,[\]{}]/.test(text) ? JSON.stringify(text) : yamlScalar(text)
}
