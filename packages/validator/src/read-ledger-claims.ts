import type { Location, Problem } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import {
  emptyLedger,
  equalCidrs,
  readCidr,
  readLedger,
  roles,
  type Ledger,
  type LedgerReading,
  type Range,
} from '@bulkhead/ipam'
import { parseYaml } from '@bulkhead/yaml'
import { fieldsOf } from './fields.ts'

/**
 * Reads the ledger as far as it can be judged. Two clusters with one range are one key given
 * twice, which is no YAML: but it is the very thing that validation is for, so such a line is read
 * by itself and the claim kept beside the first.
 */
export function readLedgerClaims(text: string): LedgerReading {
  const { documents, problems } = parseYaml(text, ledgerPath)
  const [document, second] = documents
  if (second && problems.length === 0) {
    return { ledger: emptyLedger, problems: [twoDocuments(second.locate([]))] }
  }
  if (document && problems.length === 0) return readLedger(document)
  const repeated = problems.map(problem => readRepeated(text, problem))
  if (repeated.length === 0 || repeated.includes(undefined))
    return { ledger: emptyLedger, problems }
  const ranges = repeated.filter(range => range !== undefined)
  const { ledger, problems: others } = readLedgerClaims(withoutLines(text, ranges))
  return { ledger: ranges.reduce(addBeside, ledger), problems: others }
}

function twoDocuments(location: Location): Problem {
  return {
    code: 'IPAM_LEDGER',
    message: 'the address ledger must be one YAML document, and this is a second one',
    location,
    hint: `Restore it with \`git checkout HEAD -- ${ledgerPath}\`.`,
  }
}

type PlacedRange = Range & { readonly location: Location }

/** The range on a line whose key was there before; nothing where the fault is another. */
function readRepeated(text: string, { message, location }: Problem): PlacedRange | undefined {
  if (!location || !message.endsWith('[duplicate key]')) return undefined
  const line = text.split('\n')[location.line - 1] ?? ''
  const [entry] = Object.entries(fieldsOf(parseYaml(line.trim(), ledgerPath).documents[0]?.value))
  if (!entry) return undefined
  const [key, value] = entry
  const cidr = readCidr(key)
  const { role, owner } = fieldsOf(value)
  const known = roles.find(candidate => candidate === role)
  if ('fault' in cidr || !known || typeof owner !== 'string') return undefined
  return { cidr, role: known, owner, location }
}

function withoutLines(text: string, ranges: readonly PlacedRange[]): string {
  const gone = new Set(ranges.map(({ location }) => location.line))
  return text
    .split('\n')
    .map((line, index) => (gone.has(index + 1) ? '' : line))
    .join('\n')
}

function addBeside(ledger: Ledger, range: PlacedRange): Ledger {
  const pools = [...ledger.pools].map(([name, blocks]) => {
    const all = [...blocks].map(([key, block]) => {
      const isBeside = block.ranges.some(({ cidr }) => equalCidrs(cidr, range.cidr))
      return [key, isBeside ? { ...block, ranges: [...block.ranges, range] } : block] as const
    })
    return [name, new Map(all)] as const
  })
  return { ...ledger, pools: new Map(pools) }
}
