import type { Location } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { Spec } from './read-spec.ts'
import type { Kind } from './spec/kinds.ts'

/** The things of a fleet that have a place in the spec. */
export type SourceKind = Kind | 'Cluster'

/** Leads from a thing of the resolved fleet back to where a person wrote it. */
export interface FleetSources {
  /** The place of a field, or the nearest enclosing one that was written; undefined for unknown names. */
  locate(kind: SourceKind, name: string, path?: YamlPath): Location | undefined
}

interface Source {
  readonly document: YamlDocument
  /** Where the thing begins inside its document. */
  readonly base: YamlPath
}

/** Indexes a spec by kind and name. */
export function indexSources(spec: Spec): FleetSources {
  const sources = new Map<string, Source>()
  for (const { kind, value, source } of [
    ...spec.Fleet,
    ...spec.Region,
    ...spec.Workload,
    ...spec.Team,
    ...spec.ImportedRanges,
  ]) {
    sources.set(`${kind}/${value.metadata.name}`, { document: source, base: [] })
  }
  for (const { value, source } of spec.Region) {
    for (const [i, { name }] of (value.spec.clusters ?? []).entries()) {
      sources.set(`Cluster/${name}`, { document: source, base: ['spec', 'clusters', i] })
    }
  }
  return {
    locate(kind, name, path = kind === 'Cluster' ? ['name'] : ['metadata', 'name']) {
      const source = sources.get(`${kind}/${name}`)
      return source?.document.locate([...source.base, ...path])
    },
  }
}

/** For a fleet that is written nowhere. */
export const nowhere: FleetSources = { locate: () => undefined }
