import { didYouMean, type Location, type Problem } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import { findOverlaps, formatCidr, mostOverlaps } from '@bulkhead/ipam'
import { ownersOfRole } from '../addresses/check-owners.ts'
import { readOwner, type OwnerKind } from '../addresses/owner.ts'
import { addressRoles, fixedRanges, regionsOfOwners } from '../fixed-ranges.ts'
import type { FixedRange } from '../fleet.ts'
import type { Spec } from '../read-spec.ts'
import { defaultPool } from '../resolve.ts'
import { indexSources } from '../sources.ts'
import { readRange, readSize } from './read-range.ts'
import { smallestServices } from './service-size.ts'

type Written = string | readonly string[] | undefined

/** What the spec fixes: pins and imported ranges are ranges, of things that exist, once each. */
export function checkFixed(spec: Spec, isWhole: boolean): Problem[] {
  return [
    ...checkPins(spec),
    ...checkImports(spec, isWhole),
    ...checkTwice(spec),
    ...checkFixedSizes(spec),
    ...checkSubnets(spec),
    ...checkZones(spec),
  ]
}

function checkPins(spec: Spec): Problem[] {
  return spec.Region.flatMap(({ value: { spec: region }, source }) => {
    const problems: Problem[] = []
    const read = (path: YamlPath, written: Written) => readRanges(source, path, written, problems)
    if (region.block !== undefined) readSize(source, ['spec', 'block'], region.block, problems)
    const base = ['spec', 'addresses']
    const { block, vpc, zones = {} } = region.addresses ?? {}
    read([...base, 'block'], block)
    read([...base, 'vpc'], vpc)
    for (const [zone, { nodes, loadBalancers }] of Object.entries(zones)) {
      read([...base, 'zones', zone, 'nodes'], nodes)
      read([...base, 'zones', zone, 'loadBalancers'], loadBalancers)
    }
    for (const [i, { addresses = {} }] of (region.clusters ?? []).entries()) {
      for (const field of Object.keys(addressRoles) as (keyof typeof addressRoles)[]) {
        read(['spec', 'clusters', i, 'addresses', field], addresses[field])
      }
    }
    return problems
  })
}

/** One range, or a list of them. */
function readRanges(
  source: YamlDocument,
  path: YamlPath,
  written: Written,
  problems: Problem[],
): void {
  if (written === undefined) return
  const texts = typeof written === 'string' ? [written] : written
  for (const [i, text] of texts.entries()) {
    readRange(source, typeof written === 'string' ? path : [...path, i], text, problems)
  }
}

function checkImports(spec: Spec, isWhole: boolean): Problem[] {
  const known = [...regionsOfOwners(spec).keys()]
  return spec.ImportedRanges.flatMap(({ value, source }) =>
    value.spec.ranges.flatMap(({ cidr, role, owner }, i): Problem[] => {
      const problems: Problem[] = []
      const path = ['spec', 'ranges', i]
      const range = readRange(source, [...path, 'cidr'], cidr, problems)
      if (owner === undefined) {
        if (range && range.prefix < largestFixed[range.family]) {
          problems.push({
            code: 'SPEC_FIXED',
            message: `${cidr} is more than one network, and nothing could be given out beside it`,
            location: source.locate([...path, 'cidr']),
            hint: 'Leave it out, and import the networks in it.',
          })
        }
        return problems
      }
      const at = source.locate([...path, 'owner'])
      const kind = readOwner(owner)?.kind
      if (!kind || (isWhole && !known.includes(owner))) {
        problems.push(unknownOwner(owner, known, at))
      } else if (role === undefined || !ownersOfRole[role].includes(kind)) {
        problems.push(wrongRole(owner, kind, role, at))
      }
      return problems
    }),
  )
}

function unknownOwner(owner: string, known: readonly string[], location: Location): Problem {
  return {
    code: 'SPEC_UNKNOWN_OWNER',
    message: `no part of the fleet is "${owner}"${didYouMean(owner, known)}`,
    location,
    hint: 'Write cluster/NAME, region/NAME or zone/NAME, or leave the owner out: the range is then only kept free.',
  }
}

function wrongRole(
  owner: string,
  kind: OwnerKind,
  role: string | undefined,
  location: Location,
): Problem {
  const roles = Object.entries(ownersOfRole).filter(
    ([name, owners]) => name !== 'region' && owners.includes(kind),
  )
  return {
    code: 'SPEC_OWNER_ROLE',
    message:
      role === undefined
        ? `the range of ${owner} has no role, and nothing says what ${owner} uses it for`
        : `${owner} cannot have a range with the role ${role}`,
    location,
    hint: `A ${kind} has ranges with the role ${roles.map(([name]) => name).join(', ')}.`,
  }
}

/** Of IPv4 and IPv6: beyond these it is a slip of the pen, or the whole of the internet. */
const largestFixed = { 4: 8, 6: 16 } as const

function checkFixedSizes(spec: Spec): Problem[] {
  const sources = indexSources(spec)
  const dualStack = new Set(
    spec.Fleet.flatMap(({ value }) =>
      Object.entries(value.spec.network.pools).flatMap(([name, { ipv6 }]) => (ipv6 ? [name] : [])),
    ),
  )
  const poolOf = new Map<string, string>(
    spec.Region.map(({ value }) => [value.metadata.name, value.spec.pool ?? defaultPool]),
  )
  return fixedRanges(spec).flatMap(({ cidr, role, owner, region, source }) => {
    const location = sources.locate(source.kind, source.name, source.path)
    const text = formatCidr(cidr)
    const fault = (message: string, hint: string): Problem[] => [
      { code: 'SPEC_FIXED', message, ...(location && { location }), hint },
    ]
    if (cidr.prefix < largestFixed[cidr.family]) {
      return fault(
        `${text} is more than ${owner} can have`,
        `Fix a range of /${largestFixed[cidr.family]} or smaller.`,
      )
    }
    if (role === 'service' && cidr.prefix > smallestServices[cidr.family]) {
      return fault(
        `${text} has no room for the services of ${owner}: DNS is the tenth of them`,
        `Fix a range of /${smallestServices[cidr.family]} or larger, such as a /20.`,
      )
    }
    if (cidr.family === 6 && !dualStack.has(poolOf.get(region) ?? '')) {
      return fault(
        `${text} is IPv6, and ${region} has no IPv6 block`,
        'Give the pool of the region an `ipv6` range first.',
      )
    }
    return []
  })
}

/** What the spec fixes for one zone is two subnets, and not one twice. */
function checkSubnets(spec: Spec): Problem[] {
  const sources = indexSources(spec)
  const subnets = fixedRanges(spec).filter(
    ({ role, owner }) => readOwner(owner)?.kind === 'zone' && role !== 'vpc',
  )
  const regions = Map.groupBy(subnets, ({ region }) => region)
  return [...regions.values()].flatMap(together =>
    findOverlaps(together, { most: mostOverlaps }).map(({ outer, inner }) => {
      const { kind, name, path } = inner.source
      const location = sources.locate(kind, name, path)
      return {
        code: 'SPEC_FIXED',
        message: `${formatCidr(inner.cidr)} (${inner.role} of ${inner.owner}) overlaps ${formatCidr(outer.cidr)} (${outer.role} of ${outer.owner})`,
        ...(location && { location }),
        hint: 'Fix a range of its own for each subnet of the region.',
      }
    }),
  )
}

function checkTwice(spec: Spec): Problem[] {
  const sources = indexSources(spec)
  const locate = ({ source: { kind, name, path } }: FixedRange) => sources.locate(kind, name, path)
  const together = Map.groupBy(
    fixedRanges(spec),
    ({ owner, role, cidr }) => `${owner} ${role} ${cidr.family}`,
  )
  return [...together.values()].flatMap(([first, ...others]) =>
    others.map(other => {
      const location = locate(other)
      return {
        code: 'SPEC_DUPLICATE',
        message: `${formatCidr(other.cidr)} is the second ${other.role} range that is fixed for ${other.owner}; the other is ${first && formatCidr(first.cidr)}`,
        ...(location && { location }),
        hint: 'Remove one of the two.',
      }
    }),
  )
}

function checkZones(spec: Spec): Problem[] {
  return spec.Region.flatMap(({ value: { metadata, spec: region }, source }) =>
    Object.keys(region.addresses?.zones ?? {}).flatMap(zone =>
      region.zones?.includes(zone)
        ? []
        : [
            {
              code: 'SPEC_UNKNOWN_ZONE',
              message: `${metadata.name} has no zone "${zone}"${didYouMean(zone, region.zones ?? [])}`,
              location: source.locate(['spec', 'addresses', 'zones', zone]),
              hint: 'Use one of spec.zones.',
            },
          ],
    ),
  )
}
