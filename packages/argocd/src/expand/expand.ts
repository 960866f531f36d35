import { Budget, type Location } from '@bulkhead/diagnostics'
import { sprint } from '@bulkhead/gotemplate'
import { templateShape } from './application-shape.ts'
import type { RegisteredCluster } from './cluster-secret.ts'
import type { Expansion, ExpansionFault, GeneratedApplication, UnknownPart } from './expansion.ts'
import { ExpansionError, UnknownError, wrapping } from './faults.ts'
import type { GeneratorContext, Supply } from './generators/context.ts'
import { generateEntry } from './generators/generate.ts'
import { hintFor } from './hints.ts'
import {
  formatPath,
  isObject,
  listOf,
  objectOf,
  textOf,
  type Json,
  type JsonObject,
  type Path,
} from './json.ts'
import { mergeTemplates } from './merge-templates.ts'
import type { ParameterSet } from './parameters.ts'
import { locate, renderDeep, Renderer } from './renderer.ts'
import type { Repositories } from './repository-tree.ts'
import { planRollout } from './rollout.ts'
import type { ControllerSettings } from './settings.ts'
import { conform, ShapeError } from './shape.ts'
import { syncEffect } from './sync-effect.ts'
import { applyTemplatePatch } from './template-patch.ts'
import { findUnrecognizedGenerators } from './unrecognized-generators.ts'
import { validateApplications } from './validate.ts'
import { ExpansionWork, sizeOf } from './work.ts'

/** An ApplicationSet as it is written. */
export interface ApplicationSetSource {
  /**
   * The object, read as Kubernetes reads it: `readKubernetesYaml` of `@bulkhead/kustomize` does, where
   * a key such as `n` or `on` is not the text that it seems.
   */
  readonly value: unknown
  /** Where a field of it stands, for faults that have a place. */
  readonly locate?: (path: Path) => Location | undefined
}

/** What ApplicationSets look at. */
export interface World {
  /** Every registered cluster; the local one need not be among them. */
  readonly clusters: readonly RegisteredCluster[]
  readonly repositories: Repositories
  /** The names of the AppProjects; without them no project is looked for. */
  readonly projects?: readonly string[]
  /** What generators would be told that ask the outside world. */
  readonly supply?: Supply
  readonly settings?: ControllerSettings
  /** The work that may still be done; the default of all limits where there is none. */
  readonly budget?: Budget
}

/**
 * What each of these ApplicationSets makes. (controllers/template/template.go)
 *
 * @throws FleetError `LIMIT_EXCEEDED`
 */
export function expandApplicationSets(
  sets: readonly ApplicationSetSource[],
  world: World,
): readonly Expansion[] {
  return sets.map(set => expandApplicationSet(set, world))
}

/**
 * What one ApplicationSet makes.
 *
 * @throws FleetError `LIMIT_EXCEEDED` where it takes more work than there is; nothing else that is in
 *   the set
 */
export function expandApplicationSet(source: ApplicationSetSource, world: World): Expansion {
  return new Expander(source, world).expand()
}

/** So many different faults of one set are told. */
const mostFaults = 20

class Expander {
  readonly #set: JsonObject
  readonly #spec: JsonObject
  readonly #locate: (path: Path) => Location | undefined
  readonly #world: World
  readonly #settings: ControllerSettings
  readonly #work: ExpansionWork
  readonly #renderer: Renderer
  readonly #identity: { readonly name: string; readonly namespace: string }
  readonly #faults = new Map<string, ExpansionFault>()
  #faultCount = 0
  readonly #unknown = new Map<string, UnknownPart>()

  constructor({ value, locate: place = () => undefined }: ApplicationSetSource, world: World) {
    this.#set = objectOf(value as Json)
    this.#spec = objectOf(this.#set['spec'])
    this.#locate = place
    this.#world = world
    this.#settings = world.settings ?? {}
    this.#work = new ExpansionWork(world.budget ?? new Budget(), this.#locate)
    this.#renderer = new Renderer(
      this.#spec['goTemplate'] === true,
      listOf(this.#spec['goTemplateOptions']).map(textOf),
      this.#work,
    )
    const { name, namespace } = objectOf(this.#set['metadata'])
    this.#identity = { name: textOf(name), namespace: textOf(namespace) }
  }

  expand(): Expansion {
    const drafts = this.#generate()
    const isFrozen = this.#faultCount > 0
    const objects = drafts.map(({ application }) => application)
    const rejections = validateApplications(objects, {
      setName: this.#identity.name,
      clusters: this.#world.clusters,
      projects: this.#world.projects,
      settings: this.#settings,
    })
    return {
      status: isFrozen ? 'frozen' : this.#unknown.size > 0 ? 'unknown' : 'generated',
      ...this.#identity,
      applications: isFrozen
        ? []
        : drafts.map(draft => ({ ...draft, rejection: rejections.get(draft.name) })),
      faults: [...this.#faults.values()],
      unknown: [...this.#unknown.values()],
      unrecognizedGenerators: findUnrecognizedGenerators(this.#set).names,
      effect: syncEffect(this.#spec, this.#settings),
      rollout: this.#settings.progressiveSyncs
        ? planRollout(this.#spec['strategy'], isFrozen ? [] : objects)
        : undefined,
    }
  }

  #generate(): readonly Omit<GeneratedApplication, 'rejection'>[] {
    const base = this.#guarded(() =>
      this.#readTemplate(this.#spec['template'], ['spec', 'template']),
    )
    const { generators } = this.#spec
    if (generators !== undefined && !Array.isArray(generators)) {
      const path = ['spec', 'generators']
      this.#report(
        new ExpansionError('APPSET_SHAPE', 'spec.generators must be of type array', path),
      )
    }
    if (!base) return []
    return listOf(generators).flatMap((entry, i) => {
      if (!isObject(entry)) return []
      const path = ['spec', 'generators', i]
      const before = this.#faultCount
      const results = generateEntry(entry, path, this.#context, error => this.#report(error))
      // An entry of which one part fails makes nothing at all.
      if (this.#faultCount > before) return []
      return results.flatMap(({ kind, sets }) => {
        const place = [...path, kind, 'template']
        const own = this.#guarded(() =>
          this.#readTemplate(objectOf(entry[kind])['template'], place),
        )
        if (!own) return []
        const template = new MergedTemplate(own, place, base)
        this.#work.make(sets.length, template.size, [...path, kind])
        return sets.flatMap(set => {
          // One fault is enough for the set to make nothing at all.
          if (this.#faults.size === mostFaults) return []
          const application = this.#guarded(() => this.#render(template, set))
          return application ? [draftOf(application, path, set)] : []
        })
      })
    })
  }

  get #context(): GeneratorContext {
    return {
      set: this.#identity,
      renderer: this.#renderer,
      work: this.#work,
      clusters: this.#world.clusters,
      repositories: this.#world.repositories,
      supply: this.#world.supply ?? (() => undefined),
      settings: this.#settings,
      checkProject: path => this.#checkProject(path),
    }
  }

  /** A git generator asks for the project of the set, unless that is still to be rendered. */
  #checkProject(path: Path): void {
    const { projects } = this.#world
    const project = textOf(objectOf(objectOf(this.#spec['template'])['spec'])['project'])
    if (!projects || project.includes('{{') || projects.includes(project)) return
    throw new ExpansionError(
      'APPSET_GENERATOR',
      `error getting project ${project}: appprojects.argoproj.io "${project}" not found`,
      path,
    )
  }

  #readTemplate(template: Json | undefined, path: Path): JsonObject {
    try {
      return objectOf(conform(template ?? {}, templateShape, path))
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error
      throw new ExpansionError(
        'APPSET_SHAPE',
        `${formatPath(error.path)} ${error.message}`,
        error.path,
        { cause: error },
      )
    }
  }

  #render(template: MergedTemplate, { params }: ParameterSet): JsonObject {
    const replace = (text: string, path: Path) =>
      this.#renderer.replaceAt(text, params, template.placeOf(path))
    let application = { ...template.value }
    // Without any parameter the template is left as it is.
    if (params.entries.size > 0) {
      application = objectOf(renderDeep(application, replace, []))
      application = this.#withFinalizer(application)
    }
    const patch = this.#spec['templatePatch']
    if (typeof patch === 'string') application = this.#patch(application, patch, replace)
    const { metadata, spec, ...rest } = application
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: withNamespace(objectOf(metadata), this.#identity.namespace),
      spec: spec ?? {},
      ...('operation' in rest && { operation: rest['operation'] ?? null }),
    }
  }

  #withFinalizer(application: JsonObject): JsonObject {
    const metadata = objectOf(application['metadata'])
    const { preserveResourcesOnDeletion } = objectOf(this.#spec['syncPolicy'])
    if (preserveResourcesOnDeletion === true || listOf(metadata['finalizers']).length > 0) {
      return application
    }
    const finalizers = ['resources-finalizer.argocd.argoproj.io']
    return { ...application, metadata: { ...metadata, finalizers } }
  }

  #patch(
    application: JsonObject,
    patch: string,
    replace: (text: string, path: Path) => string,
  ): JsonObject {
    const path = ['spec', 'templatePatch']
    const rendered = wrapping('error replacing values in templatePatch', () => replace(patch, path))
    try {
      return applyTemplatePatch(application, rendered)
    } catch (error) {
      throw locate(error, path)
    }
  }

  /** Does something whose faults are those of the set. */
  #guarded<T>(action: () => T): T | undefined {
    try {
      return action()
    } catch (error) {
      this.#report(error)
      return undefined
    }
  }

  #report(error: unknown): void {
    if (error instanceof UnknownError) {
      // Every set of parameters meets the same.
      const key = JSON.stringify([error.message, error.path])
      if (this.#unknown.size === mostFaults || this.#unknown.has(key)) return
      this.#unknown.set(key, { message: error.message, path: error.path })
    } else if (error instanceof ExpansionError) {
      const { code, message, path } = error
      this.#faultCount++
      const key = JSON.stringify([message, path])
      if (this.#faults.size === mostFaults || this.#faults.has(key)) return
      const location = this.#locate(path)
      const hint = hintFor(message)
      this.#faults.set(key, {
        code,
        message,
        path,
        ...(location && { location }),
        ...(hint !== undefined && { hint }),
      })
    } else throw error
  }
}

/** The template for one generator, which knows who has written what. */
class MergedTemplate {
  readonly value: JsonObject
  /** How many values there are in it. */
  readonly size: number
  readonly #own: JsonObject
  readonly #ownPath: Path

  constructor(own: JsonObject, ownPath: Path, base: JsonObject) {
    this.#own = own
    this.#ownPath = ownPath
    this.value = objectOf(conform(mergeTemplates(own, base), templateShape, []))
    this.size = sizeOf(this.value)
  }

  /** Where the field of a merged template stands in the ApplicationSet. */
  placeOf(path: Path): Path {
    if (path[0] === 'spec' && path[1] === 'templatePatch') return path
    return isAt(this.#own, path) ? [...this.#ownPath, ...path] : ['spec', 'template', ...path]
  }
}

/** Whether a text stands at this place, other than the empty one. */
function isAt(value: Json, path: Path): boolean {
  let current: Json | undefined = value
  for (const step of path) {
    current = isObject(current)
      ? current[String(step)]
      : listOf(current)[typeof step === 'number' ? step : -1]
  }
  return current !== undefined && current !== null && current !== ''
}

function withNamespace(metadata: JsonObject, namespace: string): JsonObject {
  const { name = '', namespace: _, ...rest } = metadata
  return { name, ...(namespace !== '' && { namespace }), ...rest }
}

function draftOf(
  application: JsonObject,
  generator: Path,
  set: ParameterSet,
): Omit<GeneratedApplication, 'rejection'> {
  return {
    name: textOf(objectOf(application['metadata'])['name']),
    application,
    generator,
    origins: set.origins(),
    parameters: () =>
      [...set].map(([name, value]) => ({
        name,
        value: sprint(value),
        origin: set.originOf(name),
      })),
  }
}
