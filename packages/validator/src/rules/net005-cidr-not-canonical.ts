import { startOf } from '@bulkhead/diagnostics'
import { ledgerPath } from '@bulkhead/fleet'
import { formatCidr, readCidr, type CidrFault } from '@bulkhead/ipam'
import type { StatedRange } from '../network-claim.ts'
import { isPlaceholder } from '../ranges/written-ranges.ts'
import type { Rule } from '../rule.ts'

export const cidrNotCanonical: Rule = {
  id: 'NET005',
  name: 'cidr-not-canonical',
  severity: 'error',
  summary: 'A range is written so that every tool reads the same addresses from it.',

  *check({ ranges, ledgerProblems }) {
    for (const range of ranges) {
      const { text, cluster, object, locate } = range
      const fault = isSound(range) ? undefined : faultOf(text)
      if (fault) yield { ...fault, location: locate(), cluster, object }
    }
    for (const { code, message, location = startOf(ledgerPath) } of ledgerProblems) {
      if (code !== 'IPAM_CIDR' && code !== 'IPAM_NOT_CANONICAL') continue
      yield {
        message,
        location,
        hint: 'Restore the line from git: the ledger is not edited by hand.',
      }
    }
  },
}

/** Whether a text is none to judge: nobody wrote it, it is not written yet, or it is no range. */
function isSound({ text, form, cidr, implicit }: StatedRange): boolean {
  return implicit !== undefined || isPlaceholder(text) || (form !== 'cidr' && cidr !== undefined)
}

interface Fault {
  readonly message: string
  readonly hint: string
}

function faultOf(text: string): Fault | undefined {
  const read = readCidr(text)
  if ('fault' in read) return { message: read.message, hint: hintFor(text, read) }
  const canonical = formatCidr(read)
  if (canonical === text) return undefined
  return { message: `${text} is not written as ${canonical}`, hint: `Write ${canonical}.` }
}

function hintFor(text: string, { fault, suggestion }: CidrFault): string {
  if (suggestion === undefined) return 'Write a range such as 10.16.0.0/13 or fd00:12::/48.'
  const beginning = fault === 'host-bits' ? rangeBeginningAt(text) : undefined
  if (beginning === undefined) return `Write ${suggestion}.`
  return `Write ${suggestion}, which is what most tools take it for, or ${beginning}, the largest range that begins there.`
}

/** The other thing that may have been meant: the address is right and the length is wrong. */
function rangeBeginningAt(text: string): string | undefined {
  const [address = '', length = ''] = text.split('/')
  const longest = address.includes(':') ? 128 : 32
  for (let prefix = Number(length) + 1; prefix < longest; prefix++) {
    const read = readCidr(`${address}/${prefix}`)
    if (!('fault' in read)) return formatCidr(read)
  }
  return undefined
}
