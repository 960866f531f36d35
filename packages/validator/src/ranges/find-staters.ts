import { type Fields, fieldsOf, textOf } from '../fields.ts'
import { helmValues, layersOfValues } from '../helm-values.ts'
import type { Manifest } from '../manifest.ts'
import { allKinds } from './all-kinds.ts'
import { ciliumValues } from './cilium-values.ts'
import { clusterOf, readReferences } from './cluster-of.ts'
import type { RangeKind } from './range-kind.ts'
import type { Stater } from './stater.ts'

/**
 * The manifests that say something about addresses, told by what an object is and not by where it
 * lies.
 *
 * @param known the names of clusters that the spec knows
 * @param read the manifests of another file
 */
export function findStaters(
  manifests: readonly Manifest[],
  known: ReadonlySet<string>,
  read: (path: string) => readonly Manifest[],
): readonly Stater[] {
  const found = manifests.flatMap(manifest => {
    const table = tableOf(manifest)
    return table ? { manifest, table } : []
  })
  const references = { objects: readReferences(found.map(({ manifest }) => manifest)), known }
  return found.map(({ manifest, table }) => ({
    manifest,
    table,
    layers: table === ciliumValues ? layersOfValues(manifest, read) : [manifest],
    cluster: clusterOf(manifest, table, references),
  }))
}

function tableOf({ file, fields }: Manifest): RangeKind | undefined {
  const { apiVersion, kind } = fields
  if (kind !== undefined) {
    return allKinds.get(`${textOf(apiVersion)?.split('/')[0]}/${String(kind)}`)
  }
  if (apiVersion !== undefined) return undefined
  if ('cluster-cidr' in fields || 'service-cidr' in fields) return allKinds.get('/k3s')
  return isOfCilium(file, fields) ? ciliumValues : undefined
}

function isOfCilium(file: string, { ipam, cluster }: Fields): boolean {
  const system = helmValues.exec(file)?.[1]
  if (system === undefined) return false
  return system.includes('cilium') || 'operator' in fieldsOf(ipam) || 'id' in fieldsOf(cluster)
}
