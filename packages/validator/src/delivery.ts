import type { Path } from '@bulkhead/argocd'
import { instancePaths } from '@bulkhead/blueprint'
import { startOf, type Location } from '@bulkhead/diagnostics'
import type { Cluster, Fleet, Instance } from '@bulkhead/fleet'
import { unbuiltCodes } from '@bulkhead/kustomize'
import {
  compileInstance,
  isAtHand,
  isLocal,
  normalPath,
  pathsBeside,
  type ApplicationSourceRef,
  type BuiltObject,
  type Deployment,
  type Instance as CompiledInstance,
  type ManagedApplication,
  type ObjectSummary,
  type RootBuilder,
  type StateRepository,
} from '@bulkhead/state'
import { withDirectories, type KustomizationRoots } from './kustomization-roots.ts'

/** One Argo CD of the fleet, and what it will have its clusters run. */
export interface ArgoCd {
  readonly instance: Instance
  /** The directory that it is started with, as `gitops/hub`. */
  readonly directory: string
  readonly compiled: CompiledInstance
  readonly applications: readonly DeliveredApplication[]
}

/** An Application, whose Argo CD it is, and which cluster of the fleet it goes to. */
export interface DeliveredApplication extends ManagedApplication {
  readonly argocd: ArgoCd
  /** Nothing for one that goes to where a hub runs, or to a cluster that the spec has not. */
  readonly target: Cluster | undefined
  /** The name of the cluster; two of different clusters differ. */
  readonly place: string
  /** Where a field of it is written: of one that a set makes, in the template. */
  readonly locate: (field: Path) => Location | undefined
}

export interface DeliveryInput {
  readonly fleet: Fleet
  readonly repository: StateRepository
  readonly builder: RootBuilder
  readonly roots: KustomizationRoots
  /** What no kustomization lists, below the directory of an Argo CD or of the only one. */
  readonly unlisted: readonly BuiltObject[]
  /** As `ValidateOptions.scope`. */
  readonly scope: ReadonlySet<string> | undefined
  /** Whether roots may be built for the objects in them. */
  readonly buildsObjects: boolean
}

/** What every Argo CD of a fleet delivers: its Applications, and the objects that these deploy. */
export class Delivery {
  readonly argocds: readonly ArgoCd[]
  /** Of all of them, sorted by name within each. */
  readonly applications: readonly DeliveredApplication[]
  /**
   * The Applications whose objects rules look at: all, or those of every cluster for which the
   * scope changes something.
   */
  readonly built: readonly DeliveredApplication[]
  /** The directories that an Argo CD would be started with, and that are not there. */
  readonly missing: readonly string[]
  readonly #repository: StateRepository
  readonly #roots: KustomizationRoots
  readonly #buildsObjects: boolean
  readonly #deployments = new Map<ManagedApplication, readonly Deployment[]>()

  constructor({
    fleet,
    repository,
    builder,
    roots,
    unlisted,
    scope,
    buildsObjects,
  }: DeliveryInput) {
    this.#repository = repository
    this.#roots = roots
    this.#buildsObjects = buildsObjects
    const start = fleet.argocd.instances.map(instance => ({
      instance,
      directory: instancePaths(instance).directory,
    }))
    const isThere = ({ directory }: (typeof start)[number]) =>
      repository.fileSystem.isDirectory(`/${directory}`)
    this.missing = start.filter(one => !isThere(one)).map(({ directory }) => directory)
    this.argocds = start.filter(isThere).map(({ instance, directory }) => {
      const isOwn = ({ root }: BuiltObject) =>
        start.length === 1 || `${root}/`.startsWith(`${directory}/`)
      const applied = unlisted.filter(isOwn)
      const compiled = compileInstance(repository, directory, { builder, applied })
      return argoCdOf({ instance, directory, compiled }, fleet)
    })
    this.applications = this.argocds.flatMap(({ applications }) => applications)
    this.built = buildsObjects ? this.#inScope(scope) : []
  }

  /** What each source of an Application deploys. */
  deploymentsOf(application: DeliveredApplication): readonly Deployment[] {
    const known = this.#deployments.get(application)
    if (known) return known
    const deployments = application.argocd.compiled.deploymentsOf(application)
    this.#deployments.set(application, deployments)
    return deployments
  }

  /** The objects that an Application deploys, as far as they can be built here. */
  objectsOf(application: DeliveredApplication): readonly ObjectSummary[] {
    return this.deploymentsOf(application).flatMap(deployment =>
      deployment.kind === 'objects' ? deployment.root.objects : [],
    )
  }

  /** How many objects rules look at, each once for every Application that deploys it. */
  get objects(): number {
    return this.built.reduce((sum, application) => sum + this.objectsOf(application).length, 0)
  }

  /** The directory of this repository that a source names, and that is not there. */
  missingDirectory({
    repoURL,
    targetRevision,
    path,
    chart,
  }: ApplicationSourceRef): string | undefined {
    if (path === undefined || chart !== undefined) return undefined
    if (!isAtHand(this.#repository, repoURL, targetRevision)) return undefined
    const directory = normalPath(path)
    return this.#repository.fileSystem.isDirectory(`/${directory}`) ? undefined : directory
  }

  /** What no rule looks at, and no rule reports either. */
  *unknown(isAsked: (source: ApplicationSourceRef, of: DeliveredApplication) => boolean) {
    for (const directory of this.missing) {
      yield { what: 'Applications', why: `there is no ${directory}, from which Argo CD starts` }
    }
    for (const { compiled, directory } of this.argocds) {
      for (const { code, location } of compiled.problems) {
        // Of the others rules say what is unknown.
        if (!code.startsWith('KUSTOMIZE_') || unbuiltCodes.has(code)) continue
        const why = 'does not build, so that what it brings to Argo CD is unknown'
        yield { what: location?.file ?? directory, why }
      }
    }
    if (!this.#buildsObjects) {
      yield { what: 'what Applications deploy', why: 'not built: too many roots' }
    }
    const charts = new Set<string>()
    for (const application of this.built) {
      for (const deployment of this.deploymentsOf(application)) {
        if (deployment.kind === 'chart' && isAsked(deployment.source, application)) {
          charts.add(deployment.chart.name)
        }
      }
    }
    if (charts.size > 0) {
      yield { what: 'Helm charts', why: `not rendered: ${[...charts].sort().join(', ')}` }
    }
  }

  /** Whether a path takes part in which Applications an Argo CD has, and in what they say. */
  isReadBy(argocd: ArgoCd, path: string): boolean {
    return this.#canChange(argocd, withDirectories([path]))
  }

  /** Whether a path takes part in an Application, or in what it deploys. */
  isPartOf(application: DeliveredApplication, path: string): boolean {
    const touched = withDirectories([path])
    return this.#canChange(application.argocd, touched) || this.#deploys(application, touched)
  }

  #inScope(scope: ReadonlySet<string> | undefined): readonly DeliveredApplication[] {
    if (!scope) return this.applications
    const touched = withDirectories(scope)
    const places = new Set(
      this.argocds.flatMap(argocd => {
        const all = this.#canChange(argocd, touched)
        return argocd.applications
          .filter(application => all || this.#deploys(application, touched))
          .map(({ place }) => place)
      }),
    )
    return this.applications.filter(({ place }) => places.has(place))
  }

  #canChange({ compiled }: ArgoCd, touched: ReadonlySet<string>): boolean {
    return (
      [...touched].some(path => path.startsWith('fleet/')) ||
      compiled.roots.some(({ path }) => this.#roots.canChange(path, touched))
    )
  }

  /** Told without building anything: it chooses what is built. */
  #deploys(application: DeliveredApplication, touched: ReadonlySet<string>): boolean {
    return (
      application.sources.some(
        ({ path }) => path !== undefined && this.#roots.canChange(normalPath(path), touched),
      ) || pathsBeside(application, this.#repository).some(path => touched.has(path))
    )
  }
}

/** A place in what an Argo CD has, or where it begins. */
export function placeIn(location: Location | undefined, { directory }: ArgoCd): Location {
  return location ?? startOf(`${directory}/kustomization.yaml`)
}

function argoCdOf(
  { compiled, ...rest }: Pick<ArgoCd, 'instance' | 'directory' | 'compiled'>,
  fleet: Fleet,
): ArgoCd {
  const applications: DeliveredApplication[] = []
  const argocd: ArgoCd = { ...rest, compiled, applications }
  const byName = new Map<string, Cluster>(fleet.clusters.map(one => [one.name, one]))
  const { name: instance, runsIn } = rest.instance
  for (const application of compiled.applications) {
    const named = byName.get(application.cluster ?? '')
    const target = named ?? (isLocal(application, compiled.clusters) ? runsIn : undefined)
    const place = target?.name ?? `${application.cluster ?? '?'} of ${instance}`
    const locate = (field: Path) => compiled.locateIn(application, field)
    applications.push({ ...application, argocd, target, place, locate })
  }
  return argocd
}
