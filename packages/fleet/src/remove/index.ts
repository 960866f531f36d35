import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import { removeDocument, removeFromSequence } from '@bulkhead/yaml'
import type { EditContext, SpecEdit } from '../add/addition.ts'
import { clustersOf, environmentsOf, regionsOf, teamsOf, workloadsOf } from '../add/choices.ts'
import type { Spec, SpecDocument } from '../read-spec.ts'
import type { Kind } from '../spec/kinds.ts'

/** What can be taken out of a fleet, and how. */
export interface Removal {
  /** The word on the command line, as in `bulkhead remove region`. */
  readonly kind: string
  readonly summary: string
  namesIn(spec: Spec): readonly string[]
  /**
   * The edits of the spec that take it out; comments and the order of the rest stay.
   *
   * @throws FleetError when there is no such thing
   */
  edit(name: string, context: EditContext): readonly SpecEdit[]
}

/** What can be removed from a fleet, by its word on the command line. */
export const removals: Readonly<Record<string, Removal>> = {
  region: documents(
    'Region',
    'a region and its clusters; their addresses are quarantined',
    regionsOf,
  ),
  cluster: {
    kind: 'cluster',
    summary: 'a cluster; its addresses are quarantined',
    namesIn: clustersOf,
    edit(name, context) {
      for (const region of context.spec.Region) {
        const index = (region.value.spec.clusters ?? []).findIndex(cluster => cluster.name === name)
        if (index >= 0) return [withoutItem(region, ['spec', 'clusters'], index, context)]
      }
      throw unknown('cluster', name, clustersOf(context.spec))
    },
  },
  workload: documents('Workload', 'a workload', workloadsOf),
  environment: {
    kind: 'environment',
    summary: 'an environment in which no cluster is left',
    namesIn: environmentsOf,
    edit(name, context) {
      for (const fleet of context.spec.Fleet) {
        const index = fleet.value.spec.environments.findIndex(one => one.name === name)
        if (index >= 0) return [withoutItem(fleet, ['spec', 'environments'], index, context)]
      }
      throw unknown('environment', name, environmentsOf(context.spec))
    },
  },
  team: documents('Team', 'a team without workloads', teamsOf),
}

function documents(
  kind: 'Region' | 'Workload' | 'Team',
  summary: string,
  namesIn: Removal['namesIn'],
): Removal {
  return {
    kind: kind.toLowerCase(),
    summary,
    namesIn,
    edit(name, { spec, files }) {
      const document = (spec[kind] as readonly SpecDocument<Kind>[]).find(
        ({ value }) => value.metadata.name === name,
      )
      if (!document) throw unknown(kind.toLowerCase(), name, namesIn(spec))
      const { file, index } = document.source
      return [{ path: file, content: removeDocument(files.get(file) ?? '', index) }]
    },
  }
}

function withoutItem(
  { source }: SpecDocument<Kind>,
  path: readonly string[],
  index: number,
  { files }: EditContext,
): SpecEdit {
  const text = files.get(source.file) ?? ''
  return { path: source.file, content: removeFromSequence(text, source.index, path, index) }
}

function unknown(kind: string, name: string, known: readonly string[]): FleetError {
  return new FleetError({
    code: `SPEC_UNKNOWN_${kind.toUpperCase()}`,
    message: `no ${kind} is named "${name}"${didYouMean(name, known)}`,
    hint:
      known.length > 0
        ? `The fleet has ${[...known].sort().join(', ')}.`
        : `The fleet has no ${kind}.`,
  })
}
