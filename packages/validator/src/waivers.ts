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
  const fitting = waivers.filter(waiver => fits(waiver, judged))
  // ISO dates compare as text.
  const current = fitting.find(({ until }) => today === undefined || until >= today)
  const waiver = current ?? fitting[0]
  return waiver && { waiver, hasLapsed: !current }
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
  return unchecked.find(
    ({ path, name }) => isAt(path, { location }) && (name === undefined || name === subject),
  )
}

/** Whether a finding is in a file, or below a directory. */
function isAt(path: string, { location: { file } }: Pick<Finding, 'location'>): boolean {
  return file === path || file.startsWith(`${path.replace(/\/$/, '')}/`)
}
