import type { Value, ValueMap } from '../yaml/value.ts'
import { isKnownKind, kubernetesApi, type OpenApi, type Schema } from './schema.ts'

/**
 * The API of a schema file (`openapi.path`). It replaces kustomize's own knowledge of types; where
 * the well-known kinds live cannot be changed.
 *
 * @param fallback what else is known where the file says nothing
 */
export function customApi(document: Value, fallback?: OpenApi): OpenApi {
  const root = asMap(document)
  const definitions = asMap(root?.['definitions']) ?? {}
  const byResource = new Map<string, Schema>()
  for (const definition of Object.values(definitions)) {
    for (const entry of asList(asMap(definition)?.['x-kubernetes-group-version-kind'])) {
      const key = resourceKey(entry)
      if (key !== undefined) byResource.set(key, new SwaggerSchema(definition, definitions))
    }
  }
  const namespaced = readScopes(asMap(root?.['paths']) ?? {})
  return {
    schemaOf: (apiVersion, kind) =>
      byResource.get(`${apiVersion}|${kind}`) ?? fallback?.schemaOf(apiVersion, kind),
    isClusterScoped(apiVersion, kind) {
      if (isKnownKind(apiVersion, kind)) return kubernetesApi.isClusterScoped(apiVersion, kind)
      return namespaced.get(`${apiVersion}|${kind}`) === false
    },
  }
}

/** The schema that a comment holds, if it holds one. */
export function schemaOfComment(comment: string): Schema | undefined {
  try {
    const schema = asMap(JSON.parse(comment) as Value)
    return schema && Object.keys(schema).length > 0 ? new SwaggerSchema(schema, {}) : undefined
  } catch {
    return undefined
  }
}

class SwaggerSchema implements Schema {
  readonly #own: ValueMap
  readonly #definitions: ValueMap

  constructor(own: Value, definitions: ValueMap) {
    this.#own = asMap(own) ?? {}
    this.#definitions = definitions
  }

  get mergeKeys(): readonly string[] | undefined {
    const strategy = this.#own['x-kubernetes-patch-strategy']
    if (typeof strategy !== 'string' || !strategy.split(',').includes('merge')) return undefined
    const keys = this.#own['x-kubernetes-list-map-keys']
    if (Array.isArray(keys)) return keys.map(String)
    const key = this.#own['x-kubernetes-patch-merge-key']
    return typeof key === 'string' ? [key] : []
  }

  field(name: string): Schema | undefined {
    return this.#resolve(
      asMap(this.#own['properties'])?.[name] ?? asMap(this.#own['additionalProperties']),
    )
  }

  elements(): Schema | undefined {
    const { type } = this.#own
    const isArray = type === 'array' || (Array.isArray(type) && type.join() === 'array')
    return isArray ? this.#resolve(this.#own['items']) : undefined
  }

  #resolve(value: Value | undefined): Schema | undefined {
    let schema = asMap(value)
    for (let hops = 0; schema && typeof schema['$ref'] === 'string' && hops < 100; hops++) {
      schema = asMap(this.#definitions[schema['$ref'].replace('#/definitions/', '')])
    }
    return schema && new SwaggerSchema(schema, this.#definitions)
  }
}

/** A kind is namespaced when one of the API's paths to it goes through a namespace. */
function readScopes(paths: ValueMap): Map<string, boolean> {
  const namespaced = new Map<string, boolean>()
  for (const [path, item] of Object.entries(paths)) {
    const get = asMap(asMap(item)?.['get'])
    const key = resourceKey(get?.['x-kubernetes-group-version-kind'])
    if (key === undefined) continue
    if (path.includes('namespaces/{namespace}')) namespaced.set(key, true)
    else if (!namespaced.has(key)) namespaced.set(key, false)
  }
  return namespaced
}

function resourceKey(value: Value | undefined): string | undefined {
  const gvk = asMap(value)
  const group = gvk?.['group'] ?? ''
  const version = gvk?.['version']
  const kind = gvk?.['kind']
  if (typeof version !== 'string' || typeof kind !== 'string') return undefined
  return `${group === '' ? '' : `${String(group)}/`}${version}|${kind}`
}

function asMap(value: Value | undefined): ValueMap | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as ValueMap)
    : undefined
}

function asList(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : []
}
