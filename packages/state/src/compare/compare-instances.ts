import { listOf, objectOf, textOf, type Json, type JsonObject } from '@bulkhead/argocd'
import { fateBy, prunes, type ManagedApplication, type ObjectFate } from '../application.ts'
import type { InstanceFacts, SetFacts } from '../compile.ts'
import type { Deployment } from '../deployment.ts'
import { valueFilePaths } from '../helm-chart.ts'
import type { StateRepository } from '../repository.ts'
import { compareFields, isSame, type FieldChange } from './compare-fields.ts'
import {
  compareObjects,
  deployedObjects,
  type DeployedObjects,
  type Fates,
  type ObjectChange,
} from './compare-objects.ts'
import { compareSets, type SetChange } from './compare-sets.ts'
import { changedPaths, TouchedRoots, type KnownReferences } from './touched-roots.ts'

/** What an Argo CD has at one moment, and the files that it has it from. */
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
  const comparison = new Comparison(before, after, touched)
  const [old, now] = [before, after].map(({ instance }) => byKey(instance)) as [Keyed, Keyed]
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort()
  return {
    applications: keys.flatMap(key => comparison.compare(old.get(key), now.get(key)) ?? []),
    sets: compareSets(before.instance, after.instance),
    paths,
  }
}

type Keyed = ReadonlyMap<string, ManagedApplication>

function byKey({ applications }: InstanceFacts): Keyed {
  return new Map(applications.map(one => [`${one.name}\n${one.namespace}`, one]))
}

class Comparison {
  readonly #before: Moment
  readonly #after: Moment
  readonly #touched: TouchedRoots
  /** Sets by namespace and name, as they will be. */
  readonly #sets: ReadonlyMap<string, SetFacts>

  constructor(before: Moment, after: Moment, touched: TouchedRoots) {
    this.#before = before
    this.#after = after
    this.#touched = touched
    this.#sets = new Map(
      after.instance.expansions.map(set => [`${set.namespace}\n${set.name}`, set]),
    )
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
    const { objects, charts, unknown } = this.#contents(this.#after, application)
    return {
      verdict: 'added',
      application,
      fields: [],
      objects: compareObjects(new Map(), objects, () => 'left'),
      charts: [...charts].map(([chart]) => ({ verdict: 'added', chart, fields: [] })),
      unknown,
      fate: undefined,
    }
  }

  #removed(application: ManagedApplication): ApplicationChange | undefined {
    const set = this.#setOf(application)
    // A set that is frozen or not known deletes nothing; nor does one that refuses what it made.
    if (set && set.status !== 'generated') return undefined
    if (set?.applications.some(({ name }) => name === application.name)) return undefined
    const { objects, charts, unknown } = this.#contents(this.#before, application)
    const fate = fateOfApplication(application, set)
    return {
      verdict: 'removed',
      application,
      fields: [],
      objects: compareObjects(objects, new Map(), fatesWith(application, fate)),
      charts: [...charts].map(([chart]) => ({ verdict: 'removed', chart, fields: [] })),
      unknown,
      fate,
    }
  }

  #changed(old: ManagedApplication, now: ManagedApplication): ApplicationChange | undefined {
    const fields = old.object === now.object ? [] : compareFields(told(old), told(now))
    const isRebuilt = !isSame(sourcesOf(old), sourcesOf(now)) || this.#isTouched(now)
    const contents = isRebuilt ? this.#compareContents(old, now) : nothing
    const { objects, charts, unknown } = contents
    if (fields.length + objects.length + charts.length + unknown.length === 0) return undefined
    return { verdict: 'changed', application: now, fields, ...contents, fate: undefined }
  }

  #compareContents(old: ManagedApplication, now: ManagedApplication) {
    const before = this.#contents(this.#before, old)
    const after = this.#contents(this.#after, now)
    const unknown = [...new Set([...before.unknown, ...after.unknown])]
    // What does not build takes nothing away: Argo CD leaves what runs as it is, and complains.
    if (!isSame(before.unknown, after.unknown)) return { objects: [], charts: [], unknown }
    return {
      objects: compareObjects(before.objects, after.objects, prunedBy(now)),
      charts: compareCharts(before.charts, after.charts),
      unknown,
    }
  }

  #setOf({ applicationSet, namespace }: ManagedApplication): SetFacts | undefined {
    return applicationSet === undefined
      ? undefined
      : this.#sets.get(`${namespace}\n${applicationSet}`)
  }

  /** Whether a changed file can have changed what an Application deploys. */
  #isTouched(application: ManagedApplication): boolean {
    return (
      application.sources.some(
        ({ path }) => path !== undefined && this.#touched.has(path.replace(/^\.?\/|\/$/g, '')),
      ) || valueFilePaths(application, this.#after.repository).some(path => this.#touched.has(path))
    )
  }

  #contents({ instance }: Moment, application: ManagedApplication): Contents {
    const deployments = instance.deploymentsOf(application)
    return {
      objects: deployedObjects(
        deployments.flatMap(one => (one.kind === 'objects' ? one.resources : [])),
      ),
      charts: new Map(
        deployments.flatMap(one => (one.kind === 'chart' ? [[nameOfChart(one), one.chart]] : [])),
      ),
      unknown: deployments.flatMap(whyUnknown),
    }
  }
}

/** What an Application deploys, as far as it is known. */
interface Contents {
  readonly objects: DeployedObjects
  readonly charts: ReadonlyMap<string, Chart>
  readonly unknown: readonly string[]
}

type Chart = Extract<Deployment, { kind: 'chart' }>['chart']

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

function nameOfChart({ chart: { name, repoURL } }: Extract<Deployment, { kind: 'chart' }>): string {
  return `${name} from ${repoURL}`
}

function whyUnknown(deployment: Deployment): readonly string[] {
  switch (deployment.kind) {
    case 'unknown':
      return [deployment.why]
    case 'failed':
      return [`${deployment.path} does not build`]
    case 'objects':
    case 'chart':
      return []
    default:
      return deployment satisfies never
  }
}

function compareCharts(
  before: ReadonlyMap<string, Chart>,
  after: ReadonlyMap<string, Chart>,
): readonly ChartChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((chart): ChartChange[] => {
      const [old, now] = [before.get(chart), after.get(chart)]
      if (!old) return [{ verdict: 'added', chart, fields: [] }]
      if (!now) return [{ verdict: 'removed', chart, fields: [] }]
      const fields = compareFields(toldOf(old), toldOf(now))
      return fields.length === 0 ? [] : [{ verdict: 'changed', chart, fields }]
    })
}

function toldOf({ version, releaseName, values, parameters }: Chart): JsonObject {
  return { version, releaseName, values, parameters }
}

/** (Argo CD docs: App Deletion, "About The Deletion Finalizer") */
const finalizer = /^resources-finalizer\.argocd\.argoproj\.io(?:\/|$)/

/** What Argo CD does with an Application that nothing makes any more: a set says by its policy. */
function fateOfApplication({ goes }: ManagedApplication, set: SetFacts | undefined): ObjectFate {
  if (!set) return goes
  return set.effect.deletes ? 'deleted' : 'left'
}

/** What an Application deployed goes with it only if the finalizer says so. */
function fatesWith({ object, sources }: ManagedApplication, fate: ObjectFate): Fates {
  const { finalizers } = objectOf(object['metadata'])
  const cascades = sources.length > 0 && listOf(finalizers).some(one => finalizer.test(textOf(one)))
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
