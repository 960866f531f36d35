import { listOf, objectOf, textOf, type Json, type JsonObject } from '@bulkhead/argocd'
import type { Problem } from '@bulkhead/diagnostics'
import { unbuiltCodes } from '@bulkhead/kustomize'
import {
  fateBy,
  isResourcesFinalizer,
  prunes,
  type ApplicationSourceRef,
  type ManagedApplication,
  type ObjectFate,
} from '../application.ts'
import type { InstanceFacts, SetFacts } from '../compile.ts'
import type { Deployment } from '../deployment.ts'
import { pathsBeside } from '../paths-beside.ts'
import { isAtHand, normalPath, type StateRepository } from '../repository.ts'
import { compareFields, isSame, type FieldChange } from './compare-fields.ts'
import {
  compareObjects,
  deployedObjects,
  type DeployedObjects,
  type Fates,
  type ObjectChange,
} from './compare-objects.ts'
import { compareSets, type SetChange } from './compare-sets.ts'
import type { KnownReferences } from '../kustomization-references.ts'
import { newCollisions, type Collision } from './new-collisions.ts'
import { changedPaths, TouchedRoots } from './touched-roots.ts'
import { incompleteInstances, keyOf, stays, type Incomplete } from './what-stays.ts'
import { withoutSecrets } from './without-secrets.ts'

/** What each Argo CD of a fleet has at one moment, and the files that it has it from. */
export interface Moment {
  readonly instance: InstanceFacts
  readonly repository: StateRepository
}

/** What two moments have different. */
export interface StateChange {
  /** Sorted by name. */
  readonly applications: readonly ApplicationChange[]
  /** ApplicationSets that make other Applications than before, or none any more; sorted by name. */
  readonly sets: readonly SetChange[]
  /** The paths of the files that differ. */
  readonly paths: readonly string[]
  /** Names that two Applications come to share. */
  readonly collisions: readonly Collision[]
  /** What was built before and does not build any more. */
  readonly broken: readonly BrokenRoot[]
  /** What is not known of the state afterwards, and was known before or not there. */
  readonly hidden: readonly Hidden[]
}

/** Something that a change puts where nobody can see it. */
export interface Hidden {
  readonly problem: Problem
  /** The Application that deploys it; nothing for what Argo CD itself is told by. */
  readonly application: ManagedApplication | undefined
  /** The source whose chart it is; nothing for anything else than a chart. */
  readonly chart: ApplicationSourceRef | undefined
}

/** A directory that stops building, and whose. Argo CD complains, and leaves what runs as it is. */
export interface BrokenRoot {
  readonly path: string
  readonly problem: Problem
  /** Clusters that wait for it; none for what is Argo CD's own. */
  readonly clusters: readonly string[]
}

export interface ApplicationChange {
  readonly verdict: 'added' | 'changed' | 'removed'
  /** As it will be; one that is removed, as it was. */
  readonly application: ManagedApplication
  /** Fields of the Application itself. */
  readonly fields: readonly FieldChange[]
  readonly objects: readonly ObjectChange[]
  readonly charts: readonly ChartChange[]
  /** What could not be compared, and why. */
  readonly unknown: readonly string[]
  /** What becomes of one that is removed. */
  readonly fate: ObjectFate | undefined
}

/** A Helm chart that is installed, taken away, or told something else. It is not rendered. */
export interface ChartChange {
  readonly verdict: 'added' | 'changed' | 'removed'
  /** As `cilium from https://helm.cilium.io`. */
  readonly chart: string
  /** Of its version, values and parameters. */
  readonly fields: readonly FieldChange[]
}

/**
 * Compares what is deployed at two moments. Roots are built only where a changed file can have
 * changed what they are built to; what differs in comments alone does not show.
 *
 * @param references of kustomizations, where they are known from before; more may be added
 */
export function compareInstances(
  before: Moment,
  after: Moment,
  references?: KnownReferences,
): StateChange {
  const paths = changedPaths(before.repository, after.repository)
  const touched = new TouchedRoots(after.repository, paths, references)
  const incomplete = incompleteInstances(before.instance, after.instance)
  const comparison = new Comparison(before, after, { paths, touched, incomplete })
  const [old, now] = [before, after].map(({ instance }) => byKey(instance)) as [Keyed, Keyed]
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort()
  const applications = keys.flatMap(key => comparison.compare(old.get(key), now.get(key)) ?? [])
  return {
    applications,
    broken: [...comparison.broken, ...brokenRoots(before.instance, after.instance)],
    hidden: [...comparison.hidden, ...newlyUnknown(before.instance, after.instance)],
    collisions: newCollisions(before.instance, after.instance),
    sets: compareSets(before.instance, after.instance, incomplete),
    paths,
  }
}

type Keyed = ReadonlyMap<string, ManagedApplication>

function byKey({ applications }: InstanceFacts): Keyed {
  return new Map(applications.map(one => [keyOf(one), one]))
}

/** What is known of a change before anything is built. */
interface Known {
  readonly paths: readonly string[]
  readonly touched: TouchedRoots
  readonly incomplete: Incomplete
}

class Comparison {
  readonly #before: Moment
  readonly #after: Moment
  readonly #known: Known
  /** What the Applications that were compared wait for. */
  readonly broken: BrokenRoot[] = []
  /** What of them nobody can see. */
  readonly hidden: Hidden[] = []
  /** As they will be. */
  readonly #sets: ReadonlyMap<string, SetFacts>
  /** The instances that there will be. */
  readonly #instances: ReadonlySet<string>

  constructor(before: Moment, after: Moment, known: Known) {
    this.#before = before
    this.#after = after
    this.#known = known
    this.#sets = new Map(after.instance.expansions.map(set => [keyOf(set), set]))
    this.#instances = new Set(after.instance.roots.map(({ instance }) => instance))
  }

  compare(
    old: ManagedApplication | undefined,
    now: ManagedApplication | undefined,
  ): ApplicationChange | undefined {
    if (old && now) return this.#changed(old, now)
    if (now) return this.#added(now)
    return old && this.#removed(old)
  }

  #added(application: ManagedApplication): ApplicationChange {
    const { objects, charts, notes } = this.#contents(this.#after, application)
    this.#noteBroken(application, notes)
    this.#noteHidden(application, notes, charts)
    return {
      verdict: 'added',
      application,
      fields: [],
      objects: compareObjects(new Map(), objects, () => 'left'),
      charts: [...charts].map(([chart]) => ({ verdict: 'added', chart, fields: [] })),
      unknown: reasonsIn(notes),
      fate: undefined,
    }
  }

  #removed(application: ManagedApplication): ApplicationChange | undefined {
    const set = this.#setOf(application)
    const { incomplete } = this.#known
    if (set ? stays(application.name, set, incomplete) : incomplete.has(application.instance)) {
      return undefined
    }
    const { objects, charts, notes } = this.#contents(this.#before, application)
    const fate = this.#fateOf(application, set)
    return {
      verdict: 'removed',
      application,
      fields: [],
      objects: compareObjects(objects, new Map(), fatesWith(application, fate)),
      charts: [...charts].map(([chart]) => ({ verdict: 'removed', chart, fields: [] })),
      unknown: reasonsIn(notes),
      fate,
    }
  }

  #changed(old: ManagedApplication, now: ManagedApplication): ApplicationChange | undefined {
    const fields =
      old.object === now.object ? [] : withoutSecrets(compareFields(told(old), told(now)))
    const isRebuilt = !isSame(sourcesOf(old), sourcesOf(now)) || this.#isTouched(now)
    const contents = isRebuilt ? this.#compareContents(old, now) : nothing
    const { objects, charts, unknown } = contents
    if (fields.length + objects.length + charts.length + unknown.length === 0) return undefined
    return { verdict: 'changed', application: now, fields, ...contents, fate: undefined }
  }

  #setOf({ applicationSet: name, namespace, instance }: ManagedApplication): SetFacts | undefined {
    return name === undefined ? undefined : this.#sets.get(keyOf({ name, namespace, instance }))
  }

  /** What Argo CD does with an Application that nothing makes any more: a set says by its policy. */
  #fateOf(application: ManagedApplication, set: SetFacts | undefined): ObjectFate {
    // An Argo CD that is no longer told of goes on with what it was told last.
    if (!this.#instances.has(application.instance)) return 'left'
    if (set) return set.effect.deletes ? 'deleted' : 'left'
    return application.goes
  }

  #compareContents(old: ManagedApplication, now: ManagedApplication) {
    const before = this.#contents(this.#before, old)
    const after = this.#contents(this.#after, now)
    const unknown = this.#unknownIn(before.notes, after.notes)
    const oldReasons = reasonsIn(before.notes)
    const news = after.notes.filter(({ why }) => !oldReasons.includes(why))
    this.#noteBroken(now, news)
    const charts = [...after.charts].filter(([name]) => !before.charts.has(name))
    this.#noteHidden(now, news, new Map(charts))
    const isOtherwise = !isSame(oldReasons, reasonsIn(after.notes))
    // What does not build takes nothing away: Argo CD leaves what runs as it is, and complains.
    if (isOtherwise && after.notes.some(({ problem }) => problem)) {
      return { objects: [], charts: [], unknown }
    }
    const objects = compareObjects(before.objects, after.objects, prunedBy(now))
    const chartChanges = compareCharts(before.charts, after.charts)
    // What is on one side only may be hidden on the other, behind what cannot be said of it.
    const isOnBoth = ({ verdict }: { readonly verdict: string }) => verdict === 'changed'
    return {
      objects: isOtherwise ? objects.filter(isOnBoth) : objects,
      charts: isOtherwise ? chartChanges.filter(isOnBoth) : chartChanges,
      unknown: [...unknown, ...this.#changedTemplates(now)],
    }
  }

  #noteBroken({ cluster }: ManagedApplication, notes: readonly Note[]): void {
    for (const { path, problem } of notes) {
      if (problem)
        this.broken.push({ path, problem, clusters: cluster === undefined ? [] : [cluster] })
    }
  }

  #noteHidden(
    application: ManagedApplication,
    notes: readonly Note[],
    charts: ReadonlyMap<string, DeployedChart>,
  ): void {
    const { location } = application
    const place = location && { location }
    for (const { source, why, problem, hidden } of notes) {
      if (problem) continue
      const unknown = {
        code: 'STATE_UNKNOWN',
        message: why,
        ...place,
        subject: source.repoURL,
        hint: 'Put it into this repository, where it can be looked at.',
      }
      this.hidden.push({ problem: hidden ?? unknown, application, chart: undefined })
    }
    for (const [name, { source }] of charts) {
      const problem = {
        code: 'STATE_CHART',
        message: `the Helm chart ${name} is not rendered`,
        ...place,
        hint: 'Render it into the repository, and deploy the result.',
      }
      this.hidden.push({ problem, application, chart: source })
    }
  }

  /** What could not be compared, each reason once; a source that has not changed is as it was. */
  #unknownIn(before: readonly Note[], after: readonly Note[]): readonly string[] {
    const reasons = reasonsIn(after)
    const past = reasonsIn(before).filter(why => !reasons.includes(why))
    const isAsItWas = ({ source, why }: Note) =>
      !this.#isTouchedSource(source) &&
      before.some(old => old.why === why && isSame(old.source.value, source.value))
    return [
      ...past.map(why => `before the change, ${why}`),
      ...reasonsIn(after.filter(note => !isAsItWas(note))),
    ]
  }

  /** Charts of the repository itself in which more than the values has changed. */
  #changedTemplates(application: ManagedApplication): readonly string[] {
    return this.#after.instance.deploymentsOf(application).flatMap(one => {
      if (one.kind !== 'chart' || one.source.chart !== undefined) return []
      const values = new Set(one.chart.valueFiles.map(({ path }) => path))
      const directory = directoryOf(one.source)
      const isOfChart = (path: string) => path.startsWith(`${directory}/`) && !values.has(path)
      return this.#known.paths.some(isOfChart)
        ? [`the Helm chart ${directory} has changed, and is not rendered here`]
        : []
    })
  }

  /** Whether a changed file can have changed what an Application deploys. */
  #isTouched(application: ManagedApplication): boolean {
    return (
      application.sources.some(source => this.#isTouchedSource(source)) ||
      pathsBeside(application, this.#after.repository).some(path => this.#known.touched.has(path))
    )
  }

  /** A path in another repository, or at another revision, is none of ours. */
  #isTouchedSource(source: ApplicationSourceRef): boolean {
    return (
      source.path !== undefined &&
      isAtHand(this.#after.repository, source.repoURL, source.targetRevision) &&
      this.#known.touched.has(directoryOf(source))
    )
  }

  #contents({ instance }: Moment, application: ManagedApplication): Contents {
    const deployments = instance.deploymentsOf(application)
    return {
      objects: deployedObjects(
        deployments.flatMap(one => (one.kind === 'objects' ? one.root.resources : [])),
      ),
      charts: new Map(
        deployments.flatMap(one => (one.kind === 'chart' ? [[nameOfChart(one), one]] : [])),
      ),
      notes: deployments.flatMap(noteOf),
    }
  }
}

function directoryOf({ path = '.' }: ApplicationSourceRef): string {
  return normalPath(path)
}

/** What an Application deploys, as far as it is known. */
interface Contents {
  readonly objects: DeployedObjects
  readonly charts: ReadonlyMap<string, DeployedChart>
  readonly notes: readonly Note[]
}

/** What cannot be said of a source, and why. */
interface Note {
  readonly source: ApplicationSourceRef
  readonly path: string
  readonly why: string
  /** Where something is wrong, and not only unknown. */
  readonly problem: Problem | undefined
  /** Where it is only unknown, the place of what is not looked at. */
  readonly hidden?: Problem | undefined
}

type DeployedChart = Extract<Deployment, { kind: 'chart' }>

const nothing = { objects: [], charts: [], unknown: [] } as const

/** What an Application says of itself, without what Argo CD keeps for its own use. */
function told({ object }: ManagedApplication): JsonObject {
  const { labels = {}, annotations = {}, finalizers = [] } = objectOf(object['metadata'])
  const { 'argocd.argoproj.io/manifest-generate-paths': _, ...others } = objectOf(annotations)
  return {
    metadata: { labels, annotations: others, finalizers },
    spec: object['spec'] ?? {},
  }
}

function sourcesOf({ sources }: ManagedApplication): Json {
  return sources.map(({ value }) => value)
}

function nameOfChart({ chart: { name, repoURL } }: DeployedChart): string {
  return `${name} from ${repoURL}`
}

function reasonsIn(notes: readonly Note[]): readonly string[] {
  return [...new Set(notes.map(({ why }) => why))]
}

function noteOf(deployment: Deployment): readonly Note[] {
  const { kind, source } = deployment
  switch (kind) {
    case 'unknown':
      return [
        {
          source,
          path: source.path ?? '',
          why: deployment.why,
          problem: undefined,
          hidden: deployment.problem,
        },
      ]
    case 'failed': {
      const { path, problems } = deployment
      return [{ source, path, why: `${path} does not build`, problem: problems[0] }]
    }
    case 'objects': {
      const {
        path,
        root: { leftOut },
      } = deployment
      return leftOut.map(hidden => ({
        source,
        path,
        why: `${path} is not built as a whole: ${hidden.message}`,
        problem: undefined,
        hidden,
      }))
    }
    case 'chart':
      return []
    default:
      return kind satisfies never
  }
}

/** Roots that Argo CD itself is told by, and that it could read before. */
function brokenRoots(before: InstanceFacts, after: InstanceFacts): readonly BrokenRoot[] {
  const failing = (path: string) =>
    before.roots.some(root => root.path === path && root.status === 'does not build')
  return after.roots.flatMap(({ path, status, problem }) =>
    status === 'does not build' && problem && !failing(path)
      ? [{ path, problem, clusters: [] }]
      : [],
  )
}

/** What Argo CD itself is told by that nobody can see here, and that was not so before. */
function newlyUnknown(before: InstanceFacts, after: InstanceFacts): readonly Hidden[] {
  const isUnknown = ({ code }: Problem) => code === 'STATE_UNKNOWN' || unbuiltCodes.has(code)
  const known = new Set(before.problems.filter(isUnknown).map(({ message }) => message))
  return after.problems
    .filter(problem => isUnknown(problem) && !known.has(problem.message))
    .map(problem => ({ problem, application: undefined, chart: undefined }))
}

function compareCharts(
  before: ReadonlyMap<string, DeployedChart>,
  after: ReadonlyMap<string, DeployedChart>,
): readonly ChartChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((chart): ChartChange[] => {
      const [old, now] = [before.get(chart), after.get(chart)]
      if (!old) return [{ verdict: 'added', chart, fields: [] }]
      if (!now) return [{ verdict: 'removed', chart, fields: [] }]
      const fields = withoutSecrets(compareFields(toldOf(old.chart), toldOf(now.chart)))
      return fields.length === 0 ? [] : [{ verdict: 'changed', chart, fields }]
    })
}

function toldOf({ version, releaseName, values, parameters }: DeployedChart['chart']): JsonObject {
  return { version, releaseName, values, parameters }
}

/** What an Application deployed goes with it only if the finalizer says so. */
function fatesWith({ object, sources }: ManagedApplication, fate: ObjectFate): Fates {
  const { finalizers } = objectOf(object['metadata'])
  const cascades = sources.length > 0 && listOf(finalizers).map(textOf).some(isResourcesFinalizer)
  return deployed => {
    if (fate === 'left' || !cascades) return 'left'
    const own = fateBy('Delete', deployed.value)
    return own === 'deleted' ? fate : own
  }
}

/** What a sync does with objects that an Application no longer has. */
function prunedBy(application: ManagedApplication): Fates {
  return ({ value }) => (prunes(application) ? fateBy('Prune', value) : 'left')
}
