import assert from 'node:assert/strict'
import {
  findOverlaps,
  findPackedOverlaps,
  formatCidr,
  packTexts,
  type Cidr,
  type Overlap,
} from '@bulkhead/ipam'
import { parseCidr as readWithCidrTools } from 'cidr-tools'
import { Address4, Address6 } from 'ip-address'
import { makeAddressSample, pairKeys } from './address-sample.ts'
import { median } from './measure.ts'

/*
 * One way to find overlaps, in a process of its own: how long the first run takes and the median of
 * RUNS more, in milliseconds, as JSON. Each run must find the planted pairs, all and no other.
 *
 *     node test/bench/measure-addresses.ts WAY FAMILY COUNT RUNS
 */

type Pairs = readonly Overlap<number>[]

/** Makes of ranges what is given to a run; a run that only sorts finds nothing. */
type Way = (cidrs: readonly Cidr[]) => () => Pairs | undefined

const ways: Readonly<Record<string, Way>> = {
  'ours, texts': fromTexts(texts => findPackedOverlaps(packTexts(texts).packed)),
  'ours, values': cidrs => {
    const items = cidrs.map((cidr, id) => ({ id, cidr }))
    return () => sweep(items)
  },
  'sort alone': cidrs => {
    const keys = keysOf(cidrs)
    return () => {
      keys.slice().sort()
      return undefined
    }
  },
  'cidr-tools': fromTexts(texts => sweep(texts.map(withCidrTools))),
  'ip-address': fromTexts(texts => sweep(texts.map(withIpAddress))),
}

const [name = '', family, count, runs] = process.argv.slice(2)
const way = ways[name]
if (!way) throw new Error(`no way "${name}"`)
const [first, ...others] = measure(way, family === '4' ? 4 : 6, Number(count), Number(runs))
process.stdout.write(JSON.stringify({ first, ms: median(others) }))

function measure(way: Way, family: Cidr['family'], count: number, runs: number): readonly number[] {
  const { cidrs, planted } = makeAddressSample(family, count)
  const run = way(cidrs)
  return Array.from({ length: 1 + runs }, () => {
    const start = performance.now()
    const pairs = run()
    const ms = performance.now() - start
    if (pairs) assert.deepEqual(pairKeys(pairs, count), planted)
    return ms
  })
}

function fromTexts(find: (texts: readonly string[]) => Pairs): Way {
  return cidrs => {
    // As if read from a file: each text in one piece.
    const texts = JSON.parse(JSON.stringify(cidrs.map(formatCidr))) as readonly string[]
    return () => find(texts)
  }
}

function sweep(items: readonly { readonly id: number; readonly cidr: Cidr }[]): Pairs {
  return findOverlaps(items).map(({ outer, inner }) => ({ outer: outer.id, inner: inner.id }))
}

/** Keys as short as can be: address, prefix length and position in 64 bits; of IPv6 the address. */
function keysOf(cidrs: readonly Cidr[]): BigUint64Array {
  const keys = new BigUint64Array(cidrs.length)
  const halves = new Uint32Array(keys.buffer)
  for (const [id, { family, words, prefix }] of cidrs.entries()) {
    halves[2 * id] = family === 4 ? (prefix << 26) | id : words[1]!
    halves[2 * id + 1] = words[0]!
  }
  return keys
}

function withCidrTools(text: string, id: number): { id: number; cidr: Cidr } {
  const { version, start, prefix } = readWithCidrTools(text)
  return { id, cidr: cidrOf(version, start, Number(prefix)) }
}

function withIpAddress(text: string, id: number): { id: number; cidr: Cidr } {
  const address = text.includes(':') ? new Address6(text) : new Address4(text)
  const family = address instanceof Address4 ? 4 : 6
  return { id, cidr: cidrOf(family, address.bigInt(), address.subnetMask) }
}

function cidrOf(family: Cidr['family'], start: bigint, prefix: number): Cidr {
  const shifts = family === 4 ? [0n] : [96n, 64n, 32n, 0n]
  const words = shifts.map(shift => Number((start >> shift) & 0xffffffffn))
  return { family, words, prefix }
}
