import {
  defaultProject,
  listOf,
  localCluster,
  objectOf,
  permitsDestination,
  permitsKind,
  permitsSource,
  textOf,
  unknownProjectFields,
  type Json,
  type JsonObject,
  type Path,
  type ProjectCluster,
} from '@bulkhead/argocd'
import type { Location } from '@bulkhead/diagnostics'
import type { BuiltObject, ExpandedSet } from '@bulkhead/state'
import { formatIdentity, identityOf, type ObjectIdentity } from '../built-object.ts'
import { placeIn, type ArgoCd, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf, relatedTo } from '../describe-many.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { fieldOfSource } from '../source-field.ts'

export const projectDoesNotPermit: Rule = {
  id: 'ARG009',
  name: 'project-does-not-permit',
  severity: 'error',
  summary: 'An AppProject permits what its Applications do, and no more than it has to.',

  *check(snapshot) {
    for (const argocd of snapshot.delivery.argocds) {
      yield* new ProjectCheck(argocd, snapshot).check()
    }
  },
}

/** What one thing is refused, before others at the same place are told with it. */
interface Refusal {
  readonly application: DeliveredApplication
  readonly location: Location
  readonly project: string
  /** What is not permitted, as `the namespace shop of cluster eu`. */
  readonly what: string
  readonly identity?: ObjectIdentity
}

class ProjectCheck {
  readonly #argocd: ArgoCd
  readonly #snapshot: Snapshot
  readonly #projects: ReadonlyMap<string, BuiltObject>

  constructor(argocd: ArgoCd, snapshot: Snapshot) {
    this.#argocd = argocd
    this.#snapshot = snapshot
    this.#projects = new Map(
      argocd.compiled.builtProjects.map(project => [nameOf(project), project]),
    )
  }

  *check(): Generator<Observation> {
    yield* this.#checkFields()
    for (const set of this.#argocd.compiled.sets) {
      yield* this.#checkTemplated(set)
      yield* this.#checkUnknown(set)
    }
    const refusals = [...this.#refusals()]
    yield* this.#describe(refusals)
    yield* this.#checkOpen()
  }

  /** The API server drops what it does not know, and what it was to permit is not permitted. */
  *#checkFields(): Generator<Observation> {
    for (const project of this.#projects.values()) {
      const spec = specOf(project)
      for (const field of unknownProjectFields(spec)) {
        yield {
          message: `an AppProject has no field "${field}": what it says is dropped, and the project ${nameOf(project)} permits nothing by it`,
          location: this.#place(project.locate(['spec', field])),
          hint: 'Write `destinations`, with the server or name of a cluster and a namespace each, and `sourceRepos`.',
          object: `AppProject/${namespaceOf(project)}/${nameOf(project)}`,
          concerns: this.#isRead,
        }
      }
    }
  }

  /** Whoever may write to what is read then chooses the project. (docs: ApplicationSet Security) */
  *#checkTemplated({ built, name, namespace }: ExpandedSet): Generator<Observation> {
    const spec = objectOf(built.value['spec'])
    const path = ['spec', 'template', 'spec', 'project']
    const project = textOf(objectOf(objectOf(spec['template'])['spec'])['project'])
    if (!project.includes('{{') || !asksGit(spec['generators'])) return
    yield {
      message: `the ApplicationSet ${name} takes its project from what a git generator reads: whoever can write there chooses what is permitted`,
      location: this.#place(built.locate(path)),
      hint: 'Name the project.',
      object: `ApplicationSet/${namespace}/${name}`,
      concerns: this.#isRead,
    }
  }

  *#checkUnknown(set: ExpandedSet): Generator<Observation> {
    const refused = set.applications.filter(
      ({ rejection }) => rejection?.reason === 'unknown-project',
    )
    const place = ({ generator }: (typeof refused)[number]) =>
      this.#place(set.locateField(generator, ['spec', 'project']))
    for (const [location, group] of groupByPlace(refused, place)) {
      const projects = group.map(({ application }) =>
        textOf(objectOf(application['spec'])['project']),
      )
      yield {
        message: `there is no project ${firstAndMore(projects)}, which the Application ${firstAndMore(group.map(one => one.name))} names`,
        location,
        hint: 'Correct the name, or write an AppProject.',
        object: `ApplicationSet/${set.namespace}/${set.name}`,
        concerns: this.#isRead,
      }
    }
  }

  *#refusals(): Generator<Refusal> {
    const built = new Set(this.#snapshot.delivery.built)
    for (const application of this.#argocd.applications) {
      const project = application.project || 'default'
      const spec = this.#specOf(project)
      const at = (path: Path) => this.#place(application.locate(path))
      const refuse = (what: string, location: Location, identity?: ObjectIdentity): Refusal => ({
        application,
        project,
        what,
        location,
        ...(identity && { identity }),
      })
      if (!spec) {
        // Where there is not one, projects are kept elsewhere.
        if (this.#projects.size === 0)
          this.#snapshot.skip(project, 'an AppProject that is not here')
        else yield refuse('anything, for it does not exist', at(['spec', 'project']))
        continue
      }
      for (const [index, { repoURL }] of application.sources.entries()) {
        if (permitsSource(spec, repoURL)) continue
        yield refuse(
          `the repository ${repoURL}`,
          at(fieldOfSource(application, index, ['repoURL'])),
        )
      }
      const cluster = this.#clusterOf(application)
      if (!cluster) continue
      const permits = remembering((namespace: string) =>
        permitsDestination(spec, cluster, namespace),
      )
      const { namespace } = application.destination
      if (permits(namespace) === false) {
        yield refuse(`the namespace "${namespace}" of ${cluster.name}`, at(['spec', 'destination']))
        continue
      }
      if (permits(namespace) === undefined) {
        this.#snapshot.skip(project, 'names servers, which registrations take from elsewhere')
      }
      if (!built.has(application)) continue
      for (const resource of this.#snapshot.delivery.objectsOf(application)) {
        const identity = identityOf(resource, namespace)
        const place = () => this.#place(resource.location ?? application.location)
        if (!permitsObject(spec, identity)) {
          yield refuse(`the kind ${identity.kind}`, place(), identity)
        } else if (identity.namespace !== '' && permits(identity.namespace) === false) {
          const what = `the namespace "${identity.namespace}" of ${cluster.name}`
          yield refuse(what, place(), identity)
        }
      }
    }
  }

  *#describe(refusals: readonly Refusal[]): Generator<Observation> {
    const kind = ({ project, identity }: Refusal) =>
      `${project} ${identity ? formatIdentity(identity) : ''}`
    for (const [location, group] of groupByPlace(refusals, one => one.location, kind)) {
      const [{ application, project, identity }] = group
      const what = firstAndMore(group.map(one => one.what))
      const names = firstAndMore(group.map(one => one.application.name))
      const places = group.map(one => one.application.place)
      const subject = identity
        ? `${formatIdentity(identity)} of the Application`
        : 'the Application'
      yield {
        message: `the project ${project} does not permit ${what}, and so Argo CD refuses ${subject} ${names}`,
        location,
        related: relatedTo(
          location,
          this.#projects.get(project)?.locate(['metadata', 'name']),
          `the project ${project}`,
        ),
        hint: 'Let the project permit it, or choose another project.',
        cluster: onlyOf(places),
        parties: [...new Set(places)],
        object: identity
          ? formatIdentity(identity)
          : `Application/${application.namespace}/${application.name}`,
        concerns: path =>
          group.some(one => this.#snapshot.delivery.isPartOf(one.application, path)),
      }
    }
  }

  /** A wall with a gate in it that is always open. */
  *#checkOpen(): Generator<Observation> {
    const guarded = this.#argocd.applications.filter(one => one.target?.environment.protected)
    const byProject = Map.groupBy(guarded, ({ project }) => project || 'default')
    for (const [name, applications] of byProject) {
      const project = this.#projects.get(name)
      const targets = applications.flatMap(({ target }) => target?.name ?? [])
      const common = { severity: 'warning', concerns: this.#isRead } as const
      if (!project) {
        if (name !== 'default') continue
        const place = (one: DeliveredApplication) => this.#place(one.locate(['spec', 'project']))
        for (const [location, group] of groupByPlace(applications, place)) {
          yield {
            message: `the project default permits everything everywhere, and the Application ${firstAndMore(group.map(one => one.name))} in a protected environment is in it`,
            location,
            hint: 'Write an AppProject for these Applications, and name it.',
            ...common,
          }
        }
        continue
      }
      for (const { path, says } of openingsOf(specOf(project))) {
        yield {
          message: `the project ${name} permits ${says}, and deploys to ${firstAndMore(targets)} in a protected environment`,
          location: this.#place(project.locate(path)),
          hint: 'Name what its Applications need, and nothing else.',
          object: `AppProject/${namespaceOf(project)}/${name}`,
          ...common,
        }
      }
    }
  }

  readonly #isRead = (path: string): boolean => this.#snapshot.delivery.isReadBy(this.#argocd, path)

  #place(location: Location | undefined): Location {
    return placeIn(location, this.#argocd)
  }

  #specOf(project: string): JsonObject | undefined {
    const found = this.#projects.get(project)
    if (found) return specOf(found)
    return project === 'default' ? defaultProject : undefined
  }

  /** A cluster as projects name it: what a server is still to be given is not known. */
  #clusterOf({ cluster, destination }: DeliveredApplication): ProjectCluster | undefined {
    if (cluster === undefined) return undefined
    const registered = this.#argocd.compiled.clusters.find(({ name }) => name === cluster)
    const server = destination.server ?? registered?.server ?? localCluster.server
    return { name: cluster, server: server.includes('{{') ? undefined : server.replace(/\/+$/, '') }
  }
}

function nameOf({ value }: BuiltObject): string {
  return textOf(objectOf(value['metadata'])['name'])
}

function namespaceOf({ value }: BuiltObject): string {
  return textOf(objectOf(value['metadata'])['namespace'])
}

function specOf({ value }: BuiltObject): JsonObject {
  return objectOf(value['spec'])
}

/** Whether a git generator is among these, on any level. */
function asksGit(generators: Json | undefined): boolean {
  return listOf(generators)
    .map(objectOf)
    .some(
      entry =>
        entry['git'] !== undefined ||
        ['matrix', 'merge'].some(kind => asksGit(objectOf(entry[kind])['generators'])),
    )
}

/** Of a kind that only the cluster knows, what one of the two lists permits is let pass. */
function permitsObject(project: JsonObject, identity: ObjectIdentity): boolean {
  const { scope } = identity
  const scopes = scope === undefined ? (['cluster', 'namespace'] as const) : [scope]
  return scopes.some(one => permitsKind(project, identity, one))
}

interface Opening {
  readonly path: Path
  readonly says: string
}

function openingsOf(project: JsonObject): readonly Opening[] {
  const destinations = listOf(project['destinations']).map(objectOf)
  return [
    ...listOf(project['sourceRepos']).flatMap((url, index) =>
      url === '*' ? [{ path: ['spec', 'sourceRepos', index], says: 'every repository' }] : [],
    ),
    ...destinations.flatMap(({ name, server }, index) =>
      name === '*' || server === '*'
        ? [{ path: ['spec', 'destinations', index], says: 'every cluster' }]
        : [],
    ),
  ]
}

function remembering<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return key => {
    if (!known.has(key)) known.set(key, compute(key))
    return known.get(key) as T
  }
}
