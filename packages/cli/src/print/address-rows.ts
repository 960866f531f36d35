import type { AddressRows } from '@bulkhead/fleet'
import { table } from './table.ts'

export function listBlocks(blocks: AddressRows['blocks']): string {
  return table([
    ['RANGE', 'ROLE', 'OWNER', 'POOL', 'STATE'],
    ...blocks.map(b => [
      b.claim === undefined ? b.cidr : `${b.cidr} of ${b.claim}`,
      b.role,
      b.owner,
      b.pool,
      b.state,
    ]),
  ])
}

/** Mesh ids and ASNs, each in a table of its own after an empty line; nothing where there are none. */
export function listNumbers({ ids, asns }: AddressRows): string {
  const meshIds = table([
    ['ID', 'OWNER', 'MESH', 'STATE'],
    ...ids.map(i => [String(i.id), i.owner, i.mesh, i.state]),
  ])
  const systems = table([
    ['ASN', 'OWNER', 'STATE'],
    ...asns.map(({ asn, owner, state }) => [String(asn), owner, state]),
  ])
  return `${ids.length > 0 ? `\n${meshIds}` : ''}${asns.length > 0 ? `\n${systems}` : ''}`
}

export function rowsToJson({ blocks, ids, asns }: AddressRows): string {
  return `${JSON.stringify({ blocks, ids, asns }, null, 2)}\n`
}
