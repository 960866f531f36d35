import { quoteGo } from '@bulkhead/gotemplate'
import type { RegisteredCluster } from './cluster-secret.ts'
import { localCluster } from './generators/clusters.ts'
import { objectOf, textOf, textsOf, type JsonObject } from './json.ts'
import { isLabelValue, isQualifiedName, isSubdomain, notLabelValue } from './label-selector.ts'
import type { ControllerSettings } from './settings.ts'

/** Why one Application of a set is neither created nor updated. */
export interface Rejection {
  readonly reason:
    | 'no-name'
    | 'duplicate-name'
    | 'unknown-project'
    | 'invalid-destination'
    /** The API server, and not Argo CD, refuses it. */
    | 'invalid-metadata'
  /** In the words of Argo CD. */
  readonly message: string
}

export interface ValidationContext {
  readonly setName: string
  readonly clusters: readonly RegisteredCluster[]
  /** Names of the AppProjects; nothing when they are not known, and then not asked for. */
  readonly projects: readonly string[] | undefined
  readonly settings: ControllerSettings
}

/**
 * What the controller finds wrong, by the name of the Application: of two with one name, neither is
 * made. (validateGeneratedApplications)
 */
export function validateApplications(
  applications: readonly JsonObject[],
  context: ValidationContext,
): ReadonlyMap<string, Rejection> {
  const { setName } = context
  const projects = context.projects && new Set(context.projects)
  const registry = new Registry(context.clusters)
  const rejections = new Map<string, Rejection>()
  const seen = new Set<string>()
  for (const application of applications) {
    const { metadata, spec } = application
    const name = textOf(objectOf(metadata)['name'])
    const reject = (reason: Rejection['reason'], message: string) => {
      rejections.set(name, { reason, message })
    }
    if (name === '') {
      reject(
        'no-name',
        `ApplicationSet ${setName} contains an application with no name; a name must be set in the template's metadata.name or via a templatePatch (generateName is not supported)`,
      )
      continue
    }
    if (seen.has(name)) {
      reject(
        'duplicate-name',
        `ApplicationSet ${setName} contains applications with duplicate name: ${name}`,
      )
      continue
    }
    seen.add(name)
    const { project, destination } = objectOf(spec)
    if (projects && !projects.has(textOf(project))) {
      reject(
        'unknown-project',
        `application references project ${textOf(project)} which does not exist`,
      )
      continue
    }
    const fault = destinationFault(objectOf(destination), registry, context.settings)
    if (fault !== undefined) {
      reject('invalid-destination', `application destination spec is invalid: ${fault}`)
      continue
    }
    const refusal = metadataFault(objectOf(metadata))
    if (refusal !== undefined) {
      reject('invalid-metadata', `Application.argoproj.io ${quoteGo(name)} is invalid: ${refusal}`)
    }
  }
  return rejections
}

/** (util/argo/argo.go GetDestinationCluster, util/db/cluster.go) */
function destinationFault(
  destination: JsonObject,
  registry: Registry,
  settings: ControllerSettings,
): string | undefined {
  const name = textOf(destination['name'])
  const server = textOf(destination['server'])
  const allowsLocal = settings.inClusterEnabled !== false
  if (name !== '' && server !== '') {
    return `application destination can't have both name and server defined: ${name} ${server}`
  }
  if (server !== '') {
    const trimmed = trimSlashes(server)
    const lead = `error getting cluster by server ${quoteGo(server)}: rpc error: code = NotFound desc = cluster ${quoteGo(trimmed)}`
    if (trimmed === localCluster.server) return allowsLocal ? undefined : `${lead} is disabled`
    return registry.servers.has(trimmed) ? undefined : `${lead} not found`
  }
  if (name === '') return 'Destination server missing from app spec'
  let servers = registry.serversByName.get(name) ?? []
  if (name === localCluster.name && servers.length === 0 && allowsLocal) return undefined
  if (!allowsLocal) servers = servers.filter(one => one !== localCluster.server)
  if (servers.length === 0) return `there are no clusters with this name: ${name}`
  if (servers.length === 1) return undefined
  return `there are ${servers.length} clusters with the same name: [${servers.join(' ')}]`
}

/** Clusters as destinations name them. */
class Registry {
  readonly servers = new Set<string>()
  readonly serversByName = new Map<string, readonly string[]>()

  constructor(clusters: readonly RegisteredCluster[]) {
    for (const cluster of clusters) {
      const server = trimSlashes(cluster.server)
      this.servers.add(server)
      const others = this.serversByName.get(cluster.name) ?? []
      this.serversByName.set(cluster.name, [...others, server])
    }
  }
}

function trimSlashes(server: string): string {
  return server.replace(/\/+$/, '')
}

/** What Kubernetes asks of every object's names and labels. */
function metadataFault(metadata: JsonObject): string | undefined {
  const name = textOf(metadata['name'])
  if (!isSubdomain(name)) {
    return `metadata.name: Invalid value: ${quoteGo(name)}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`
  }
  for (const [key, value] of Object.entries(textsOf(metadata['labels']))) {
    if (!isQualifiedName(key))
      return `metadata.labels: Invalid value: ${quoteGo(key)}: it is no label key`
    if (!isLabelValue(value)) {
      return `metadata.labels: Invalid value: ${quoteGo(value)}: ${value.length > 63 ? 'must be no more than 63 characters' : notLabelValue}`
    }
  }
  const wrong = Object.keys(textsOf(metadata['annotations'])).find(
    key => !isQualifiedName(key.toLowerCase()),
  )
  return wrong === undefined
    ? undefined
    : `metadata.annotations: Invalid value: ${quoteGo(wrong)}: it is no annotation key`
}
