import { compareStrings } from '@bulkhead/diagnostics'
import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import { defaultOrder } from '../config/default-order.ts'
import type { LegacySortOptions, SortOptions } from '../kustomization.ts'
import type { ResMap } from '../res-map.ts'
import type { ResourceId } from '../resource-id.ts'

/** Puts the output in order (`sortOptions`): `fifo` keeps that of the input, `legacy` sorts. */
export function sortResources(resources: ResMap, options: SortOptions): void {
  const { order, legacySortOptions } = options
  const at = nodeOf(options)
  if (order !== 'legacy' && order !== 'fifo') {
    throw buildError('KUSTOMIZE_FIELD', 'sortOptions.order must be "fifo" or "legacy"', { at })
  }
  if (order === 'fifo') {
    if (!legacySortOptions) return
    throw buildError('KUSTOMIZE_FIELD', 'legacySortOptions need the order "legacy"', { at })
  }
  const ranks = rankKinds(legacySortOptions ?? defaultOrder)
  const sorted = resources.resources
    .map(resource => ({ resource, key: sortKey(resource.id, ranks) }))
    .sort((a, b) => compare(a.key, b.key))
  resources.rebuild(sorted.map(({ resource }) => resource))
}

interface SortKey {
  readonly rank: number
  readonly gvk: string
  readonly isCoreNamespace: boolean
  readonly isNamespace: boolean
  readonly name: string
}

function rankKinds({ orderFirst = [], orderLast = [] }: LegacySortOptions): Map<string, number> {
  const ranks = new Map<string, number>()
  orderFirst.forEach((kind, i) => ranks.set(kind, i - orderFirst.length))
  orderLast.forEach((kind, i) => ranks.set(kind, i + 1))
  return ranks
}

function sortKey(id: ResourceId, ranks: ReadonlyMap<string, number>): SortKey {
  const { group, version, kind, name, namespace } = id
  const gvk = `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
  const shown = `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`
  return {
    rank: ranks.get(kind) ?? 0,
    gvk,
    isNamespace: kind === 'Namespace',
    isCoreNamespace: kind === 'Namespace' && group === '',
    name: `${shown}|${namespace || '~X'}|${name || '~N'}`,
  }
}

function compare(a: SortKey, b: SortKey): number {
  if (a.gvk === b.gvk) return compareStrings(a.name, b.name)
  if (a.rank !== b.rank) return a.rank - b.rank
  // The core Namespace comes before others of that name.
  const isReversed = a.isNamespace && b.isNamespace && (a.isCoreNamespace || b.isCoreNamespace)
  return isReversed ? compareStrings(b.gvk, a.gvk) : compareStrings(a.gvk, b.gvk)
}
