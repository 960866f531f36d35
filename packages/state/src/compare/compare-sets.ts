import type { Location } from '@bulkhead/diagnostics'
import type { InstanceFacts, SetFacts } from '../compile.ts'

/** An ApplicationSet that makes other Applications than it did. */
export interface SetChange {
  readonly name: string
  readonly namespace: string
  /** How many Applications it made and will make; nothing where there was no set, or will be none. */
  readonly before: number | undefined
  readonly after: number | undefined
  /** Whether Argo CD will stop at a fault of it, and did not before. */
  readonly freezes: boolean
  /** Clusters that it no longer reaches, sorted. */
  readonly lost: readonly string[]
  /** Clusters that it newly reaches, sorted. */
  readonly gained: readonly string[]
  /** Where it is written; one that goes, where it was. */
  readonly location: Location | undefined
}

/** The sets of two moments that do not make the same, in order of name. */
export function compareSets(before: InstanceFacts, after: InstanceFacts): readonly SetChange[] {
  const [old, now] = [before, after].map(byKey) as [Keyed, Keyed]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap(key => compareSet(old.get(key), now.get(key)) ?? [])
}

interface Found {
  readonly set: SetFacts
  readonly clusters: ReadonlySet<string>
  readonly location: Location | undefined
}
type Keyed = ReadonlyMap<string, Found>

function byKey({ expansions, applications, setLocations }: InstanceFacts): Keyed {
  const clusters = Map.groupBy(
    applications,
    ({ namespace, applicationSet }) => `${namespace}/${applicationSet}`,
  )
  return new Map(
    expansions.map(set => {
      const key = `${set.namespace}/${set.name}`
      const reached = (clusters.get(key) ?? []).flatMap(({ cluster }) => cluster ?? [])
      return [key, { set, clusters: new Set(reached), location: setLocations.get(key) }]
    }),
  )
}

function compareSet(old: Found | undefined, now: Found | undefined): SetChange | undefined {
  const { set, location } = (now ?? old)!
  const [before, after] = [old, now].map(found => found && countOf(found.set))
  const freezes = now?.set.status === 'frozen' && old?.set.status !== 'frozen'
  const isKnown = now === undefined || now.set.status === 'generated'
  // Of a set that is frozen or not known, nothing can be said to be lost.
  const lost = isKnown ? missing(old, now) : []
  const gained = missing(now, old)
  const isSame = before === after && lost.length === 0 && gained.length === 0
  if (isSame && !freezes) return undefined
  const { name, namespace } = set
  return { name, namespace, before, after, freezes, lost, gained, location }
}

/** Applications that are refused are neither created nor deleted. */
function countOf({ applications }: SetFacts): number {
  return applications.filter(({ rejection }) => !rejection).length
}

function missing(from: Found | undefined, other: Found | undefined): readonly string[] {
  return [...(from?.clusters ?? [])].filter(name => !other?.clusters.has(name)).sort()
}
