import type { Problem } from '@bulkhead/diagnostics'
import { formatCidr, readCidr, type Cidr } from '@bulkhead/ipam'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import { readPrefixLength } from '../read-block-prefix.ts'

/** The range at a place of the spec; what is not the canonical text of one is a problem. */
export function readRange(
  source: YamlDocument,
  path: YamlPath,
  text: string,
  problems: Problem[],
): Cidr | undefined {
  const read = readCidr(text)
  const isRange = !('fault' in read)
  const canonical = isRange ? formatCidr(read) : read.suggestion
  if (isRange && canonical === text) return read
  problems.push({
    code: 'SPEC_CIDR',
    message: isRange ? `${text} must be written as ${canonical}` : read.message,
    location: source.locate(path),
    hint: canonical ? `Write ${canonical}.` : 'Write a range such as 10.0.0.0/8.',
  })
  return undefined
}

/** The prefix length in a text such as `/13`; anything else is a problem. */
export function readSize(
  source: YamlDocument,
  path: YamlPath,
  text: string,
  problems: Problem[],
): number | undefined {
  const prefix = readPrefixLength(text)
  if (prefix === undefined) {
    problems.push({
      code: 'SPEC_BLOCK',
      message: `the block size is "${text}", which is not a prefix length`,
      location: source.locate(path),
      hint: 'Write it as /13.',
    })
  }
  return prefix
}
