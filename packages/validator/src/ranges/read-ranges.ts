import { overlaps, parseCidr, type Cidr, type RangeRole } from '@bulkhead/ipam'
import type { YamlPath } from '@bulkhead/yaml'
import { textOf } from '../fields.ts'
import { objectName, type Manifest } from '../manifest.ts'
import type { NetworkClaim, StatedRange } from '../network-claim.ts'
import { placeOf, valuesAt } from './field-path.ts'
import { holds, layeredValues } from './layers.ts'
import type { RangeDefault } from './range-kind.ts'
import type { Stater } from './stater.ts'
import { readWritten } from './written-ranges.ts'

interface Surroundings {
  /** The region of a cluster that the spec knows. */
  readonly regionOf: (cluster: string | undefined) => string | undefined
  /** What the ledger has given out. */
  readonly ledger: readonly NetworkClaim[]
}

/**
 * The ranges that manifests state, and those that their tools take where they state none. A default
 * is none where another manifest of the cluster has a range of that role.
 */
export function readRanges(
  staters: readonly Stater[],
  { regionOf, ledger }: Surroundings,
): readonly StatedRange[] {
  const chosen = readChosenNames(staters)
  const stated = staters.flatMap(stater => readStated(stater, chosen, regionOf))
  return [...stated, ...readDefaults(staters, stated, { regionOf, ledger })]
}

/** What clusters choose by name: ranges that stand beside those of subnets. */
type ChosenNames = ReadonlyMap<
  string,
  { readonly role: RangeRole; readonly cluster: string | undefined }
>

function readChosenNames(staters: readonly Stater[]): ChosenNames {
  return new Map(
    staters.flatMap(({ table, layers, cluster }) =>
      (table.chosen ?? []).flatMap(({ role, at }) =>
        layeredValues(layers, at).map(({ value }) => [String(value), { role, cluster }] as const),
      ),
    ),
  )
}

function readStated(
  { table, layers, cluster }: Stater,
  chosen: ChosenNames,
  regionOf: Surroundings['regionOf'],
): readonly StatedRange[] {
  const found: StatedRange[] = []
  for (const { role, at, when, form, exists } of table.ranges ?? []) {
    const values = layeredValues(layers, at)
    if (values.length === 0 || !holds(layers, when)) continue
    for (const { manifest, path, value } of values) {
      const use = form === 'named' ? useOfNamed(manifest, path, chosen) : undefined
      const owner = use?.cluster ?? cluster
      const region = regionOf(owner)
      const object = objectName(manifest) || undefined
      const isThere = exists !== undefined && layeredValues(layers, exists).length > 0
      for (const { text, form: written, cidrs, path: below } of readWritten(value, form)) {
        for (const cidr of cidrs.length > 0 ? cidrs : [undefined]) {
          found.push({
            role: use?.role ?? role,
            text,
            form: written,
            cidr,
            cluster: owner,
            region,
            source: 'manifest',
            exists: isThere,
            readers: table.readers,
            object,
            file: manifest.file,
            locate: () => manifest.locate([...path, ...below]),
          })
        }
      }
    }
  }
  return found
}

/** By the cluster that chooses a range by its name, or else by what the name says. */
function useOfNamed(
  { fields }: Manifest,
  path: YamlPath,
  chosen: ChosenNames,
): { readonly role: RangeRole; readonly cluster?: string | undefined } | undefined {
  const beside = valuesAt(fields, 'spec.secondaryIpRange[]').find(
    ({ path: item }) => item.join() === path.slice(0, -1).join(),
  )
  const name = beside ? textOf(valuesAt(beside.value, 'rangeName')[0]?.value) : String(path.at(-1))
  if (name === undefined) return undefined
  if (chosen.has(name)) return chosen.get(name)
  if (/pod/i.test(name)) return { role: 'pod' }
  return /svc|service/i.test(name) ? { role: 'service' } : undefined
}

/** VPCs first: what EKS takes for services depends on them. */
function readDefaults(
  staters: readonly Stater[],
  stated: readonly StatedRange[],
  { regionOf, ledger }: Surroundings,
): readonly StatedRange[] {
  const taken = new Set(stated.flatMap(keysOf))
  const vpcs = [...ledger, ...stated].filter(({ role }) => role === 'vpc')
  const found: StatedRange[] = []
  for (const isOfVpcs of [true, false]) {
    for (const stater of staters) {
      for (const given of stater.table.defaults ?? []) {
        if ((given.role === 'vpc') === isOfVpcs) take(stater, given)
      }
    }
  }
  return found

  function take(stater: Stater, given: RangeDefault): void {
    const { layers, cluster } = stater
    const left = given.ranges.filter(
      range => !taken.has(keyOf(cluster, given.role, familyOf(range))),
    )
    if (left.length === 0 || !holds(layers, given.when)) return
    const region = regionOf(cluster)
    if (given.vpcIn && !isVpcAs(given.vpcIn, vpcsOf(cluster, region))) return
    const ranges = left.map(text => implicitRange(stater, given, text, region))
    for (const range of ranges) for (const key of keysOf(range)) taken.add(key)
    found.push(...ranges)
    if (given.role === 'vpc') vpcs.push(...ranges)
  }

  function vpcsOf(owner: string | undefined, place: string | undefined): readonly StatedRange[] {
    return vpcs.filter(({ cluster, region }) =>
      place === undefined ? cluster === owner : region === place,
    )
  }
}

/** Under what a role counts as stated: a range that is none yet may be one of either family. */
function keysOf({ cluster, role, cidr }: StatedRange): readonly string[] {
  const families: readonly Cidr['family'][] = cidr ? [cidr.family] : [4, 6]
  return families.map(family => keyOf(cluster, role, family))
}

function keyOf(cluster: string | undefined, role: string, family: Cidr['family']): string {
  return `${cluster} ${role} ${family}`
}

function familyOf(text: string): Cidr['family'] {
  return text.includes(':') ? 6 : 4
}

function isVpcAs(
  { range, is }: NonNullable<RangeDefault['vpcIn']>,
  vpcs: readonly StatedRange[],
): boolean {
  const known = vpcs.flatMap(({ cidr }) => cidr ?? [])
  if (known.length === 0) return false
  return known.some(cidr => overlaps(cidr, parseCidr(range))) === is
}

function implicitRange(
  { manifest, cluster }: Stater,
  { role, at, by, source }: RangeDefault,
  text: string,
  region: string | undefined,
): StatedRange {
  return {
    role,
    text,
    form: 'cidr',
    cidr: parseCidr(text),
    cluster,
    region,
    source: 'manifest',
    exists: false,
    implicit: { by, field: at, source },
    object: objectName(manifest) || undefined,
    file: manifest.file,
    locate: () => manifest.locate(placeOf(at)),
  }
}
