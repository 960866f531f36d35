import { posix } from 'node:path'
import { instancePaths } from '@bulkhead/blueprint'
import { clusterMadeAt } from '../cluster-made-at.ts'
import { startOf } from '@bulkhead/diagnostics'
import type { Instance } from '@bulkhead/fleet'
import { itemsOf } from '../fields.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const inventoryTreeMismatch: Rule = {
  id: 'CFG003',
  name: 'inventory-tree-mismatch',
  severity: 'error',
  summary: 'The clusters of the spec and the directories under clusters/ are the same.',

  *check(snapshot) {
    const directories = directoriesOf(snapshot.paths)
    // Before anything is generated there is one thing to say, and GEN004 says it.
    if (directories.size === 0 && !snapshot.provenance) return
    yield* checkClusters(snapshot)
    yield* checkDirectories(snapshot, directories)
    yield* checkLists(snapshot)
  },
}

function* checkClusters({ fleet, sources, paths }: Snapshot): Generator<Observation> {
  for (const { name } of fleet.clusters) {
    const path = `clusters/${name}/kustomization.yaml`
    const location = sources.locate('Cluster', name)
    if (paths.has(path) || !location) continue
    yield {
      message: `cluster "${name}" has no ${path}`,
      location,
      hint: 'Run `bulkhead generate`, or take the cluster out of the spec.',
      cluster: name,
      concerns: candidate => candidate === path,
    }
  }
}

function* checkDirectories(
  { fleet }: Snapshot,
  directories: ReadonlyMap<string, string>,
): Generator<Observation> {
  const known = new Set<string>(fleet.clusters.map(({ name }) => name))
  for (const [name, file] of directories) {
    if (known.has(name)) continue
    yield {
      message: `clusters/${name} belongs to no cluster of the spec`,
      location: startOf(file),
      hint: `Delete the directory, or describe cluster "${name}" in fleet/.`,
      cluster: name,
      // The commit that took the cluster out of the spec is the one to hear of it.
      concerns: path => path.startsWith('fleet/') || path.startsWith(`clusters/${name}/`),
    }
  }
}

/** Each Argo CD has a list of the clusters that it manages. */
function* checkLists(snapshot: Snapshot): Generator<Observation> {
  for (const instance of snapshot.fleet.argocd.instances) {
    yield* checkList(instance, `${instancePaths(instance).clusters}/kustomization.yaml`, snapshot)
  }
}

function* checkList(
  { clusters }: Instance,
  listPath: string,
  { paths, kustomizations }: Snapshot,
): Generator<Observation> {
  if (!paths.has(listPath) && clusters.length > 0) {
    yield {
      message: `${listPath}, which lists the clusters, is missing`,
      location: startOf(listPath),
      hint: 'Run `bulkhead generate`.',
    }
  }
  for (const { manifest: list } of kustomizations.filter(({ file }) => file === listPath)) {
    const listed = new Set(
      itemsOf(list.fields['resources']).map(item =>
        posix.join(posix.dirname(listPath), String(item), '.'),
      ),
    )
    for (const { name } of clusters) {
      const directory = `clusters/${name}`
      if (listed.has(directory) || !paths.has(`${directory}/kustomization.yaml`)) continue
      yield {
        message: `cluster "${name}" is not listed`,
        location: list.locate(['resources']),
        hint: `Add ${posix.relative(posix.dirname(listPath), directory)} to resources, or run \`bulkhead generate\`.`,
        cluster: name,
        concerns: path => path.startsWith(`${directory}/`),
      }
    }
  }
}

/** Each directory under `clusters/`, and the file by which to point at it. */
function directoriesOf(paths: ReadonlySet<string>): ReadonlyMap<string, string> {
  const directories = new Map<string, string>()
  for (const path of paths) {
    const name = clusterMadeAt(path)
    if (name === undefined || path !== `clusters/${name}/kustomization.yaml`) {
      if (name !== undefined && !directories.has(name)) directories.set(name, path)
    } else directories.set(name, path)
  }
  return directories
}
