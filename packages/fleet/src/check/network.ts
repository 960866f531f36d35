import type { Location, Problem } from '@bulkhead/diagnostics'
import { findOverlaps, formatCidr, isCidr, readCidr, type Cidr } from '@bulkhead/ipam'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { Spec } from '../read-spec.ts'
import { readBlockPrefix } from '../read-block-prefix.ts'

/** Ranges are strict CIDR text, pools stay apart, and blocks fit their pool. */
export function checkNetwork(spec: Spec): Problem[] {
  const problems = spec.Fleet.flatMap(({ value: { spec: fleet }, source }) => {
    const { pools, reserved = [] } = fleet.network
    const ranges = Object.entries(pools).map(([name, pool]) => ({
      name,
      ...checkRange(source, ['spec', 'network', 'pools', name, 'cidr'], pool.cidr),
    }))
    return [
      ...ranges.flatMap(range => range.problems),
      ...reserved.flatMap(
        ({ cidr }, i) => checkRange(source, ['spec', 'network', 'reserved', i, 'cidr'], cidr).problems,
      ),
      ...checkPoolsApart(ranges),
      ...ranges.flatMap(({ name, cidr }) => checkBlock(source, name, cidr, pools[name]?.block)),
    ]
  })
  return [...problems, ...checkVersions(spec)]
}

function checkRange(
  source: YamlDocument,
  path: YamlPath,
  text: string,
): { cidr: Cidr | undefined; location: Location; problems: readonly Problem[] } {
  const location = source.locate(path)
  const read = readCidr(text)
  if (isCidr(read)) return { cidr: read, location, problems: [] }
  const problem: Problem = {
    code: 'SPEC_CIDR',
    message: read.message,
    location,
    hint: read.suggestion ? `Write ${read.suggestion}.` : 'Write a range such as 10.0.0.0/8.',
  }
  return { cidr: undefined, location, problems: [problem] }
}

function checkPoolsApart(
  ranges: readonly { name: string; cidr: Cidr | undefined; location: Location }[],
): Problem[] {
  const claims = ranges.flatMap(({ name, cidr, location }) => (cidr ? [{ name, cidr, location }] : []))
  return findOverlaps(claims).map(({ outer, inner }) => ({
    code: 'SPEC_POOLS_OVERLAP',
    message: `the pools "${outer.name}" (${formatCidr(outer.cidr)}) and "${inner.name}" (${formatCidr(inner.cidr)}) overlap`,
    location: inner.location,
    hint: 'Give each pool addresses of its own.',
  }))
}

function checkBlock(
  source: YamlDocument,
  pool: string,
  cidr: Cidr | undefined,
  block: string | undefined,
): Problem[] {
  const location = source.locate(['spec', 'network', 'pools', pool, block === undefined ? 'cidr' : 'block'])
  const prefix = readBlockPrefix(block)
  if (prefix === undefined) {
    return [
      {
        code: 'SPEC_BLOCK',
        message: `the block size is "${block}", which is not a prefix length`,
        location,
        hint: 'Write it as /13.',
      },
    ]
  }
  if (cidr?.family === 6) {
    return [
      {
        code: 'SPEC_POOL_FAMILY',
        message: `the pool "${pool}" is IPv6, and regions are planned in IPv4`,
        location: source.locate(['spec', 'network', 'pools', pool, 'cidr']),
        hint: 'Use a private IPv4 range such as 10.0.0.0/8.',
      },
    ]
  }
  if (cidr && prefix < cidr.prefix) {
    return [
      {
        code: 'SPEC_BLOCK',
        message: `a block of /${prefix} is larger than the pool ${formatCidr(cidr)}`,
        location,
        hint: `Take a longer prefix than /${cidr.prefix}, or a larger pool.`,
      },
    ]
  }
  return []
}

function checkVersions(spec: Spec): Problem[] {
  return spec.Region.flatMap(({ value, source }) =>
    (value.spec.clusters ?? []).flatMap(({ kubernetesVersion }, i) =>
      kubernetesVersion === undefined || /^1\.\d+\.\d+$/.test(kubernetesVersion)
        ? []
        : [
            {
              code: 'SPEC_VERSION',
              message: `"${kubernetesVersion}" is not a Kubernetes version`,
              location: source.locate(['spec', 'clusters', i, 'kubernetesVersion']),
              hint: 'Write all three numbers and no v, as in 1.35.0.',
            },
          ],
    ),
  )
}
