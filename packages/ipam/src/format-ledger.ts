import { yamlScalar } from '@bulkhead/yaml'
import type { AddressSpace } from './address-space.ts'
import type { IdPool } from './allocate-id.ts'
import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { formatCidr } from './format-cidr.ts'
import { blocksOf, idsOf, type Block, type IdClaim, type Ledger, type Range } from './ledger.ts'
import { fullTableSlots, reservationsOn, slotCount, slotsOf, type Pool } from './pool.ts'

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
 * A pool of more slots than anyone would read lists those that are taken.
 */
export function formatLedger(ledger: Ledger, { pools, meshes }: AddressSpace): string {
  const poolRows = (name: string) => {
    const pool = pools.find(candidate => candidate.name === name)
    return formatPool(pool, blocksOf(ledger, name))
  }
  const meshRows = (name: string) => {
    const mesh = meshes.find(candidate => candidate.name === name)
    return formatMesh(mesh, idsOf(ledger, name))
  }
  return [
    heading,
    formatSection('pools', namesOf(pools, ledger.pools), poolRows),
    formatSection('meshes', namesOf(meshes, ledger.meshes), meshRows),
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
  const rows = new Map(
    [...slotRows(pool), ...blocks.map(blockRow)].map(row => [formatCidr(row.cidr), row]),
  )
  return [...rows]
    .sort(([, a], [, b]) => compareCidrs(a.cidr, b.cidr))
    .map(([key, { text }]) => `    ${key}:\n${text}`)
    .join('')
}

function slotRows(pool: Pool | undefined): readonly Row[] {
  if (!pool || slotCount(pool) > fullTableSlots) return []
  return [...slotsOf(pool)].map(cidr => {
    const reasons = new Set(reservationsOn(pool, cidr).map(({ reason }) => reason))
    const reserved = `      reserved: ${yamlScalar([...reasons].join(', '))}\n`
    return { cidr, text: reasons.size > 0 ? reserved : '' }
  })
}

function blockRow({ cidr, owner, state, ranges }: Block): Row {
  const lines = [
    `      owner: ${yamlScalar(owner)}\n`,
    `      state: ${state}\n`,
    ranges.length > 0 ? '      ranges:\n' : '',
    ...ranges.map(range => `        ${formatCidr(range.cidr)}: ${rangeText(range)}\n`),
  ]
  return { cidr, text: lines.join('') }
}

function rangeText({ role, owner, state }: Range): string {
  return `{ role: ${role}, owner: ${flowScalar(owner)}${state ? `, state: ${state}` : ''} }`
}

function formatMesh(mesh: IdPool | undefined, claims: readonly IdClaim[]): string {
  const rows = new Map([...freeIdRows(mesh), ...claims.map(idRow)])
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([id, text]) => `    ${id}:${text}\n`)
    .join('')
}

function freeIdRows(mesh: IdPool | undefined): readonly (readonly [number, string])[] {
  if (!mesh || mesh.max - mesh.min >= fullTableSlots) return []
  return Array.from({ length: mesh.max - mesh.min + 1 }, (_, at) => [mesh.min + at, ''])
}

function idRow({ id, owner, state }: IdClaim): readonly [number, string] {
  if (state === 'active') return [id, ` ${yamlScalar(owner)}`]
  return [id, ` { owner: ${flowScalar(owner)}, state: ${state} }`]
}

/** A scalar inside `{ }`, where a comma or a bracket would end it. */
function flowScalar(text: string): string {
  return /[,[\]{}]/.test(text) ? JSON.stringify(text) : yamlScalar(text)
}
