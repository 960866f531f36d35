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
import { jsonOf } from './json-of.ts'

/** An Application that Argo CD will have: made by a set, or written by a person. */
export interface ManagedApplication {
  /** The Argo CD that has it: the root that it is started with, as `gitops/hub`. */
  readonly instance: string
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
  /** The step of its set's rollout that it is in, from 1; nothing where all follow at once. */
  readonly step: number | undefined
  /** The step of its set's rollout, or else its sync wave. */
  readonly wave: number
  /** What becomes of it when what brings it is taken away: its file, or its set. */
  readonly goes: ObjectFate
  readonly object: JsonObject
  /** Where it or its set is written. */
  readonly location: Location | undefined
}

/** What becomes of an object that nothing brings any more. */
export type ObjectFate =
  /** Argo CD deletes it. */
  | 'deleted'
  /** Argo CD deletes it once a person has said so. */
  | 'confirmed'
  /** It stays in the cluster, and nobody looks after it. */
  | 'left'

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
  readonly instance: string
  readonly applicationSet?: string
  readonly generator?: Path
  readonly origins?: readonly Origin[]
  /** The step of a rollout that it is in, from 1. */
  readonly step?: number | undefined
  readonly goes?: ObjectFate
  readonly location: Location | undefined
}

/** What an Application says, with the cluster that its destination means. */
export function readApplication(
  written: JsonObject,
  clusters: readonly RegisteredCluster[],
  { instance, applicationSet, generator, origins = [], step, goes, location }: ApplicationOrigin,
): ManagedApplication {
  const object = jsonOf(written)
  const { name, namespace, annotations } = objectOf(object['metadata'])
  const spec = objectOf(object['spec'])
  const destination = readDestination(objectOf(spec['destination']))
  return {
    instance,
    name: textOf(name),
    namespace: textOf(namespace),
    project: textOf(spec['project']),
    applicationSet,
    generator,
    origins,
    cluster: clusterOf(destination, clusters, origins),
    destination,
    sources: readSources(spec),
    step,
    wave: step ?? syncWaveOf(textsOf(annotations)),
    goes: goes ?? fateBy('Prune', object),
    object,
    location,
  }
}

/**
 * Where a set says a field of the Applications that an entry of it makes: a generator may have a
 * template of its own, which goes before that of the set.
 */
export function templatePath(set: JsonObject, generator: Path, field: Path): Path {
  const entry = objectOf(valueAt(set, generator))
  const own = Object.keys(entry).map(kind => [...generator, kind, 'template', ...field])
  const all = [...own, ['spec', 'template', ...field]]
  const written = all.find(path => valueAt(set, path) !== undefined)
  if (written) return written
  const isPatched = valueAt(set, ['spec', 'templatePatch']) !== undefined
  return isPatched ? ['spec', 'templatePatch'] : ['spec', 'template', ...field]
}

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, step) => (typeof step === 'number' ? listOf(at)[step] : objectOf(at)[step]),
    value,
  )
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

/**
 * How an object goes when nothing brings it any more, by what it says itself. (Argo CD docs: Sync
 * Options, "No Prune Resources", "Resource Pruning With Confirmation" and the same of deletion)
 *
 * @param verb what is done to it: `Prune` by a sync, `Delete` with its Application
 */
export function fateBy(verb: 'Prune' | 'Delete', object: JsonObject): ObjectFate {
  const { annotations } = objectOf(object['metadata'])
  const options = (textsOf(annotations)['argocd.argoproj.io/sync-options'] ?? '')
    .split(',')
    .map(option => option.trim())
  if (options.includes(`${verb}=false`)) return 'left'
  return options.includes(`${verb}=confirm`) ? 'confirmed' : 'deleted'
}

/** (Argo CD docs: App Deletion, "About The Deletion Finalizer") */
export function isResourcesFinalizer(name: string): boolean {
  return /^resources-finalizer\.argocd\.argoproj\.io(?:\/|$)/.test(name)
}

/** Whether a sync takes away what an Application no longer has. */
export function prunes({ object }: Pick<ManagedApplication, 'object'>): boolean {
  const { automated, syncOptions } = objectOf(objectOf(object['spec'])['syncPolicy'])
  const options = listOf(syncOptions).map(textOf)
  return objectOf(automated)['prune'] === true && !options.includes('Prune=false')
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

/**
 * Where there are `sources`, `source` does not count, and where manifests are hydrated neither does:
 * the branch that they are pushed to is synced. (argo-cd: ApplicationSpec.GetSources)
 */
function readSources(spec: JsonObject): readonly ApplicationSourceRef[] {
  const hydrator = spec['sourceHydrator']
  if (hydrator !== undefined && hydrator !== null) {
    const { drySource, syncSource } = objectOf(hydrator)
    const { repoURL } = objectOf(drySource)
    const { targetBranch, path } = objectOf(syncSource)
    const value = {
      repoURL: textOf(repoURL),
      targetRevision: textOf(targetBranch),
      path: textOf(path),
    }
    return [{ ...value, value }]
  }
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
