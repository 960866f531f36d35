import type { Cluster, Fleet } from '@bulkhead/fleet'
import { defaultNodePrefix, gkeNodePrefix, type NodePrefix, type Tool } from '@bulkhead/ipam'
import { objectName } from '../manifest.ts'
import { holds, layeredValues } from './layers.ts'
import type { StatedNumber } from './stated-number.ts'
import type { Stater } from './stater.ts'

/** How a cluster is made, as far as limits depend on it. */
export interface ClusterFacts {
  readonly tools: ReadonlySet<Tool>
  /** The blocks that nodes take, where they are not the defaults of the tool. */
  readonly nodePrefix: Readonly<Partial<Record<Tool, NodePrefix>>>
  /** The pods that nodes may run, where something says so. */
  readonly maxPods: readonly number[]
  readonly kubernetesVersion: string | undefined
}

/** What is known of each cluster, from the spec and from manifests. */
export function readClusterFacts(
  fleet: Fleet,
  staters: readonly Stater[],
  numbers: readonly StatedNumber[],
): ReadonlyMap<string, ClusterFacts> {
  const inFleet = new Map<string, Cluster>(fleet.clusters.map(cluster => [cluster.name, cluster]))
  const statersOf = Map.groupBy(staters, ({ manifest, cluster }) =>
    factsKey({ cluster, file: manifest.file, object: objectName(manifest) || undefined }),
  )
  const podsOf = Map.groupBy(
    numbers.filter(({ of }) => of === 'maxPods'),
    factsKey,
  )
  const shared = new SharedSets()
  return new Map(
    [...new Set([...inFleet.keys(), ...statersOf.keys()])].map(name => {
      const cluster = inFleet.get(name)
      const mine = statersOf.get(name) ?? []
      const maxPods = (podsOf.get(name) ?? []).map(({ value }) => value)
      return [
        name,
        {
          tools: shared.same(toolsOf(cluster, mine)),
          nodePrefix: readNodePrefixes(mine, maxPods),
          maxPods,
          kubernetesVersion: cluster?.kubernetesVersion,
        },
      ] as const
    }),
  )
}

/** What is known of what the clusters of a region share. */
export function readRegionFacts(
  { clusters }: Fleet,
  facts: ReadonlyMap<string, ClusterFacts>,
): ReadonlyMap<string, ClusterFacts> {
  const byRegion = Map.groupBy(clusters, ({ region }) => region.name as string)
  return new Map(
    [...byRegion].map(([region, together]) => {
      const each = together.flatMap(({ name }) => facts.get(name) ?? [])
      return [
        region,
        {
          tools: new Set(each.flatMap(({ tools }) => [...tools])),
          nodePrefix: {},
          maxPods: each.flatMap(({ maxPods }) => maxPods),
          kubernetesVersion: undefined,
        },
      ] as const
    }),
  )
}

/** Under what facts are kept: by cluster, or for each object whose cluster nobody can tell. */
export function factsKey({
  cluster,
  file,
  object,
}: {
  readonly cluster: string | undefined
  readonly file: string
  readonly object: string | undefined
}): string {
  return cluster ?? `${file} ${object ?? ''}`
}

/** Most clusters are made alike: equal sets are one, so that what follows is worked out once. */
class SharedSets {
  readonly #sets = new Map<string, ReadonlySet<Tool>>()

  same(set: ReadonlySet<Tool>): ReadonlySet<Tool> {
    const key = [...set].sort().join()
    const known = this.#sets.get(key) ?? set
    this.#sets.set(key, known)
    return known
  }
}

/** By the name of a provider, which a fleet is free to choose. */
const providerTools: ReadonlyMap<string, readonly Tool[]> = new Map([
  ['aws', ['aws']],
  ['gcp', ['gcp']],
  ['google', ['gcp']],
  ['azure', ['azure']],
  ['kind', ['kind', 'kubeadm']],
])

function toolsOf(cluster: Cluster | undefined, staters: readonly Stater[]): ReadonlySet<Tool> {
  const tools = new Set<Tool>(['kubernetes'])
  const add = (more: readonly Tool[]) => more.forEach(tool => tools.add(tool))
  add(providerTools.get(cluster?.region.provider ?? '') ?? [])
  for (const { table, layers } of staters) {
    for (const clue of table.tools ?? []) if (holds(layers, clue.when)) add(clue.tools)
  }
  // The CNI of EKS, unless another is installed.
  if (tools.has('eks') && !tools.has('cilium')) tools.add('eni')
  return tools
}

function readNodePrefixes(
  staters: readonly Stater[],
  maxPods: readonly number[],
): ClusterFacts['nodePrefix'] {
  const prefixes: Partial<Record<Tool, NodePrefix>> =
    maxPods.length > 0 ? { gke: { 4: gkeNodePrefix(Math.max(...maxPods)), 6: 64 } } : {}
  for (const { table, layers } of staters) {
    for (const { tool, family, at } of table.nodePrefixes ?? []) {
      const [first] = layeredValues(layers, at)
      const prefix = Number(first?.value)
      if (!first || !Number.isInteger(prefix)) continue
      prefixes[tool] = { ...(prefixes[tool] ?? defaultNodePrefix(tool)), [family]: prefix }
    }
  }
  return prefixes
}
