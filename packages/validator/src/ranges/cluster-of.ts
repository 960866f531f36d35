import { fieldsOf, textOf, type Fields } from '../fields.ts'
import type { Manifest } from '../manifest.ts'
import { valuesAt, type FieldPath } from './field-path.ts'
import type { RangeKind } from './range-kind.ts'

/** Leads from what a cluster refers to back to the cluster. */
export interface ClusterReferences {
  /** Of Cluster API's objects, by `<kind>/<name>`. */
  readonly objects: ReadonlyMap<string, string>
  /** The names of clusters that the spec knows. */
  readonly known: ReadonlySet<string>
}

/** Reads what each Cluster of Cluster API refers to: its objects have names of their own. */
export function readReferences(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const objects = new Map<string, string>()
  for (const { fields } of manifests) {
    if (fields['kind'] !== 'Cluster') continue
    const cluster = textOf(fieldsOf(fields['metadata'])['name'])
    for (const path of ['spec.infrastructureRef', 'spec.controlPlaneRef']) {
      for (const { value } of valuesAt(fields, path)) {
        const { kind, name } = fieldsOf(value)
        if (cluster !== undefined) objects.set(`${String(kind)}/${String(name)}`, cluster)
      }
    }
  }
  return objects
}

/** Whose a manifest's ranges are, as far as anyone can tell. */
export function clusterOf(
  { file, fields }: Manifest,
  { cluster: clue, unnamed }: RangeKind,
  { objects, known }: ClusterReferences,
): string | undefined {
  if (clue === 'joined') return undefined
  if (clue === 'directory') return clusterOfDirectory(file)
  const { name: given, labels } = fieldsOf(fields['metadata'])
  const name = textOf(given)
  return (
    objects.get(`${String(fields['kind'])}/${name}`) ??
    textOf(fieldsOf(labels)['cluster.x-k8s.io/cluster-name']) ??
    firstText(fields, clue) ??
    (name !== undefined && known.has(name) ? name : undefined) ??
    clusterOfDirectory(file) ??
    name ??
    unnamed
  )
}

function firstText(fields: Fields, paths: readonly FieldPath[]): string | undefined {
  for (const path of paths) {
    const text = textOf(valuesAt(fields, path)[0]?.value)
    if (text !== undefined) return text
  }
  return undefined
}

/** The cluster whose directory a file lies in: its own, or its overlay of a system. */
export function clusterOfDirectory(file: string): string | undefined {
  return /^(?:clusters|infrastructure\/[^/]+\/overlays)\/([^/]+)\//.exec(file)?.[1]
}
