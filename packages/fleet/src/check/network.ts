import type { Problem } from '@bulkhead/diagnostics'
import { checkPools, formatCidr, readCidr, type Cidr, type Pool } from '@bulkhead/ipam'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import { readBlockPrefix } from '../read-block-prefix.ts'
import type { Spec, SpecDocument } from '../read-spec.ts'

/** Ranges are strict CIDR text, pools stay apart, and blocks fit their pool. */
export function checkNetwork(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(checkAddresses)
}

function checkAddresses({ value, source }: SpecDocument<'Fleet'>): Problem[] {
  const { pools, reserved = [] } = value.spec.network
  const problems: Problem[] = []
  const sound: Pool[] = []
  for (const [name, pool] of Object.entries(pools)) {
    const path = ['spec', 'network', 'pools', name]
    const cidr = readRange(source, [...path, 'cidr'], pool.cidr, problems)
    const blockPrefix = readBlock(source, [...path, 'block'], pool.block, problems)
    if (cidr?.family === 6) {
      problems.push({
        code: 'SPEC_POOL_FAMILY',
        message: `the pool "${name}" is IPv6, and regions are planned in IPv4`,
        location: source.locate([...path, 'cidr']),
        hint: 'Use a private IPv4 range such as 10.0.0.0/8.',
      })
    } else if (cidr && blockPrefix !== undefined) {
      const location = source.locate([...path, 'cidr'])
      sound.push({ name, cidr, blockPrefix, reserved: [], location })
    }
  }
  for (const [i, { cidr }] of reserved.entries()) {
    readRange(source, ['spec', 'network', 'reserved', i, 'cidr'], cidr, problems)
  }
  return [...problems, ...checkPools(sound)]
}

function readRange(
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

function readBlock(
  source: YamlDocument,
  path: YamlPath,
  text: string | undefined,
  problems: Problem[],
): number | undefined {
  const prefix = readBlockPrefix(text)
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
