import { didYouMean, throwIfAny, type Location, type Problem } from '@bulkhead/diagnostics'
import type { Cluster, Fleet, FleetSources } from '@bulkhead/fleet'
import type { Pack } from './pack.ts'

/** The packs that take part in a fleet. */
export interface ChosenPacks {
  /** Sorted by name. */
  readonly all: readonly Pack[]
  /** The systems, in the order of their names. */
  readonly systems: readonly Pack[]
  /** What any known pack could provide. */
  readonly providable: readonly string[]
  /** The pack that bootstraps a cluster. */
  bootstrapOf(cluster: Cluster): Pack
}

/**
 * The packs that a fleet uses: the core, the systems it names, and what its clusters come to be by.
 *
 * @throws FleetError for unknown systems, clusters that no pack can bootstrap, needs and conflicts
 */
export function choosePacks(
  fleet: Fleet,
  packs: ReadonlyMap<string, Pack>,
  sources: FleetSources,
): ChosenPacks {
  const problems: Problem[] = []
  const every = [...packs.values()]
  const systems = chooseSystems(fleet, every, sources, problems)
  const bootstraps = new Map<string, Pack>()
  for (const cluster of fleet.clusters) {
    const key = bootstrapKey(cluster)
    const pack = bootstraps.get(key) ?? every.find(candidate => canBootstrap(candidate, cluster))
    if (pack) bootstraps.set(key, pack)
    else problems.push(noBootstrap(cluster, every, sources))
  }
  const core = every.filter(pack => pack.spec.role === 'core')
  const all = [...new Set([...core, ...systems, ...bootstraps.values()])].sort(byName)
  problems.push(
    ...checkRelations(all, fleet, sources),
    ...checkOptions(all, packs, fleet, sources),
    ...checkWorkloadNames(systems, fleet, sources),
    ...checkZones(bootstraps, fleet, sources),
    ...checkMesh(systems, fleet, sources),
  )
  throwIfAny(problems)
  return {
    all,
    systems,
    providable: [...new Set(every.flatMap(({ spec }) => spec.provides ?? []))].sort(),
    bootstrapOf(cluster) {
      const pack = bootstraps.get(bootstrapKey(cluster))
      if (!pack) throw new Error(`${cluster.name} is not a cluster of this fleet`)
      return pack
    },
  }
}

function chooseSystems(
  fleet: Fleet,
  packs: readonly Pack[],
  sources: FleetSources,
  problems: Problem[],
): Pack[] {
  const available = packs.filter(pack => pack.spec.role === 'system')
  return fleet.systems.flatMap(name => {
    const pack = available.find(candidate => candidate.name === name)
    if (pack) return [pack]
    const names = available.map(candidate => candidate.name)
    problems.push({
      code: 'SPEC_UNKNOWN_SYSTEM',
      message: `no pack is a system named "${name}"${didYouMean(name, names)}`,
      ...at(sources.locate('Fleet', fleet.name, ['spec', 'systems'])),
      hint: `Systems: ${names.join(', ')}. Your own go into fleet/packs/.`,
    })
    return []
  })
}

function canBootstrap({ spec }: Pack, { bootstrap, region }: Cluster): boolean {
  return spec.bootstrap?.method === bootstrap && spec.bootstrap.provider === region.provider
}

function bootstrapKey({ bootstrap, region }: Cluster): string {
  return `${bootstrap} ${region.provider}`
}

function noBootstrap(cluster: Cluster, packs: readonly Pack[], sources: FleetSources): Problem {
  const ways = packs.flatMap(({ spec }) =>
    spec.bootstrap ? [`${spec.bootstrap.method} on ${spec.bootstrap.provider}`] : [],
  )
  return {
    code: 'SPEC_BOOTSTRAP',
    message: `no pack bootstraps "${cluster.name}" by ${cluster.bootstrap} on the provider "${cluster.region.provider}"`,
    ...at(sources.locate('Cluster', cluster.name, ['bootstrap'])),
    hint: `There is ${ways.join(', ')}. Your own way goes into fleet/packs/.`,
  }
}

function checkRelations(all: readonly Pack[], fleet: Fleet, sources: FleetSources): Problem[] {
  const chosen = new Set(all.map(pack => pack.name))
  const place = at(sources.locate('Fleet', fleet.name, ['spec', 'systems']))
  return all.flatMap(({ name, spec }) => [
    ...(spec.needs ?? [])
      .filter(needed => !chosen.has(needed))
      .map(needed => ({
        code: 'PACK_NEEDS',
        message: `"${name}" needs "${needed}", which the fleet does not have`,
        ...place,
        hint: `Add ${needed} to spec.systems, or remove ${name}.`,
      })),
    ...(spec.conflicts ?? [])
      .filter(other => chosen.has(other))
      .map(other => ({
        code: 'PACK_CONFLICT',
        message: `"${name}" and "${other}" cannot both be in one fleet`,
        ...place,
        hint: 'Remove one of them.',
      })),
  ])
}

function checkOptions(
  all: readonly Pack[],
  packs: ReadonlyMap<string, Pack>,
  fleet: Fleet,
  sources: FleetSources,
): Problem[] {
  const names = all.map(pack => pack.name)
  return Object.keys(fleet.options)
    .filter(name => !names.includes(name))
    .map(name => ({
      code: 'SPEC_UNKNOWN_OPTIONS',
      message: packs.has(name)
        ? `options are given for the pack "${name}", which the fleet does not use`
        : `options are given for an unknown pack "${name}"${didYouMean(name, packs.keys())}`,
      ...at(sources.locate('Fleet', fleet.name, ['spec', 'options', name])),
      hint: `Packs in use: ${names.join(', ')}.`,
    }))
}

/** A workload and a system of one name would have Applications of one name. */
function checkWorkloadNames(
  systems: readonly Pack[],
  fleet: Fleet,
  sources: FleetSources,
): Problem[] {
  return fleet.workloads
    .filter(({ name }) => systems.some(system => system.name === name))
    .map(({ name }) => ({
      code: 'SPEC_DUPLICATE',
      message: `"${name}" names a workload and a system`,
      ...at(sources.locate('Workload', name)),
      hint: 'Rename the workload.',
    }))
}

/** A cloud puts machines into zones, so a region of one needs some before it has clusters. */
function checkZones(
  bootstraps: ReadonlyMap<string, Pack>,
  fleet: Fleet,
  sources: FleetSources,
): Problem[] {
  const needing = fleet.clusters
    .filter(cluster => bootstraps.get(bootstrapKey(cluster))?.spec.bootstrap?.needsZones)
    .filter(({ region }) => region.zones.length === 0)
    .map(({ region }) => region.name)
  return [...new Set(needing)].map(name => ({
    code: 'SPEC_ZONES',
    message: `${name} has clusters and no zones to put them in`,
    ...at(sources.locate('Region', name)),
    hint: 'List the zones of the region, as in `zones: [eu-west-1a, eu-west-1b]`.',
  }))
}

/** A mesh needs ids, and pods whose addresses islands do not repeat. */
function checkMesh(systems: readonly Pack[], fleet: Fleet, sources: FleetSources): Problem[] {
  const mesh = systems.find(({ spec }) => spec.provides?.includes('mesh'))
  if (mesh && !fleet.network.mesh) {
    return [
      {
        code: 'PACK_MESH',
        message: `"${mesh.name}" joins clusters into a mesh, and spec.network.mesh.enabled is false`,
        ...at(sources.locate('Fleet', fleet.name, ['spec', 'network', 'mesh', 'enabled'])),
        hint: `Remove ${mesh.name} from spec.systems, or leave the mesh enabled.`,
      },
    ]
  }
  const islands = fleet.regions.filter(({ isIsland }) => isIsland)
  const pool = fleet.network.pools.find(({ role, islands }) => role === 'pod' && islands)
  if (!mesh || !pool || islands.length < 2) return []
  const path = ['spec', 'network', 'pools', pool.name, 'islands']
  return [
    {
      code: 'PACK_ISLANDS',
      message: `"${mesh.name}" joins clusters by the addresses of their pods, and pool "${pool.name}" gives the same to every island`,
      ...at(sources.locate('Fleet', fleet.name, path)),
      hint: `Remove ${mesh.name} from spec.systems, or take pods from a pool without \`islands\`.`,
    },
  ]
}

function at(location: Location | undefined): { readonly location?: Location } {
  return location ? { location } : {}
}

function byName(a: Pack, b: Pack): number {
  return a.name < b.name ? -1 : 1
}
