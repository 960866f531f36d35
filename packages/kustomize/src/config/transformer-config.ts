import { compareStrings } from '@bulkhead/diagnostics'
import { buildError } from '../build-error.ts'
import type { FieldSpec, Gvk } from '../kustomization.ts'
import { isSelectedByGvk } from '../resource-id.ts'
import { defaultConfig } from './default-config.ts'
import { defaultOrder } from './default-order.ts'
import { fieldSpecShape } from './kustomization-shape.ts'
import { inheritNode, list, struct, text, type Shape } from './shape.ts'

/** Which fields each transformer changes. A list that is missing is empty. */
export interface TransformerConfig {
  readonly namePrefix?: readonly FieldSpec[]
  readonly nameSuffix?: readonly FieldSpec[]
  readonly namespace?: readonly FieldSpec[]
  readonly commonLabels?: readonly FieldSpec[]
  readonly labels?: readonly FieldSpec[]
  readonly templateLabels?: readonly FieldSpec[]
  readonly commonAnnotations?: readonly FieldSpec[]
  readonly nameReference?: readonly NameReference[]
  readonly varReference?: readonly FieldSpec[]
  readonly images?: readonly FieldSpec[]
  readonly replicas?: readonly FieldSpec[]
}

/** Fields of other resources that hold the name of a resource of this kind. */
export interface NameReference extends Gvk {
  readonly fieldSpecs: readonly FieldSpec[]
}

const specs = list(fieldSpecShape, {})

const writtenReference = struct<Partial<NameReference>>({
  group: text,
  version: text,
  kind: text,
  fieldSpecs: specs,
})

/** Kinds without fields are referred to from nowhere. */
const nameReferenceShape: Shape<NameReference> = (node, reading) => {
  const written = writtenReference(node, reading)
  return written && inheritNode({ ...written, fieldSpecs: written.fieldSpecs ?? [] }, written)
}

/** The shape of a file under `configurations`. */
export const transformerConfigShape: Shape<TransformerConfig> = struct<TransformerConfig>({
  namePrefix: specs,
  nameSuffix: specs,
  namespace: specs,
  commonLabels: specs,
  labels: specs,
  templateLabels: specs,
  commonAnnotations: specs,
  nameReference: list(nameReferenceShape, { fieldSpecs: [] }),
  varReference: specs,
  images: specs,
  replicas: specs,
})

type FieldSpecList = Exclude<keyof TransformerConfig, 'nameReference'>

const fieldSpecLists = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const satisfies readonly FieldSpecList[]

export const emptyConfig: TransformerConfig = {}

/** Merging is idempotent, and most builds merge the defaults with themselves at every layer. */
const merged = new WeakMap<TransformerConfig, WeakMap<TransformerConfig, TransformerConfig>>()

/** What both know; a field that both know must be created by both or by neither. */
export function mergeConfigs(a: TransformerConfig, b: TransformerConfig): TransformerConfig {
  if (b === emptyConfig || a === b) return a
  if (b === defaultConfig && (a === emptyConfig || a === layeredDefaults)) return layeredDefaults
  const known = merged.get(a)?.get(b)
  if (known) return known
  const layered = layer(a, b)
  // The same again is the same object, so that what is known of it need not be found out again.
  const config = isSame(layered, a) ? a : isSame(layered, b) ? b : layered
  let ofA = merged.get(a)
  if (!ofA) merged.set(a, (ofA = new WeakMap()))
  ofA.set(b, config)
  return config
}

/**
 * Adds one config to another, field by field in order. A field that is meant for more kinds than one
 * that is there already counts as the same, and is not added.
 */
function layer(a: TransformerConfig, b: TransformerConfig): TransformerConfig {
  const result: Record<string, unknown> = {}
  for (const name of fieldSpecLists) result[name] = mergeSpecs(a[name] ?? [], b[name] ?? [])
  result['nameReference'] = mergeReferences(a.nameReference ?? [], b.nameReference ?? [])
  return sortConfig(result as TransformerConfig)
}

function isSame(a: TransformerConfig, b: TransformerConfig): boolean {
  return (
    fieldSpecLists.every(name => sameElements(a[name] ?? [], b[name] ?? [])) &&
    (a.nameReference ?? []).length === (b.nameReference ?? []).length &&
    (a.nameReference ?? []).every((reference, i) => {
      const other = b.nameReference?.[i]
      return (
        other !== undefined &&
        reference.kind === other.kind &&
        reference.group === other.group &&
        reference.version === other.version &&
        sameElements(reference.fieldSpecs, other.fieldSpecs)
      )
    })
  )
}

function sameElements(a: readonly FieldSpec[], b: readonly FieldSpec[]): boolean {
  return a.length === b.length && a.every((spec, i) => spec === b[i])
}

export function mergeSpecs(a: readonly FieldSpec[], b: readonly FieldSpec[]): readonly FieldSpec[] {
  const result = [...a]
  for (const spec of b) {
    const known = result.find(
      ({ path, ...gvk }) => path === spec.path && isSelectedByGvk(fullGvk(gvk), spec),
    )
    if (!known) result.push(spec)
    else if (Boolean(known.create) !== Boolean(spec.create)) {
      throw buildError(
        'KUSTOMIZE_CONFIGURATION',
        `conflicting field specs: "${spec.path ?? ''}" is created by one and not by the other`,
        { hint: 'Give "create" the same value in both.' },
      )
    }
  }
  return result
}

function fullGvk({ group = '', version = '', kind = '' }: Gvk) {
  return { group, version, kind }
}

function mergeReferences(
  a: readonly NameReference[],
  b: readonly NameReference[],
): readonly NameReference[] {
  let result = a
  for (const reference of b) {
    const isSame = (other: NameReference) =>
      (other.kind ?? '') === (reference.kind ?? '') &&
      (other.group ?? '') === (reference.group ?? '') &&
      (other.version ?? '') === (reference.version ?? '')
    result = result.some(isSame)
      ? result.map(other =>
          isSame(other)
            ? { ...other, fieldSpecs: mergeSpecs(other.fieldSpecs, reference.fieldSpecs) }
            : other,
        )
      : [...result, reference]
  }
  return result
}

function rank(kind = ''): number {
  const { orderFirst, orderLast } = defaultOrder
  const first = orderFirst.indexOf(kind)
  return first >= 0 ? first - orderFirst.length : orderLast.indexOf(kind) + 1
}

/** Puts fields in the order in which transformers visit them. */
export function sortConfig(config: TransformerConfig): TransformerConfig {
  const result: Record<string, unknown> = {}
  for (const [name, entries] of Object.entries(config) as [string, readonly Gvk[]][]) {
    result[name] = sortedByGvk(entries)
  }
  return result
}

function sortedByGvk(entries: readonly Gvk[]): readonly Gvk[] {
  const keyed = entries.map(entry => {
    const { group, version, kind } = entry
    return { entry, rank: rank(kind), text: `${group || '~G'}_${version || '~V'}_${kind || '~K'}` }
  })
  keyed.sort((a, b) => a.rank - b.rank || compareStrings(a.text, b.text))
  return keyed.map(({ entry }) => entry)
}

const layeredDefaults = layer(emptyConfig, sortConfig(defaultConfig))
