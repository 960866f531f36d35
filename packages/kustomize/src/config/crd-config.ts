import type { FieldSpec } from '../kustomization.ts'
import type { Value, ValueMap } from '../yaml/value.ts'
import {
  emptyConfig,
  mergeConfigs,
  mergeSpecs,
  type TransformerConfig,
} from './transformer-config.ts'

/**
 * What the type definitions of a file under `crds` say of fields: those that hold annotations,
 * labels, names and references.
 */
export function configOfCrds(document: Value): TransformerConfig {
  const types = asMap(document) ?? {}
  let config = emptyConfig
  for (const [name, type] of Object.entries(types)) {
    const properties = propertiesOf(type)
    if (!properties || !['kind', 'apiVersion', 'metadata'].every(key => key in properties)) continue
    const kind = name.split('.').at(-1) ?? ''
    config = mergeConfigs(config, configOfType(types, name, kind))
  }
  return config
}

function configOfType(types: ValueMap, root: string, kind: string): TransformerConfig {
  const labels: FieldSpec[] = []
  const annotations: FieldSpec[] = []
  const prefixes: FieldSpec[] = []
  const references = new Map<string, { kind: string; version: string; fieldSpecs: FieldSpec[] }>()
  visit(root, [], new Set())
  return {
    commonLabels: mergeSpecs([], labels),
    commonAnnotations: mergeSpecs([], annotations),
    namePrefix: mergeSpecs([], prefixes),
    nameReference: [...references.values()],
  }

  function visit(type: string, path: readonly string[], above: ReadonlySet<string>): void {
    if (above.has(type)) return
    for (const [name, value] of Object.entries(propertiesOf(types[type]) ?? {})) {
      const property = asMap(value) ?? {}
      const spec = (...more: string[]): FieldSpec => ({
        kind,
        path: [...path, name, ...more].join('/'),
      })
      const has = (extension: string) => typeof property[extension] === 'string'
      if (has('x-kubernetes-annotation')) annotations.push(spec())
      if (has('x-kubernetes-label-selector')) labels.push(spec())
      if (has('x-kubernetes-identity')) prefixes.push(spec())
      const version = property['x-kubernetes-object-ref-api-version']
      const target = property['x-kubernetes-object-ref-kind']
      if (typeof version === 'string' && typeof target === 'string') {
        const nameKey = property['x-kubernetes-object-ref-name-key']
        const key = `${target}|${version}`
        const known = references.get(key) ?? { kind: target, version, fieldSpecs: [] }
        known.fieldSpecs.push(spec(typeof nameKey === 'string' ? nameKey : 'name'))
        references.set(key, known)
      }
      const { $ref: ref } = property
      if (typeof ref === 'string') visit(ref, [...path, name], new Set([...above, type]))
    }
  }
}

function propertiesOf(type: Value | undefined): ValueMap | undefined {
  return asMap(asMap(asMap(type)?.['Schema'] ?? asMap(type)?.['schema'])?.['properties'])
}

function asMap(value: Value | undefined): ValueMap | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as ValueMap)
    : undefined
}
