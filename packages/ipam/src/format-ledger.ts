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
  const poolNames = namesOf(pools, ledger.pools)
  const meshNames = namesOf(meshes, ledger.meshes)
  return [
    heading,
    ...section('pools', poolNames, name =>
      formatPool(
        blocksOf(ledger, name),
        pools.find(pool => pool.name === name),
      ),
    ),
    ...section('meshes', meshNames, name =>
      formatMesh(
        idsOf(ledger, name),
        meshes.find(mesh => mesh.name === name),
      ),
    ),
  ].join('')
}

/** A name that only one side knows is kept: what the ledger says is never lost in writing it. */
function namesOf(
  declared: readonly { readonly name: string }[],
  recorded: ReadonlyMap<string, ReadonlyMap<unknown, unknown>>,
): readonly string[] {
  const inUse = [...recorded].filter(([, claims]) => claims.size > 0)
  return [
    ...new Set([...declared, ...inUse.map(([name]) => ({ name }))].map(({ name }) => name)),
  ].sort()
}

function section(
  title: string,
  names: readonly string[],
  rows: (name: string) => string,
): readonly string[] {
  if (names.length === 0) return [`${title}: {}\n`]
  return [`${title}:\n`, ...names.map(name => `  ${yamlScalar(name)}:\n${rows(name)}`)]
}

function formatPool(blocks: readonly Block[], pool: Pool | undefined): string {
  const rows = new Map<string, { readonly cidr: Cidr; readonly text: string }>()
  if (pool && slotCount(pool) <= fullTableSlots) {
    for (const cidr of slotsOf(pool))
      rows.set(formatCidr(cidr), { cidr, text: slotText(pool, cidr) })
  }
  for (const block of blocks)
    rows.set(formatCidr(block.cidr), { cidr: block.cidr, text: blockText(block) })
  return [...rows]
    .sort(([, a], [, b]) => compareCidrs(a.cidr, b.cidr))
    .map(([key, { text }]) => `    ${yamlScalar(key)}:\n${text}`)
    .join('')
}

function slotText(pool: Pool, slot: Cidr): string {
  const reasons = new Set(reservationsOn(pool, slot).map(({ reason }) => reason))
  return reasons.size === 0 ? '' : `      reserved: ${yamlScalar([...reasons].join(', '))}\n`
}

function blockText({ owner, state, ranges }: Block): string {
  return [
    `      owner: ${yamlScalar(owner)}\n`,
    `      state: ${state}\n`,
    ...(ranges.length > 0 ? ['      ranges:\n'] : []),
    ...ranges.map(range => `        ${yamlScalar(formatCidr(range.cidr))}: ${rangeText(range)}\n`),
  ].join('')
}

function rangeText({ role, owner, state }: Range): string {
  const own = state === undefined ? '' : `, state: ${state}`
  return `{ role: ${role}, owner: ${flowScalar(owner)}${own} }`
}

function formatMesh(claims: readonly IdClaim[], mesh: IdPool | undefined): string {
  const rows = new Map<number, string>()
  if (mesh && mesh.max - mesh.min < fullTableSlots) {
    for (let id = mesh.min; id <= mesh.max; id++) rows.set(id, '')
  }
  for (const claim of claims) rows.set(claim.id, ` ${idText(claim)}`)
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([id, text]) => `    ${id}:${text}\n`)
    .join('')
}

function idText({ owner, state }: IdClaim): string {
  return state === 'active' ? yamlScalar(owner) : `{ owner: ${flowScalar(owner)}, state: ${state} }`
}

/** A scalar inside `{ }`, where a comma or a bracket would end it. */
function flowScalar(text: string): string {
  return /[,[\]{}]/.test(text) ? JSON.stringify(text) : yamlScalar(text)
}
