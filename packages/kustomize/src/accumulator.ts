import type { Problem } from '@bulkhead/diagnostics'
import { buildError } from './build-error.ts'
import { nodeOf } from './config/shape.ts'
import { emptyConfig, mergeConfigs, type TransformerConfig } from './config/transformer-config.ts'
import type { Var } from './kustomization.ts'
import type { Grower, Meter } from './meter.ts'
import { ResMap } from './res-map.ts'
import type { Resource } from './resource.ts'
import {
  describeId,
  idKey,
  sameGvkAndName,
  sameId,
  splitApiVersion,
  type ResourceId,
} from './resource-id.ts'
import { textOf } from './yaml/fields.ts'
import { MapNode, ScalarNode } from './yaml/node.ts'

/** What it costs to take in an object, to share it and to find it by its names. */
const stepsOfObject = 10

/** What a kustomization has gathered: resources, and the rules by which they refer to each other. */
export class Accumulator {
  readonly resources: ResMap
  /** What gathering has cost, with all that it builds on. */
  readonly meter: Meter
  config: TransformerConfig = emptyConfig
  readonly variables = new Map<string, Var>()
  /** The directories of every kustomization that went in. */
  readonly roots = new Set<string>()
  /** What was left out, where a build may leave something out. */
  readonly leftOut = new Set<Problem>()

  constructor(meter: Meter) {
    this.meter = meter
    this.resources = new ResMap(meter)
  }

  mergeConfig(config: TransformerConfig): void {
    this.config = mergeConfigs(this.config, config)
  }

  /** Takes over what a base has gathered. The base itself can be used again by others. */
  append(base: Accumulator, at?: Grower): void {
    this.meter.add(base.meter, at)
    this.add(
      base.resources.resources.map(resource => resource.share()),
      at,
    )
    this.mergeConfig(base.config)
    for (const variable of base.variables.values()) this.#addVariable(variable)
    for (const root of base.roots) this.roots.add(root)
    for (const problem of base.leftOut) this.leftOut.add(problem)
  }

  /** Lets in resources that came from one place. */
  add(resources: readonly Resource[], at?: Grower): void {
    this.meter.objects(this.resources.resources.length, resources.length, at)
    this.meter.step(stepsOfObject * resources.length, at)
    this.resources.append(resources)
  }

  /** Adds variables, and marks the resources that their values will be taken from. */
  mergeVariables(variables: readonly Var[]): void {
    for (const variable of variables) {
      this.meter.step(this.resources.resources.length, nodeOf(variable))
      const matches = matcherFor(variable)
      const found = this.resources.withAnyId(matches)
      if (found.length > 1) {
        throw buildError(
          'KUSTOMIZE_VARIABLE',
          `variable "${variable.name}" could be taken from ${found.length} objects`,
          { at: nodeOf(variable), hint: 'Give its objref a namespace.' },
        )
      }
      for (const resource of found) {
        resource.variables = [...resource.variables, variable.name]
      }
      this.#addVariable(variable)
    }
  }

  /** Lets in what a generator made: new, or in the place of what it merges with or replaces. */
  absorb(resource: Resource): void {
    const { id } = resource
    const found = this.resources.withId(id)
    const [old, ...others] = found
    const { behavior } = resource.notes
    const at = resource.origin?.node
    if (!old) {
      if (behavior === 'merge' || behavior === 'replace') {
        throw buildError(
          'KUSTOMIZE_GENERATOR',
          `there is no ${describeId(id)} to ${behavior} with`,
          { at, hint: 'Correct its name or namespace, or let it be created.' },
        )
      }
      this.add([resource], at)
      return
    }
    if (others.length > 0 || (behavior !== 'merge' && behavior !== 'replace')) {
      throw buildError('KUSTOMIZE_ID_CONFLICT', `${describeId(id)} is in this build already`, {
        at,
        hint: 'Set behavior: merge or behavior: replace, or choose another name.',
      })
    }
    replaceOld(resource, old, behavior)
    const index = this.resources.resources.indexOf(old)
    // The new resource now has the name of the old one, and must be found under it once.
    const same = this.resources
      .withId(resource.id)
      .filter(other => idKey(other.id) === idKey(resource.id))
    if (same.length !== 1 || same[0] !== old) {
      throw buildError('KUSTOMIZE_ID_CONFLICT', `cannot ${behavior} ${describeId(id)}`, { at })
    }
    this.resources.replaceAt(index, resource)
  }

  #addVariable(variable: Var): void {
    if (this.variables.has(variable.name)) {
      throw buildError('KUSTOMIZE_VARIABLE', `variable "${variable.name}" is defined twice`, {
        at: nodeOf(variable),
        hint: 'Rename one of the two.',
      })
    }
    this.variables.set(variable.name, variable)
  }
}

function matcherFor({ objref }: Var): (id: ResourceId) => boolean {
  const { apiVersion, name = '', namespace = '', kind = '' } = objref ?? {}
  const { group, version } = apiVersion
    ? apiVersionOf(apiVersion, objref.group)
    : { group: objref?.group ?? '', version: objref?.version ?? '' }
  const wanted = { group, version, kind, name, namespace, isClusterScoped: false }
  return namespace === '' ? id => sameGvkAndName(id, wanted) : id => sameId(wanted, id)
}

function apiVersionOf(apiVersion: string, group = ''): { group: string; version: string } {
  const split = splitApiVersion(apiVersion)
  return apiVersion.includes('/') ? split : { group, version: split.version }
}

/** The old one's name, namespace and notes stay; its labels and annotations too unless overridden. */
function replaceOld(resource: Resource, old: Resource, behavior: 'merge' | 'replace'): void {
  const origin = old.annotations.get('config.kubernetes.io/origin')
  resource.setTextMap('labels', new Map([...old.labels, ...resource.labels]))
  const annotations = new Map([...old.annotations, ...resource.annotations])
  if (behavior === 'merge' && origin !== undefined) {
    annotations.set('config.kubernetes.io/origin', origin)
  }
  resource.setTextMap('annotations', annotations)
  resource.setName(old.name)
  resource.setNamespace(old.namespace)
  resource.notes = {
    ...old.notes,
    needsHash: resource.notes.needsHash && old.notes.needsHash,
  }
  resource.variables = old.variables
  resource.changes = [
    ...old.changes,
    ...(resource.origin
      ? [{ by: behavior, kustomization: resource.origin.kustomization, node: resource.origin.node }]
      : []),
  ]
  if (behavior === 'merge') {
    mergeData(resource, old, 'data')
    mergeData(resource, old, 'binaryData')
    if (old.origin) resource.origin = old.origin
  }
}

/** Entries of both, all as text; those of the new one win. */
function mergeData(resource: Resource, old: Resource, field: 'data' | 'binaryData'): void {
  const root = resource.edit()
  const entries = new Map<string, ScalarNode>()
  for (const node of [old.node.get(field), root.get(field)]) {
    if (node?.kind !== 'map') continue
    node.keys.forEach((key, i) => {
      const value = node.values[i]
      const text = textOf(value)
      const style = text.includes('\n') ? 'literal' : 'plain'
      entries.set(key, new ScalarNode(text, '!!str', style, value?.source, value?.offset))
    })
  }
  if (entries.size === 0) root.delete(field)
  else root.set(field, new MapNode([...entries.keys()], [...entries.values()]))
}
