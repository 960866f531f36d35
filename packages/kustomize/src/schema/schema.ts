import { clusterScopedKinds, namespacedKinds } from './cluster-scoped.ts'
import type { FieldSchema } from './field-table.ts'
import { definitionOf, definitions } from './kubernetes-merge.ts'

/** What is known of a value's type: enough to merge patches into it. */
export interface Schema {
  field(name: string): Schema | undefined
  elements(): Schema | undefined
  /** The keys by which a list merges; empty for plain values, absent for lists that are replaced. */
  readonly mergeKeys: readonly string[] | undefined
}

/** The API that a build knows: kustomize's own copy of Kubernetes, or one the user brought. */
export interface OpenApi {
  schemaOf(apiVersion: string, kind: string): Schema | undefined
  /** Only what is certain: kinds that are not known count as namespaced. */
  isClusterScoped(apiVersion: string, kind: string): boolean
}

export const kubernetesApi: OpenApi = {
  schemaOf(apiVersion, kind) {
    const definition = definitionOf[`${apiVersion}/${kind}`]
    return definition === undefined ? undefined : schemaOf({ ref: definition })
  },
  isClusterScoped: (apiVersion, kind) => clusterScopedKinds.has(`${apiVersion}|${kind}`),
}

/** Whether kustomize knows where a kind lives without consulting a schema. */
export function isKnownKind(apiVersion: string, kind: string): boolean {
  const key = `${apiVersion}|${kind}`
  return clusterScopedKinds.has(key) || namespacedKinds.has(key)
}

/** Where the objects of a kind live; nothing for kinds that kustomize has not heard of. */
export function scopeOfKind(apiVersion: string, kind: string): 'cluster' | 'namespace' | undefined {
  const key = `${apiVersion}|${kind}`
  return clusterScopedKinds.has(key)
    ? 'cluster'
    : namespacedKinds.has(key)
      ? 'namespace'
      : undefined
}

const schemas = new WeakMap<FieldSchema, Schema>()

function schemaOf(field: FieldSchema): Schema {
  let schema = schemas.get(field)
  if (!schema) {
    schema = new TableSchema(field)
    schemas.set(field, schema)
  }
  return schema
}

class TableSchema implements Schema {
  readonly #own: FieldSchema
  readonly mergeKeys: readonly string[] | undefined

  constructor(own: FieldSchema) {
    this.#own = own
    this.mergeKeys = own.merge
  }

  field(name: string): Schema | undefined {
    const { ref, map } = this.#own
    if (map !== undefined) return schemaOf({ ref: map })
    const field = ref === undefined ? undefined : definitions[ref]?.[name]
    return field && schemaOf(field)
  }

  elements(): Schema | undefined {
    const { items } = this.#own
    return items === undefined ? undefined : schemaOf({ ref: items })
  }
}
