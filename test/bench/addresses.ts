import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { formatCidr, type Cidr } from '@bulkhead/ipam'
import { makeAddressSample, pairKeys } from './address-sample.ts'
import { median, printTable } from './measure.ts'

/** A fleet of a thousand clusters has some 12,000 ranges. */
const sizes: readonly { readonly count: number; readonly runs: number }[] = [
  { count: 10_000, runs: 20 },
  { count: 100_000, runs: 5 },
  { count: 1_000_000, runs: 2 },
]
const rounds = 3
const ways = ['ours, texts', 'ours, values', 'sort alone', 'cidr-tools', 'ip-address'] as const

/**
 * All overlaps among random ranges, of which one in a thousand is planted in or on another: from
 * texts and from values, against
 *
 * - a sort of the same keys by the engine, in a typed array (of IPv6 the first 64 bits alone);
 * - the fastest library and the strictest, which read the texts before the same sweep;
 * - Python's `ipaddress`, which reads the texts before a sort and a stack in Python.
 *
 * Every run has to find the planted pairs, all of them and no other.
 */
export async function addresses(): Promise<void> {
  const hasPython = spawnSync('python3', ['--version']).status === 0
  const contenders = [...ways, ...(hasPython ? ['Python ipaddress'] : [])]
  process.stdout.write(
    'ms, and how many times ours from texts; first: our first run in a process\n\n',
  )
  const rows = [['family', 'ranges', 'first', ...contenders]]
  for (const family of [4, 6] as const) {
    for (const { count, runs } of sizes) {
      const times = Array.from({ length: rounds }, () => [
        ...ways.map(way => runWay(way, family, count, runs)),
        ...(hasPython ? [runPython(family, count)] : []),
      ])
      rows.push([`IPv${family}`, count.toLocaleString('en'), ...describe(times)])
    }
  }
  printTable(rows)
  if (!hasPython) process.stdout.write('\npython3 is not installed: not measured\n')
}

interface Time {
  readonly first: number
  readonly ms: number
}

/** @param times a row for each round, a column for each contender, ours first */
function describe(times: readonly (readonly Time[])[]): readonly string[] {
  const medianOf = (value: (round: readonly Time[]) => number) => format(median(times.map(value)))
  return [
    medianOf(([ours]) => ours!.first),
    ...times[0]!.map((_, at) => {
      const ms = medianOf(round => round[at]!.ms)
      return at === 0 ? ms : `${ms} (${medianOf(round => round[at]!.ms / round[0]!.ms)})`
    }),
  ]
}

function format(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0)
}

function runWay(way: string, family: Cidr['family'], count: number, runs: number): Time {
  const script = fileURLToPath(new URL('measure-addresses.ts', import.meta.url))
  const args = [script, way, String(family), String(count), String(runs)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Time
}

function runPython(family: Cidr['family'], count: number): Time {
  const { cidrs, planted } = makeAddressSample(family, count)
  const script = fileURLToPath(new URL('addresses.py', import.meta.url))
  const { status, stdout, stderr } = spawnSync('python3', [script], {
    input: cidrs.map(formatCidr).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(stderr)
  const { ms, pairs } = JSON.parse(stdout) as { ms: number; pairs: [number, number][] }
  const found = pairs.map(([outer, inner]) => ({ outer, inner }))
  assert.deepEqual(pairKeys(found, count), planted)
  return { first: ms, ms }
}
