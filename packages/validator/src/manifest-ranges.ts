import type { Fleet } from '@bulkhead/fleet'
import { readCidr, type Cidr } from '@bulkhead/ipam'
import type { YamlPath } from '@bulkhead/yaml'
import { fieldsOf, itemsOf, textOf, type Fields } from './fields.ts'
import { objectName, type Manifest } from './manifest.ts'
import type { StatedRange } from './network-claim.ts'
import { helmValues } from './scan-files.ts'

/** The ranges that manifests state, told by what an object is and not by where it lies. */
export function manifestRanges(
  manifests: readonly Manifest[],
  fleet: Fleet,
): readonly StatedRange[] {
  const regionOf = new Map<string, string>(
    fleet.clusters.map(({ name, region }) => [name, region.name]),
  )
  return manifests.flatMap(manifest => {
    const read = readerOf(manifest)
    return read
      ? read(manifest).flatMap(({ cluster, role, path, value, exists = false }) =>
          textsIn(value).map(({ text, index }) => ({
            role,
            text,
            cidr: isPlaceholder(text) ? undefined : effective(text),
            exists,
            cluster,
            region: regionOf.get(cluster),
            source: 'manifest' as const,
            object: objectName(manifest) || undefined,
            file: manifest.file,
            locate: () => manifest.locate(index === undefined ? path : [...path, index]),
          })),
        )
      : []
  })
}

/** A value that another tool fills in before anyone reads it. */
export function isPlaceholder(text: string): boolean {
  return /\$\{|\{\{|^<.*>$/.test(text)
}

/** A field that holds one range, a list of them, or several in one text. */
interface RangeField {
  readonly cluster: string
  readonly role: StatedRange['role']
  readonly path: YamlPath
  readonly value: unknown
  readonly exists?: boolean
}

function readerOf({
  file,
  fields,
}: Manifest): ((manifest: Manifest) => readonly RangeField[]) | undefined {
  const group = textOf(fields['apiVersion'])?.split('/')[0]
  const kind = fields['kind']
  if (kind === 'Cluster' && group === 'cluster.x-k8s.io') return readClusterApi
  if (kind === 'Cluster' && group === 'kind.x-k8s.io') return readKind
  if (kind === 'AWSCluster' && group === 'infrastructure.cluster.x-k8s.io') return readAws
  return helmValues.test(file) && kind === undefined ? readCiliumValues : undefined
}

function readClusterApi({ fields }: Manifest): readonly RangeField[] {
  const cluster = nameOf(fields)
  const network = fieldsOf(fieldsOf(fields['spec'])['clusterNetwork'])
  const field = (key: string, role: StatedRange['role']) => ({
    cluster,
    role,
    path: ['spec', 'clusterNetwork', key, 'cidrBlocks'],
    value: fieldsOf(network[key])['cidrBlocks'],
  })
  return [field('pods', 'pod'), field('services', 'service')]
}

function readKind({ fields }: Manifest): readonly RangeField[] {
  const cluster = textOf(fields['name']) ?? 'kind'
  const networking = fieldsOf(fields['networking'])
  const field = (key: string, role: StatedRange['role']) => ({
    cluster,
    role,
    path: ['networking', key],
    value: networking[key],
  })
  return [field('podSubnet', 'pod'), field('serviceSubnet', 'service')]
}

function readAws({ fields }: Manifest): readonly RangeField[] {
  const cluster = nameOf(fields)
  const network = fieldsOf(fieldsOf(fields['spec'])['network'])
  const base = ['spec', 'network']
  return [
    {
      cluster,
      role: 'vpc',
      path: [...base, 'vpc', 'cidrBlock'],
      value: fieldsOf(network['vpc'])['cidrBlock'],
      exists: fieldsOf(network['vpc'])['id'] !== undefined,
    },
    ...itemsOf(network['subnets']).map((subnet, index) => ({
      cluster,
      role: 'subnet' as const,
      path: [...base, 'subnets', index, 'cidrBlock'],
      value: fieldsOf(subnet)['cidrBlock'],
    })),
  ]
}

function readCiliumValues({ file, fields }: Manifest): readonly RangeField[] {
  const cluster = helmValues.exec(file)?.[1] ?? ''
  const operator = fieldsOf(fieldsOf(fields['ipam'])['operator'])
  return ['clusterPoolIPv4PodCIDRList', 'clusterPoolIPv6PodCIDRList'].map(key => ({
    cluster,
    role: 'pod',
    path: ['ipam', 'operator', key],
    value: operator[key],
  }))
}

function nameOf(fields: Fields): string {
  return textOf(fieldsOf(fields['metadata'])['name']) ?? ''
}

/** kind takes both families in one text, separated by a comma; Helm charts take spaces as well. */
function textsIn(value: unknown): readonly { text: string; index?: number }[] {
  if (typeof value === 'string') {
    return value
      .split(/[\s,]+/)
      .filter(text => text !== '')
      .map(text => ({ text }))
  }
  return itemsOf(value).flatMap((item, index) =>
    typeof item === 'string' ? { text: item, index } : [],
  )
}

function effective(text: string): Cidr | undefined {
  const read = readCidr(text)
  if (!('fault' in read)) return read
  return read.suggestion === undefined ? undefined : effective(read.suggestion)
}
