import type { Problem } from '@bulkhead/diagnostics'
import { checkPools, formatCidr, slotCount, subnetCount, type Pool } from '@bulkhead/ipam'
import { readBlockPrefix } from '../read-block-prefix.ts'
import type { Spec, SpecDocument } from '../read-spec.ts'
import type { PoolDocument } from '../spec/fleet-spec.ts'
import { readRange, readSize } from './read-range.ts'
import { smallestServices } from './service-size.ts'

/** Ranges are strict CIDR text, pools stay apart, and blocks fit their pool. */
export function checkNetwork(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(document => [
    ...checkAllPools(document),
    ...checkReserved(document),
    ...checkNumbers(document),
  ])
}

function checkAllPools(document: SpecDocument<'Fleet'>): Problem[] {
  const problems: Problem[] = []
  const sound: Pool[] = []
  for (const [name, pool] of Object.entries(document.value.spec.network.pools)) {
    const read = readPool(name, pool, document, problems)
    if (read) sound.push(read)
  }
  const ipv6 = sound.flatMap(({ name, ipv6: companion, location }) =>
    companion ? [{ name, reserved: [], ...companion, ...(location && { location }) }] : [],
  )
  return [
    ...problems,
    ...checkPools([...sound, ...ipv6]),
    ...sound.flatMap(checkCompanion),
    ...checkRoles(sound),
  ]
}

function readPool(
  name: string,
  { cidr, block, headroom, role = 'region', islands = false, ipv6 }: PoolDocument,
  { source }: SpecDocument<'Fleet'>,
  problems: Problem[],
): Pool | undefined {
  const path = ['spec', 'network', 'pools', name]
  const report = (field: string, code: string, message: string, hint: string) => {
    problems.push({ code, message, location: source.locate([...path, field]), hint })
  }
  const size = (field: string, text: string | undefined, fallback: number | undefined) =>
    text === undefined ? fallback : readSize(source, [...path, field], text, problems)
  const range = readRange(source, [...path, 'cidr'], cidr, problems)
  const use = size('block', block, readBlockPrefix(undefined, role))
  const claim = size('headroom', headroom, use)
  const companion = ipv6 && {
    cidr: readRange(source, [...path, 'ipv6', 'cidr'], ipv6.cidr, problems),
    blockPrefix: size('ipv6', ipv6.block, readBlockPrefix(undefined, role, 6)),
  }
  if (range?.family === 6) {
    report(
      'cidr',
      'SPEC_POOL_FAMILY',
      `the pool "${name}" is IPv6, and what is given out is chosen in IPv4`,
      `Use a private IPv4 range such as 10.0.0.0/8, and add \`ipv6: { cidr: ${cidr} }\`: each block then has one of both.`,
    )
    return undefined
  }
  if (companion?.cidr?.family === 4) {
    report(
      'ipv6',
      'SPEC_POOL_FAMILY',
      `the ipv6 range of pool "${name}" is IPv4`,
      'Write an IPv6 range such as fd00:12::/40.',
    )
    return undefined
  }
  if (use !== undefined && claim !== undefined && claim > use) {
    report(
      'headroom',
      'SPEC_HEADROOM',
      `blocks of /${use} cannot grow to /${claim}, which is smaller`,
      `Write a shorter prefix, such as /${use - 1}, or leave it out.`,
    )
    return undefined
  }
  if (role === 'service' && use !== undefined && use > smallestServices[4]) {
    report(
      'block',
      'SPEC_BLOCK',
      `a block of /${use} has no room for the services of a cluster: DNS is the tenth of them`,
      `Write /${smallestServices[4]} or a shorter prefix, such as /20.`,
    )
    return undefined
  }
  if (islands && role !== 'pod' && role !== 'service') {
    report(
      'islands',
      'SPEC_ISLANDS',
      `pool "${name}" is for ${role} blocks, and in islands only those of pods and services repeat`,
      'Leave out `islands`, or give the pool the role pod or service.',
    )
  }
  if (!range || use === undefined || claim === undefined) return undefined
  return {
    name,
    role,
    cidr: range,
    blockPrefix: claim,
    reserved: [],
    islands,
    location: source.locate([...path, 'cidr']),
    ...(companion?.cidr &&
      companion.blockPrefix !== undefined && {
        ipv6: { cidr: companion.cidr, blockPrefix: companion.blockPrefix },
      }),
  }
}

/** Every block of a dual-stack pool has one of each family. */
function checkCompanion(pool: Pool): Problem[] {
  const { name, ipv6, location } = pool
  if (!ipv6 || subnetCount(ipv6.cidr, ipv6.blockPrefix) >= slotCount(pool)) return []
  return [
    {
      code: 'SPEC_POOL_FAMILY',
      message: `${formatCidr(ipv6.cidr)} has fewer blocks of /${ipv6.blockPrefix} than pool "${name}" has`,
      ...(location && { location }),
      hint: `Give the pool an IPv6 range of ${slotCount(pool)} blocks or more: a /${ipv6.blockPrefix - Math.ceil(Math.log2(slotCount(pool)))}.`,
    },
  ]
}

/** A cluster takes a block of each role, so there is one pool that it comes from. */
function checkRoles(pools: readonly Pool[]): Problem[] {
  const ofClusters = pools.filter(({ role }) => role !== 'region')
  const together = Map.groupBy(ofClusters, ({ role, islands }) => `${role} ${islands}`)
  return [...together.values()].flatMap(([first, ...others]) =>
    others.map(({ name, role, location }) => ({
      code: 'SPEC_POOL_ROLE',
      message: `pools "${first?.name}" and "${name}" are both for ${role} blocks, and each cluster takes one`,
      ...(location && { location }),
      hint: 'Keep one of them, or mark one as `islands: true` if it is for regions that are islands.',
    })),
  )
}

function checkReserved({ value, source }: SpecDocument<'Fleet'>): Problem[] {
  const problems: Problem[] = []
  for (const [i, { cidr }] of (value.spec.network.reserved ?? []).entries()) {
    readRange(source, ['spec', 'network', 'reserved', i, 'cidr'], cidr, problems)
  }
  return problems
}

function checkNumbers({ value, source }: SpecDocument<'Fleet'>): Problem[] {
  const { asns, capacity } = value.spec.network
  const problems: Problem[] = []
  if (asns && asns.from > asns.to) {
    problems.push({
      code: 'SPEC_ASNS',
      message: `the numbers of autonomous systems end at ${asns.to}, before they begin at ${asns.from}`,
      location: source.locate(['spec', 'network', 'asns', 'to']),
      hint: 'Write a range such as from: 64512, to: 64767.',
    })
  }
  if (capacity?.growTo !== undefined && capacity.nodes !== undefined) {
    if (capacity.growTo < capacity.nodes) {
      problems.push({
        code: 'SPEC_HEADROOM',
        message: `clusters of ${capacity.nodes} nodes cannot grow to ${capacity.growTo}`,
        location: source.locate(['spec', 'network', 'capacity', 'growTo']),
        hint: `Write ${capacity.nodes} or more, or leave it out.`,
      })
    }
  }
  return problems
}
