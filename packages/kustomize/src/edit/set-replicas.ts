import type { KustomizationFile } from '../config/kustomization-shape.ts'
import type { Replica } from '../kustomization.ts'
import { EditFault } from './edit-fault.ts'

/**
 * The replicas of a kustomization after `kustomize edit set replicas`: sorted by name, each name
 * once. (kustomize/commands/edit/set/setreplicas.go)
 */
export function setReplicas(
  { replicas = [] }: KustomizationFile,
  asked: readonly (Replica & { readonly name: string })[],
): readonly Replica[] {
  const byName = new Map<string, Replica>()
  for (const replica of asked) {
    if (replica.name.includes('=')) {
      throw new EditFault(`"${replica.name}" is no name of a workload`, 'Name a workload.')
    }
    byName.set(replica.name, replica)
  }
  for (const replica of replicas) {
    const { name = '' } = replica
    if (!byName.has(name)) byName.set(name, replica)
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, replica]) => replica)
}
