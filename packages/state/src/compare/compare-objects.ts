import type { JsonObject } from '@bulkhead/argocd'
import type { Location } from '@bulkhead/diagnostics'
import type { BuiltResource } from '@bulkhead/kustomize'
import type { ObjectFate } from '../application.ts'
import { jsonOf } from '../json-of.ts'
import { inRepository } from '../in-repository.ts'
import { apiGroupOf } from './api-group.ts'
import { compareFields, type FieldChange } from './compare-fields.ts'
import { replacementOf, type Replacement } from './replacements.ts'
import { withoutSecrets } from './without-secrets.ts'

/** An object that an Application deploys, as Argo CD tells it from others. */
export interface ObjectRef {
  readonly apiVersion: string
  readonly kind: string
  /** Nothing where it names none: a cluster-wide object, or one in that of the Application. */
  readonly namespace: string
  readonly name: string
}

interface ObjectChangeBase {
  readonly object: ObjectRef
  /** Where it is written, or was. */
  readonly location: Location | undefined
}

export type ObjectChange =
  | (ObjectChangeBase & { readonly verdict: 'added' })
  | (ObjectChangeBase & {
      readonly verdict: 'changed'
      readonly fields: readonly FieldChange[]
      /** What is replaced by it, one after the other; nothing where all goes on running. */
      readonly replaces: Replacement | undefined
    })
  | (ObjectChangeBase & { readonly verdict: 'removed'; readonly fate: ObjectFate })

/** An object with what is read from it more than once. */
export interface DeployedObject {
  readonly ref: ObjectRef
  readonly value: JsonObject
  readonly location: Location | undefined
}

/** Identity → object. Of one object from two sources, Argo CD takes the last. */
export type DeployedObjects = ReadonlyMap<string, DeployedObject>

export function deployedObjects(resources: Iterable<BuiltResource>): DeployedObjects {
  const objects = new Map<string, DeployedObject>()
  for (const resource of resources) {
    const { apiVersion, kind, namespace, name, provenance } = resource
    const ref = { apiVersion, kind, namespace, name }
    const { location } = provenance
    objects.set(keyOf(ref), {
      ref,
      value: jsonOf(resource.value as JsonObject),
      location: location && inRepository(location),
    })
  }
  return objects
}

/** Another version of its API makes no other object. */
function keyOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return [apiGroupOf(apiVersion), kind, namespace, name].join('\n')
}

/** How objects go that are no longer deployed. */
export type Fates = (object: DeployedObject) => ObjectFate

/** What differs between what was deployed and what will be, in the order of kind and name. */
export function compareObjects(
  before: DeployedObjects,
  after: DeployedObjects,
  fateOf: Fates,
): readonly ObjectChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap(key => {
    const [old, now] = [before.get(key), after.get(key)]
    const change = old && now ? compareObject(old, now) : cameOrWent(old, now, fateOf)
    return change ? [change] : []
  })
}

function compareObject(old: DeployedObject, now: DeployedObject): ObjectChange | undefined {
  const fields = compareFields(old.value, now.value)
  if (fields.length === 0) return undefined
  return {
    verdict: 'changed',
    object: now.ref,
    location: now.location,
    fields: withoutSecrets(fields, now.ref.kind),
    replaces: replacementOf(now.ref, now.value, fields),
  }
}

function cameOrWent(
  old: DeployedObject | undefined,
  now: DeployedObject | undefined,
  fateOf: Fates,
): ObjectChange | undefined {
  if (now) return { verdict: 'added', object: now.ref, location: now.location }
  if (!old) return undefined
  return { verdict: 'removed', object: old.ref, location: old.location, fate: fateOf(old) }
}

/**
 * `Deployment shop/cart`. What cannot be a name in a cluster can be one in a file: what would move
 * a terminal, or begin a line of a log, is shown as it is escaped.
 */
export function describeObject({ kind, namespace, name }: ObjectRef): string {
  const text = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`
  return text.replaceAll(
    /\p{Cc}/gu,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
