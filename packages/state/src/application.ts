import {
  listOf,
  localCluster,
  objectOf,
  textOf,
  textsOf,
  type Json,
  type JsonObject,
  type Origin,
  type Path,
  type RegisteredCluster,
} from '@bulkhead/argocd'
import type { Location } from '@bulkhead/diagnostics'

/** An Application that Argo CD will have: made by a set, or written by a person. */
export interface ManagedApplication {
  readonly name: string
  readonly namespace: string
  readonly project: string
  /** The set that makes it; nothing for one that is written. */
  readonly applicationSet: string | undefined
  /** The entry of the set's generators that makes it. */
  readonly generator: Path | undefined
  /** What its parameters were taken from. */
  readonly origins: readonly Origin[]
  /** The name of the cluster it goes to; nothing where none is registered for its destination. */
  readonly cluster: string | undefined
  readonly destination: Destination
  readonly sources: readonly ApplicationSourceRef[]
  /** The step of its set's rollout, from 1, or else its sync wave. */
  readonly wave: number
  readonly object: JsonObject
  /** Where it or its set is written. */
  readonly location: Location | undefined
}

export interface Destination {
  readonly server?: string
  readonly name?: string
  readonly namespace: string
}

/** One source of an Application. */
export interface ApplicationSourceRef {
  readonly repoURL: string
  readonly path?: string
  readonly chart?: string
  readonly targetRevision: string
  /** A name by which others refer to its files, as `$name/path`. */
  readonly ref?: string
  /** All that the source says. */
  readonly value: JsonObject
}

interface ApplicationOrigin {
  readonly applicationSet?: string
  readonly generator?: Path
  readonly origins?: readonly Origin[]
  /** The step of a rollout that it is in, from 1. */
  readonly step?: number | undefined
  readonly location: Location | undefined
}

/** What an Application says, with the cluster that its destination means. */
export function readApplication(
  object: JsonObject,
  clusters: readonly RegisteredCluster[],
  { applicationSet, generator, origins = [], step, location }: ApplicationOrigin,
): ManagedApplication {
  const { name, namespace, annotations } = objectOf(object['metadata'])
  const spec = objectOf(object['spec'])
  const destination = readDestination(objectOf(spec['destination']))
  return {
    name: textOf(name),
    namespace: textOf(namespace),
    project: textOf(spec['project']),
    applicationSet,
    generator,
    origins,
    cluster: clusterOf(destination, clusters, origins),
    destination,
    sources: readSources(spec),
    wave: step ?? syncWaveOf(textsOf(annotations)),
    object,
    location,
  }
}

/** Whether an Application goes to the cluster that Argo CD itself runs in. */
export function isLocal(
  { destination: { server, name } }: ManagedApplication,
  clusters: readonly RegisteredCluster[],
): boolean {
  if (server !== undefined) return withoutSlash(server) === localCluster.server
  const named = clusters.find(cluster => cluster.name === name)
  return named ? withoutSlash(named.server) === localCluster.server : name === localCluster.name
}

function readDestination(destination: JsonObject): Destination {
  const [server, name] = [textOf(destination['server']), textOf(destination['name'])]
  return {
    ...(server !== '' && { server }),
    ...(name !== '' && { name }),
    namespace: textOf(destination['namespace']),
  }
}

/**
 * A server is that of the cluster which gave it, where several have the same: as long as a server is
 * still to be taken from elsewhere, all of them are written alike.
 */
function clusterOf(
  { server, name }: Destination,
  clusters: readonly RegisteredCluster[],
  origins: readonly Origin[],
): string | undefined {
  if (name !== undefined) {
    return name === localCluster.name || clusters.some(cluster => cluster.name === name)
      ? name
      : undefined
  }
  const address = withoutSlash(server ?? '')
  const names = clusters
    .filter(cluster => withoutSlash(cluster.server) === address)
    .map(cluster => cluster.name)
  if (names.length === 0) return address === localCluster.server ? localCluster.name : undefined
  if (names.length === 1) return names[0]
  return origins.find(({ cluster }) => cluster !== undefined && names.includes(cluster))?.cluster
}

function withoutSlash(server: string): string {
  return server.replace(/\/+$/, '')
}

/** Where there are `sources`, `source` does not count. (Application API, spec.sources) */
function readSources(spec: JsonObject): readonly ApplicationSourceRef[] {
  const several = listOf(spec['sources'])
  const all: readonly Json[] =
    several.length > 0 ? several : spec['source'] === undefined ? [] : [spec['source']]
  return all.map(objectOf).map(value => {
    const { repoURL, targetRevision } = value
    const [path, chart, ref] = [value['path'], value['chart'], value['ref']].map(textOf)
    return {
      repoURL: textOf(repoURL),
      ...(path && { path }),
      ...(chart && { chart }),
      targetRevision: textOf(targetRevision),
      ...(ref && { ref }),
      value,
    }
  })
}

/** (gitops-engine: pkg/sync/syncwaves) */
function syncWaveOf(annotations: Readonly<Record<string, string>>): number {
  const text = annotations['argocd.argoproj.io/sync-wave'] ?? ''
  return /^[+-]?\d+$/.test(text) ? Number(text) : 0
}
