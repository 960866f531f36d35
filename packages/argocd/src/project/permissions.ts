import { listOf, objectOf, textOf, type Json, type JsonObject } from '../expand/json.ts'
import { normalizeGitUrl } from '../git-url.ts'
import { projectGlob, resourceGlob } from './glob.ts'

/*
 * What the spec of an AppProject permits.
 * (pkg/apis/application/v1alpha1/app_project_types.go)
 */

/** A cluster as destinations name it. */
export interface ProjectCluster {
  readonly name: string
  /** Nothing where it is not known, as one that a Secret is still to be given. */
  readonly server: string | undefined
}

/** (IsSourcePermitted) */
export function permitsSource(project: JsonObject, repoURL: string): boolean {
  const url = normalizeGitUrl(repoURL)
  let isPermitted = false
  for (const item of listOf(project['sourceRepos']).map(textOf)) {
    const isDenied = isDenial(item)
    const pattern = normalizeGitUrl(isDenied ? item.slice(1) : item)
    const matches = pattern === '*' || pattern === url || projectGlob(pattern, '/')(url)
    // A denial permits whatever it does not name.
    if (matches !== isDenied) isPermitted = true
    else if (isDenied) return false
  }
  return isPermitted
}

/** Nothing where it depends on a server that is not known. (isDestinationMatched) */
export function permitsDestination(
  project: JsonObject,
  cluster: ProjectCluster,
  namespace: string,
): boolean | undefined {
  const { name, server } = cluster
  let isPermitted = false
  /** What an item would say whose server cannot be held against that of the cluster. */
  const open = { permits: false, denies: false }
  for (const { named, served, spaced } of destinationsFor(project, cluster)) {
    const isNamed = matches(named, name)
    const isSpaced = matches(spaced, namespace)
    const isServed = server === undefined ? servesAny(served) : matches(served, server)
    if ((isServed === true || isNamed) && isSpaced) isPermitted = true
    else if (!isNamed && isDenial(named)) return false
    else if (isServed === undefined) {
      open.permits ||= isSpaced
      open.denies ||= isDenial(isSpaced ? served : spaced)
    } else if (!isServed && isDenial(served) && isSpaced) return false
    else if (!isSpaced && isDenial(spaced) && isServed) return false
  }
  return (isPermitted ? open.denies : open.permits) ? undefined : isPermitted
}

interface Destination {
  readonly named: string
  readonly served: string
  readonly spaced: string
}

/** The destinations of a project, of which there can be one for each cluster of a fleet. */
interface Destinations {
  /** Those that name one cluster, or one server. */
  readonly byName: ReadonlyMap<string, readonly Destination[]>
  readonly byServer: ReadonlyMap<string, readonly Destination[]>
  readonly others: readonly Destination[]
}

const indexed = new WeakMap<JsonObject, Destinations>()

/** The destinations that can say something about a cluster, in no order: none of them needs one. */
function destinationsFor(
  project: JsonObject,
  { name, server }: ProjectCluster,
): readonly Destination[] {
  let destinations = indexed.get(project)
  if (!destinations) {
    destinations = indexDestinations(project)
    indexed.set(project, destinations)
  }
  const { byName, byServer, others } = destinations
  const ofServer = server === undefined ? [...byServer.values()].flat() : byServer.get(server)
  return [...others, ...(byName.get(name) ?? []), ...(ofServer ?? [])]
}

function indexDestinations(project: JsonObject): Destinations {
  const all = listOf(project['destinations']).map((item): Destination => {
    const { name, server, namespace } = objectOf(item)
    return { named: textOf(name), served: textOf(server), spaced: textOf(namespace) }
  })
  const [plain, others] = [true, false].map(wanted =>
    all.filter(({ named, served }) => (isPlain(named) && isPlain(served)) === wanted),
  ) as [Destination[], Destination[]]
  return {
    byName: Map.groupBy(plain, ({ named }) => named),
    byServer: Map.groupBy(
      plain.filter(({ served }) => served !== ''),
      ({ served }) => served,
    ),
    others,
  }
}

/** Whether a pattern stands for itself alone. */
function isPlain(pattern: string): boolean {
  return !/[*?[\]{}\\!]/.test(pattern)
}

/** What is known of a pattern without a server to hold against it. */
function servesAny(pattern: string): boolean | undefined {
  return pattern === '*' ? true : pattern === '' ? false : undefined
}

/** (IsGroupKindNamePermitted) */
export function permitsKind(
  project: JsonObject,
  { group, kind, name }: { readonly group: string; readonly kind: string; readonly name: string },
  scope: 'cluster' | 'namespace',
): boolean {
  const lists = (item: Json) => {
    const { group: groups, kind: kinds, name: names } = objectOf(item)
    return (
      fileMatches(textOf(kinds), kind) &&
      fileMatches(textOf(groups), group) &&
      // Only cluster-wide objects are listed by name.
      (scope === 'namespace' || textOf(names) === '' || fileMatches(textOf(names), name))
    )
  }
  const white = project[`${scope}ResourceWhitelist`]
  const black = project[`${scope}ResourceBlacklist`]
  // Without a list, whatever has a namespace is permitted, and nothing else.
  const isOpen = scope === 'namespace' && (white === undefined || white === null)
  return (isOpen || listOf(white).some(lists)) && !listOf(black).some(lists)
}

/** The fields of a project that Argo CD does not know, and the API server drops. */
export function unknownProjectFields(project: JsonObject): readonly string[] {
  return Object.keys(project).filter(name => !projectFields.has(name))
}

/** (pkg/apis/application/v1alpha1/types.go AppProjectSpec) */
const projectFields: ReadonlySet<string> = new Set([
  'sourceRepos',
  'destinations',
  'description',
  'roles',
  'clusterResourceWhitelist',
  'clusterResourceBlacklist',
  'namespaceResourceWhitelist',
  'namespaceResourceBlacklist',
  'orphanedResources',
  'syncWindows',
  'signatureKeys',
  'sourceNamespaces',
  'permitOnlyProjectScopedClusters',
  'destinationServiceAccounts',
  'sourceIntegrity',
])

/** The project that every Argo CD has. Until somebody changes it, it permits everything. */
export const defaultProject: JsonObject = {
  sourceRepos: ['*'],
  destinations: [{ server: '*', namespace: '*' }],
  clusterResourceWhitelist: [{ group: '*', kind: '*' }],
}

function isDenial(pattern: string): boolean {
  return pattern.startsWith('!')
}

function matches(pattern: string, text: string): boolean {
  if (isDenial(pattern)) return !projectGlob(pattern.slice(1))(text)
  if (pattern === '*' || pattern === text) return true
  return !isPlain(pattern) && projectGlob(pattern)(text)
}

/** No group, kind or name has a slash, at which `*` would stop. (path/filepath Match) */
function fileMatches(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true
  return /[*?[\\]/.test(pattern) && resourceGlob(pattern)(text)
}
