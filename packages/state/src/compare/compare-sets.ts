import type { Location } from '@bulkhead/diagnostics'
import type { InstanceFacts, SetFacts } from '../compile.ts'
import { keyOf, stays, type Incomplete } from './what-stays.ts'

/** An ApplicationSet that makes other Applications than it did. */
export interface SetChange {
  readonly name: string
  readonly namespace: string
  /** The Argo CD that has it, as `gitops/hub`. */
  readonly instance: string
  /**
   * How many Applications there were and will be by it; nothing where there was no set, or will be
   * none. What Argo CD leaves as it is counts, made by the set or not.
   */
  readonly before: number | undefined
  readonly after: number | undefined
  /** Whether Argo CD will stop at a fault of it, and did not before. */
  readonly freezes: boolean
  /** What Argo CD will refuse of it, and did not before: neither created nor updated. */
  readonly refused: readonly RefusedApplication[]
  /** Clusters that it no longer reaches, sorted. */
  readonly lost: readonly string[]
  /** Clusters that it newly reaches, sorted. */
  readonly gained: readonly string[]
  /** Where it is written; one that goes, where it was. */
  readonly location: Location | undefined
}

export interface RefusedApplication {
  readonly name: string
  readonly why: string
}

/**
 * The sets of two moments that do not make the same, in order of name.
 *
 * @param incomplete instances of which not all is known: their sets lose nothing
 */
export function compareSets(
  before: InstanceFacts,
  after: InstanceFacts,
  incomplete: Incomplete,
): readonly SetChange[] {
  const [old, now] = [before, after].map(byKey) as [Keyed, Keyed]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap(key => compareSet(old.get(key), now.get(key), incomplete) ?? [])
}

interface Found {
  readonly set: SetFacts
  readonly made: Made
}

/** Application → its cluster, where that is known. */
type Made = ReadonlyMap<string, string | undefined>
type Keyed = ReadonlyMap<string, Found>

function byKey({ expansions, applications }: InstanceFacts): Keyed {
  const bySet = Map.groupBy(applications, ({ applicationSet = '', namespace, instance }) =>
    keyOf({ name: applicationSet, namespace, instance }),
  )
  return new Map(
    expansions.map(set => {
      const key = keyOf(set)
      const made = (bySet.get(key) ?? []).map(({ name, cluster }) => [name, cluster] as const)
      return [key, { set, made: new Map(made) }]
    }),
  )
}

function compareSet(
  old: Found | undefined,
  now: Found | undefined,
  incomplete: Incomplete,
): SetChange | undefined {
  const { set } = (now ?? old)!
  if (!now && incomplete.has(set.instance)) return undefined
  const [had, has] = [old?.made ?? none, now ? kept(old?.made ?? none, now, incomplete) : none]
  const freezes = now?.set.status === 'frozen' && old?.set.status !== 'frozen'
  const [lost, gained] = [missing(had, has), missing(has, had)]
  const [before, after] = [old && had.size, now && has.size]
  const refused = newlyRefused(old?.set, now?.set)
  const isSame = before === after && lost.length === 0 && gained.length === 0
  if (isSame && !freezes && refused.length === 0) return undefined
  const { name, namespace, instance, location } = set
  return { name, namespace, instance, before, after, freezes, refused, lost, gained, location }
}

function newlyRefused(
  old: SetFacts | undefined,
  now: SetFacts | undefined,
): readonly RefusedApplication[] {
  const past = new Set(old?.applications.flatMap(one => (one.rejection ? [one.name] : [])))
  // Two of one name are both refused, and one refusal.
  const reasons = new Map<string, string>()
  for (const { name, rejection } of now?.applications ?? []) {
    if (rejection && !past.has(name)) reasons.set(name, rejection.message)
  }
  return [...reasons].map(([name, why]) => ({ name, why }))
}

const none: Made = new Map()

/** What a set makes, and what stays of what it made. */
function kept(old: Made, { set, made }: Found, incomplete: Incomplete): Made {
  const left = [...old].filter(([name]) => !made.has(name) && stays(name, set, incomplete))
  return new Map([...left, ...made])
}

function missing(from: Made, other: Made): readonly string[] {
  const there = new Set(other.values())
  const gone = [...from.values()].filter(cluster => cluster !== undefined && !there.has(cluster))
  return [...new Set(gone as readonly string[])].sort()
}
