import type { ApplicationChange } from '@bulkhead/state'
import type { ClusterDomains, DomainsOf } from './failure-domains.ts'

export interface Counts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** How much changes in one place. */
export interface Tally {
  readonly applications: Counts
  readonly objects: Counts
  /** Workloads whose pods are replaced. */
  readonly restarts: number
  /** Objects that replace machines: node pools and control planes. */
  readonly nodeRollouts: number
}

export interface ClusterTally extends Tally, ClusterDomains {}
export interface DomainTally extends Tally {
  readonly name: string
}

/** The same, per cluster and per failure domain; in order of name. */
export interface Tallies {
  readonly clusters: readonly ClusterTally[]
  readonly regions: readonly DomainTally[]
  readonly environments: readonly DomainTally[]
  readonly providers: readonly DomainTally[]
}

/** Counts by the cluster that an Application goes to. */
export function tallyChanges(changes: readonly ApplicationChange[], domainsOf: DomainsOf): Tallies {
  const placed = changes.flatMap(change => {
    const { cluster } = change.application
    return cluster === undefined ? [] : [{ change, domains: domainsOf(cluster) }]
  })
  const by = (keyOf: (domains: ClusterDomains) => string | undefined) =>
    [...Map.groupBy(placed, ({ domains }) => keyOf(domains))]
      .flatMap(([name, group]) =>
        name === undefined ? [] : [{ name, ...tally(group.map(({ change }) => change)) }],
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    clusters: by(({ name }) => name).map(one => ({ ...one, ...domainsOf(one.name) })),
    regions: by(({ region }) => region),
    environments: by(({ environment }) => environment),
    providers: by(({ provider }) => provider),
  }
}

/** Counts all of them together. */
export function tally(changes: readonly ApplicationChange[]): Tally {
  const objects = changes.flatMap(change => change.objects)
  const replacing = (what: 'pods' | 'nodes') =>
    objects.filter(one => one.verdict === 'changed' && one.replaces === what).length
  return {
    applications: count(changes),
    objects: count(objects),
    restarts: replacing('pods'),
    nodeRollouts: replacing('nodes'),
  }
}

function count(all: readonly { readonly verdict: keyof Counts }[]): Counts {
  const those = (verdict: keyof Counts) => all.filter(one => one.verdict === verdict).length
  return { added: those('added'), changed: those('changed'), removed: those('removed') }
}
