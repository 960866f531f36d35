import {
  expandApplicationSet,
  listOf,
  objectOf,
  textOf,
  type ControllerSettings,
  type Expansion,
  type GeneratedApplication,
  type JsonObject,
  type Path,
  type RegisteredCluster,
  type World,
} from '@bulkhead/argocd'
import { Budget, type Location, type Problem } from '@bulkhead/diagnostics'
import { BuildError, type BuiltResource } from '@bulkhead/kustomize'
import { isUnreadable, readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import {
  fateBy,
  isLocal,
  isResourcesFinalizer,
  prunes,
  readApplication,
  templatePath,
  type ManagedApplication,
  type ObjectFate,
} from './application.ts'
import type { BuiltRoot } from './built-root.ts'
import { Deployments, type Deployment } from './deployment.ts'
import { inRepository } from './in-repository.ts'
import { jsonOf } from './json-of.ts'
import { namesTwice, problemsOfSet } from './problems.ts'
import { readRegistration } from './registration.ts'
import { isAtHand, normalPath, treeOf, type StateRepository } from './repository.ts'
import { isOnlyUnknown, RootBuilder } from './root-builder.ts'
import { SilentRoots } from './silent-roots.ts'

/** One Argo CD, and what it will have the clusters run. */
export interface InstanceFacts {
  /** The clusters that are registered with it, sorted by name. */
  readonly clusters: readonly RegisteredCluster[]
  /** The objects of its AppProjects, in order of name. */
  readonly projects: readonly JsonObject[]
  /** What each of its ApplicationSets makes, in order of name. */
  readonly expansions: readonly SetFacts[]
  /** Every Application that it will have, sorted by name. */
  readonly applications: readonly ManagedApplication[]
  /** What keeps Applications from being made, or from being known here. */
  readonly problems: readonly Problem[]
  /** Every root that was looked through for what is Argo CD's own. */
  readonly roots: readonly FollowedRoot[]
  /** What an Application deploys, source by source. It is built when it is first asked for. */
  deploymentsOf(application: ManagedApplication): readonly Deployment[]
}

/** What an ApplicationSet makes, without what each of its parameters was taken from. */
export interface SetFacts extends SetPlace, Omit<Expansion, 'applications'> {
  readonly applications: readonly Pick<GeneratedApplication, 'name' | 'rejection'>[]
}

export interface FollowedRoot {
  readonly instance: string
  readonly path: string
  /**
   * Whether something of Argo CD's own was in it; of one that is not built nobody knows, and of one
   * that is `unknown` not all is known.
   */
  readonly status: 'brings' | 'brings nothing' | 'does not build' | 'unknown'
  /** Why it does not build or is unknown, where that is known. */
  readonly problem: Problem | undefined
}

interface SetPlace {
  /** The Argo CD that has it, as an Application says it. */
  readonly instance: string
  /** Where it is written. */
  readonly location: Location | undefined
}

/**
 * The same as it is just compiled: Applications can be asked for their parameters, and everything
 * for where it is written.
 */
export interface Instance extends InstanceFacts {
  readonly expansions: readonly (Expansion & SetPlace)[]
  /** Its ApplicationSets as they are built, with what each makes, in order of name. */
  readonly sets: readonly ExpandedSet[]
  /** Its AppProjects as they are built, in order of name. */
  readonly builtProjects: readonly BuiltObject[]
  /** Where a field of an Application is written: of one that a set makes, in the template. */
  locateIn(application: ManagedApplication, field: Path): Location | undefined
}

/** An object of Argo CD, as it is built. */
export interface BuiltObject {
  readonly value: JsonObject
  /** The root that brings it. */
  readonly root: string
  /** Where the value at a path was written, or the nearest thing that encloses it. */
  readonly locate: (path: Path) => Location | undefined
}

/** An ApplicationSet, and what it makes. */
export interface ExpandedSet extends Expansion {
  readonly built: BuiltObject
  /** Where a field is written of the Applications that an entry makes. */
  readonly locateField: (generator: Path, field: Path) => Location | undefined
}

export interface CompileOptions {
  readonly settings?: ControllerSettings
  /** Where roots are built that others build as well, from the same files. */
  readonly builder?: RootBuilder
  /** What people apply beside the root; only what is Argo CD's own counts. */
  readonly applied?: readonly BuiltObject[]
}

/**
 * What an Argo CD will have, given the Kustomize root that it is started with. ApplicationSets are
 * read as they are built, since overlays patch them; Applications that lead to the cluster of Argo
 * CD itself are followed, for what they bring is its own: more Applications and sets, projects, and
 * the Secrets of clusters.
 *
 * Steps of a RollingSync are shown as a set declares them. Whether the controller heeds them is a
 * flag of it, which `settings` can say.
 *
 * @param root the directory in the repository, as `gitops/hub`
 */
export function compileInstance(
  repository: StateRepository,
  root: string,
  {
    settings = { progressiveSyncs: true },
    builder = new RootBuilder(repository.fileSystem, repository.budget),
    applied = [],
  }: CompileOptions = {},
): Instance {
  return new InstanceCompiler(repository, root, settings, builder).compile(applied)
}

type Kind = 'Application' | 'ApplicationSet' | 'AppProject' | 'Registration'

/** Applications that lead to Applications, and so on: nobody goes this far, unless it never ends. */
const furthest = 50

const tooFar: Problem = {
  code: 'STATE_UNKNOWN',
  message: `Applications lead to new Applications over more than ${furthest} steps`,
  hint: 'Look for one that deploys itself under another name each time.',
}

function notKnown(
  { name, location }: ManagedApplication,
  { why, source }: Extract<Deployment, { kind: 'unknown' }>,
): Problem {
  return {
    code: 'STATE_UNKNOWN',
    subject: source.repoURL,
    message: `what the Application ${name} brings to Argo CD is unknown: ${why}`,
    ...(location && { location }),
    hint: 'Ask the running Argo CD with `argocd app list`.',
  }
}

/** Fields of a source that leave its kustomization as it is. */
const plainFields: ReadonlySet<string> = new Set(['repoURL', 'targetRevision', 'path', 'name'])

class InstanceCompiler {
  readonly #repository: StateRepository
  readonly #silent: SilentRoots
  readonly #root: string
  readonly #settings: ControllerSettings
  readonly #deployments: Deployments
  /** The keys of the roots that were looked through. */
  readonly #taken = new Set<string>()
  readonly #followed = new Map<string, FollowedRoot['status']>()
  /** Root → the first reason why it does not build. */
  readonly #reasons = new Map<string, Problem>()
  /** Each problem once. */
  readonly #problems = new Map<string, Problem>()
  readonly #found: Readonly<Record<Kind, Map<string, BuiltObject>>> = {
    Application: new Map(),
    ApplicationSet: new Map(),
    AppProject: new Map(),
    Registration: new Map(),
  }

  constructor(
    repository: StateRepository,
    root: string,
    settings: ControllerSettings,
    builder: RootBuilder,
  ) {
    this.#repository = repository
    this.#root = root
    this.#settings = settings
    this.#deployments = new Deployments(repository, builder)
    this.#silent = new SilentRoots(repository)
  }

  compile(applied: readonly BuiltObject[]): Instance {
    const root = this.#root
    const outcome = this.#deployments.build(root)
    if ('problems' in outcome) {
      const status = isOnlyUnknown(outcome.problems) ? 'unknown' : 'does not build'
      this.#fail(root, status, outcome.problems)
      this.#report(outcome.problems)
    } else this.#takeRoot(outcome, { root, namespace: '' })
    for (const object of applied) this.#add(object)
    // What was found can register clusters, and so more Applications.
    for (let step = 0; ; step++) {
      const reading = this.#read()
      const known = this.#taken.size
      for (const application of reading.applications) {
        if (isLocal(application, reading.clusters)) this.#follow(application)
      }
      if (this.#taken.size === known) return this.#finish(reading)
      if (step === furthest) {
        this.#report([tooFar])
        return this.#finish(reading)
      }
    }
  }

  #finish({ clusters, expansions, applications }: Reading): Instance {
    const sets = this.#located(expansions)
    const builtProjects = sortedByKey(this.#found.AppProject)
    return {
      clusters,
      projects: builtProjects.map(({ value }) => jsonOf(value)),
      builtProjects,
      sets,
      expansions,
      applications,
      problems: [
        ...this.#problems.values(),
        ...sets.flatMap(set => problemsOfSet(set, set.built.locate)),
        ...namesTwice(applications),
      ],
      roots: [...this.#followed].map(([path, status]) => ({
        instance: this.#root,
        path,
        status,
        problem: this.#reasons.get(path),
      })),
      locateIn: (application, field) => this.#locateIn(application, field, sets),
      deploymentsOf: application => this.#deployments.of(application),
    }
  }

  #fail(root: string, status: 'does not build' | 'unknown', [problem]: readonly Problem[]): void {
    this.#followed.set(root, status)
    if (problem) this.#reasons.set(root, problem)
  }

  /** The same sets, with the objects that they are: both are in order of name. */
  #located(expansions: readonly Expansion[]): readonly ExpandedSet[] {
    return sortedByKey(this.#found.ApplicationSet).map((built, i) => ({
      ...expansions[i]!,
      built,
      locateField: (generator, field) =>
        built.locate(field.length === 0 ? [] : templatePath(built.value, generator, field)),
    }))
  }

  #locateIn(
    { name, namespace, applicationSet, generator }: ManagedApplication,
    field: Path,
    sets: readonly ExpandedSet[],
  ): Location | undefined {
    const set = sets.find(one => one.name === applicationSet && one.namespace === namespace)
    if (set && generator) return set.locateField(generator, field)
    return this.#found.Application.get(`${name}\n${namespace}`)?.locate(field)
  }

  #report(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.set(JSON.stringify(problem), problem)
  }

  #follow(application: ManagedApplication): void {
    if (this.#bringsNothing(application)) return
    for (const deployment of this.#deployments.of(application)) {
      const { path, repoURL, targetRevision } = deployment.source
      const isHere = isAtHand(this.#repository, repoURL, targetRevision)
      const root = path !== undefined && isHere ? normalPath(path) : undefined
      switch (deployment.kind) {
        case 'failed':
          this.#report(deployment.problems)
          if (root !== undefined) this.#fail(root, 'does not build', deployment.problems)
          break
        case 'unknown': {
          const problem = deployment.problem ?? notKnown(application, deployment)
          this.#report([problem])
          if (root !== undefined) this.#fail(root, 'unknown', [problem])
          break
        }
        case 'chart':
          if (root !== undefined) this.#fail(root, 'unknown', [])
          break
        case 'objects':
          if (root !== undefined) {
            this.#takeRoot(deployment.root, { root, ...application.destination })
          }
          break
        default:
          deployment satisfies never
      }
    }
  }

  /** Takes what is known of a root; what was left out of it is not. */
  #takeRoot(built: BuiltRoot, place: { readonly root: string; readonly namespace: string }): void {
    this.#take(built, place)
    if (built.leftOut.length === 0) return
    this.#report(built.leftOut)
    this.#fail(place.root, 'unknown', built.leftOut)
  }

  /** Whether it is plain that nothing is to be found in what an Application deploys. */
  #bringsNothing({ name, sources }: ManagedApplication): boolean {
    return sources.every(({ repoURL, targetRevision, path = '.', chart, ref, value }) => {
      // A chart is not rendered, and one that others refer to deploys nothing.
      if (chart !== undefined || (ref !== undefined && value['path'] === undefined)) return true
      const directory = normalPath(path)
      const options = Object.keys(value).filter(key => !plainFields.has(key))
      const said = ['.argocd-source.yaml', `.argocd-source-${name}.yaml`]
      return (
        options.length === 0 &&
        isAtHand(this.#repository, repoURL, targetRevision) &&
        said.every(
          file => this.#repository.fileSystem.realPath(`/${directory}/${file}`) === undefined,
        ) &&
        this.#silent.has(directory)
      )
    })
  }

  /** Takes what is Argo CD's own from what a source deploys. */
  #take(
    built: BuiltRoot,
    { root, namespace }: { readonly root: string; readonly namespace: string },
  ): void {
    if (this.#taken.has(built.key)) return
    this.#taken.add(built.key)
    if (!this.#followed.has(root)) this.#followed.set(root, 'brings nothing')
    if (!built.objects.some(kindOf)) return
    for (const resource of built.resources) {
      if (!kindOf(resource)) continue
      const object = this.#valueOf(resource)
      if (!object) continue
      const value = withNamespace(object, namespace)
      const isOwn = this.#add({ value, root, locate: at => locationIn(resource, at) })
      if (isOwn && this.#followed.get(root) === 'brings nothing') this.#followed.set(root, 'brings')
    }
  }

  /** Whether it is Argo CD's own. */
  #add(object: BuiltObject): boolean {
    const { apiVersion, kind: written, metadata } = object.value
    const kind = kindOf({ apiVersion: textOf(apiVersion), kind: textOf(written) })
    if (!kind || (kind === 'Registration' && !readRegistration(object.value))) return false
    const { name, namespace } = objectOf(metadata)
    // What two roots bring is one object in the cluster.
    const key = `${textOf(name)}\n${textOf(namespace)}`
    if (!this.#found[kind].has(key)) this.#found[kind].set(key, object)
    return true
  }

  /** The object as Kubernetes reads it; nothing for one with a value that cannot be written. */
  #valueOf(resource: BuiltResource): JsonObject | undefined {
    try {
      return objectOf(readKubernetesYaml(resource.toYaml()) as JsonObject)
    } catch (error) {
      if (error instanceof BuildError) this.#report(this.#deployments.problemsOf(error))
      else if (isUnreadable(error)) this.#report([unreadable(resource)])
      else throw error
      return undefined
    }
  }

  /** What is known from the roots that have been followed so far. */
  #read(): Reading {
    const clusters = sortedByKey(this.#found.Registration)
      .flatMap(({ value }) => readRegistration(value) ?? [])
      .sort(byName)
    const tree = treeOf(this.#repository)
    const { budget = new Budget() } = this.#repository
    const world: World = {
      clusters,
      repositories: (repoURL, revision) =>
        isAtHand(this.#repository, repoURL, revision) ? tree : undefined,
      ...this.#projects,
      settings: this.#settings,
      budget,
    }
    const sets = sortedByKey(this.#found.ApplicationSet)
    const instance = this.#root
    const expansions = sets.map(set => ({
      ...expandApplicationSet(set, world),
      instance,
      location: set.locate([]),
    }))
    const written = sortedByKey(this.#found.Application)
    const alone = written.map(({ value }) =>
      readApplication(value, clusters, { instance, location: undefined }),
    )
    const origin = (object: BuiltObject) => ({
      instance,
      location: object.locate([]),
      goes: this.#fateOf(object, alone),
    })
    const made = expansions.flatMap((expansion, i) =>
      applicationsOf(expansion, clusters, {
        ...origin(sets[i]!),
        ...(letsGo(sets[i]!.value, expansion) && { goes: 'left' }),
      }),
    )
    budget.hold('applications', made.length + written.length)
    return {
      clusters,
      expansions,
      applications: [
        ...made,
        ...written.map(object => readApplication(object.value, clusters, origin(object))),
      ].sort(byName),
    }
  }

  /** What becomes of an object when its file is taken away: that is for who brings it to say. */
  #fateOf({ value, root }: BuiltObject, applications: readonly ManagedApplication[]): ObjectFate {
    const bringer = applications.find(({ sources }) =>
      sources.some(({ path }) => path !== undefined && normalPath(path) === root),
    )
    return bringer && prunes(bringer) ? fateBy('Prune', value) : 'left'
  }

  /** The project `default` is always there. Where no project is found, they are kept elsewhere. */
  get #projects(): Pick<World, 'projects'> {
    const names = [...this.#found.AppProject.values()].map(({ value }) =>
      textOf(objectOf(value['metadata'])['name']),
    )
    return names.length > 0 ? { projects: ['default', ...names] } : {}
  }
}

interface Reading {
  readonly clusters: readonly RegisteredCluster[]
  readonly expansions: Instance['expansions']
  readonly applications: readonly ManagedApplication[]
}

function kindOf({
  apiVersion,
  kind,
}: Pick<BuiltResource, 'apiVersion' | 'kind'>): Kind | undefined {
  switch (`${apiVersion.replace(/\/.*/, '')} ${kind}`) {
    case 'argoproj.io Application':
      return 'Application'
    case 'argoproj.io ApplicationSet':
      return 'ApplicationSet'
    case 'argoproj.io AppProject':
      return 'AppProject'
    case 'v1 Secret':
    case 'external-secrets.io ExternalSecret':
      return 'Registration'
    default:
      return undefined
  }
}

/** An object that names no namespace goes to that of the Application which brings it. */
function withNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = objectOf(object['metadata'])
  if (namespace === '' || textOf(metadata['namespace']) !== '') return object
  return { ...object, metadata: { ...metadata, namespace } }
}

/**
 * Whether a set gives its Applications up before it is deleted. It takes a finalizer for the
 * controller to be asked. (controllers/applicationset_controller.go, Reconcile; argo-cd#12172)
 */
function letsGo(set: JsonObject, { effect }: Expansion): boolean {
  const { finalizers } = objectOf(set['metadata'])
  return !effect.deletes && listOf(finalizers).map(textOf).some(isResourcesFinalizer)
}

/** Those that Argo CD creates; what it refuses is a problem. */
function applicationsOf(
  { name: applicationSet, applications, rollout }: Expansion,
  clusters: readonly RegisteredCluster[],
  origin: {
    readonly instance: string
    readonly location: Location | undefined
    readonly goes: ObjectFate
  },
): readonly ManagedApplication[] {
  return applications
    .filter(({ rejection }) => !rejection)
    .map(({ name, application, generator, origins }) => {
      const step = rollout?.steps.findIndex(({ applications }) => applications.includes(name)) ?? -1
      return readApplication(application, clusters, {
        applicationSet,
        generator,
        origins,
        step: step === -1 ? undefined : step + 1,
        ...origin,
      })
    })
}

/** What kustomize writes and Argo CD cannot read again, such as two keys `<<`. */
function unreadable(resource: BuiltResource): Problem {
  const location = locationIn(resource, [])
  return {
    code: 'KUSTOMIZE_OUTPUT',
    message: `what is built of ${resource.kind} ${resource.name} cannot be read as YAML`,
    ...(location && { location }),
    hint: 'Look at it with `bulkhead build`.',
  }
}

function locationIn(resource: BuiltResource, path: Path): Location | undefined {
  const { location } = resource.locate(path)
  return location && inRepository(location)
}

function sortedByKey(found: ReadonlyMap<string, BuiltObject>): readonly BuiltObject[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
