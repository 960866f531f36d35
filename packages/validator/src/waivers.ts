import type { Finding, Location } from '@bulkhead/diagnostics'
import type { Unchecked, Waiver } from '@bulkhead/fleet'

/** A finding, and every cluster that takes part in what it says. */
export interface Judged {
  readonly finding: Finding
  /** Clusters by name, and regions of what clusters share; nothing where not all are known. */
  readonly parties: readonly string[] | undefined
  /** What it is about, as `spec.unchecked` can name it. */
  readonly subject: string | undefined
}

/** The waiver that answers for a finding, and whether its last day has passed. */
export function findWaiver(
  waivers: readonly Waiver[],
  judged: Judged,
  today: string | undefined,
): { readonly waiver: Waiver; readonly hasLapsed: boolean } | undefined {
  const fitting = candidates(waivers, judged).filter(waiver => fits(waiver, judged))
  // ISO dates compare as text.
  const current = fitting.find(({ until }) => today === undefined || until >= today)
  const waiver = current ?? fitting[0]
  return waiver && { waiver, hasLapsed: !current }
}

/**
 * The waivers that can fit, in their order. A fleet with thousands of waivers and findings would
 * take a product of the two to hold each against each.
 */
function candidates(waivers: readonly Waiver[], judged: Judged): readonly Waiver[] {
  const { finding, parties } = judged
  let index = waiverIndexes.get(waivers)
  if (!index) waiverIndexes.set(waivers, (index = indexWaivers(waivers)))
  const ofRule = index.get(finding.rule)
  if (!ofRule) return []
  const names = parties?.[0] === undefined ? [undefined] : [undefined, parties[0]]
  const found = [undefined, ...placesAbove(finding.location.file)].flatMap(path => {
    const atPath = ofRule.get(path)
    return atPath ? names.flatMap(name => atPath.get(name) ?? []) : []
  })
  return found.sort((a, b) => a - b).map(position => waivers[position]!)
}

/** Positions by rule, path and each cluster; under `undefined` those that name none. */
type WaiverIndex = ReadonlyMap<
  string,
  ReadonlyMap<string | undefined, ReadonlyMap<string | undefined, readonly number[]>>
>

const waiverIndexes = new WeakMap<readonly Waiver[], WaiverIndex>()

function indexWaivers(waivers: readonly Waiver[]): WaiverIndex {
  const index = new Map<string, Map<string | undefined, Map<string | undefined, number[]>>>()
  for (const [position, { rule, path, clusters }] of waivers.entries()) {
    const ofRule = under(
      index,
      rule,
      () => new Map<string | undefined, Map<string | undefined, number[]>>(),
    )
    const atPath = under(ofRule, withoutSlash(path), () => new Map<string | undefined, number[]>())
    for (const name of new Set(clusters ?? [undefined]))
      under(atPath, name, () => []).push(position)
  }
  return index
}

function under<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function withoutSlash(path: string | undefined): string | undefined {
  return path?.replace(/\/$/, '')
}

/** A file and every directory above it. */
function placesAbove(file: string): readonly string[] {
  const found = [file]
  for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
    found.push(file.slice(0, at))
  }
  return found
}

/** New ranges stay strict: a waiver for some clusters answers for no finding with another in it. */
function fits({ rule, clusters, path }: Waiver, { finding, parties }: Judged): boolean {
  if (rule !== finding.rule) return false
  if (path !== undefined && !isAt(path, finding)) return false
  if (clusters === undefined) return true
  return parties !== undefined && parties.length > 0 && parties.every(one => clusters.includes(one))
}

/** The rules that find what nothing can look at, of trees and of changes. */
export const uncheckedRules: ReadonlySet<string> = new Set(['KUS010', 'CFG004', 'CHG011'])

/** The entry of `spec.unchecked` that answers for a finding. */
export function findAcceptance(
  unchecked: readonly Unchecked[],
  { finding, subject }: Judged,
): Unchecked | undefined {
  if (!uncheckedRules.has(finding.rule)) return undefined
  return acceptanceOf({ location: finding.location, subject }, unchecked)
}

/** The entry of `spec.unchecked` that accepts that something at a place is not looked at. */
export function acceptanceOf(
  { location, subject }: { readonly location?: Location; readonly subject?: string | undefined },
  unchecked: readonly Unchecked[],
): Unchecked | undefined {
  if (!location) return undefined
  let index = uncheckedIndexes.get(unchecked)
  if (!index) uncheckedIndexes.set(unchecked, (index = indexUnchecked(unchecked)))
  const names = subject === undefined ? [undefined] : [undefined, subject]
  const found = placesAbove(location.file)
    .flatMap(path => names.flatMap(name => index.get(path)?.get(name) ?? []))
    .filter(position => isAt(unchecked[position]!.path, { location }))
  return found.length === 0 ? undefined : unchecked[Math.min(...found)]
}

/** Position of the first by path and name. */
type UncheckedIndex = ReadonlyMap<string, ReadonlyMap<string | undefined, number>>

const uncheckedIndexes = new WeakMap<readonly Unchecked[], UncheckedIndex>()

function indexUnchecked(unchecked: readonly Unchecked[]): UncheckedIndex {
  const index = new Map<string, Map<string | undefined, number>>()
  for (const [position, { path, name }] of unchecked.entries()) {
    const atPath = under(
      index,
      withoutSlash(path) ?? '',
      () => new Map<string | undefined, number>(),
    )
    under(atPath, name, () => position)
  }
  return index
}

/** Whether a finding is in a file, or below a directory. */
function isAt(path: string, { location: { file } }: Pick<Finding, 'location'>): boolean {
  return file === path || file.startsWith(`${path.replace(/\/$/, '')}/`)
}
