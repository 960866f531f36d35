import type { Finding } from '@bulkhead/diagnostics'
import type { Waiver } from '@bulkhead/fleet'

/** A finding, and every cluster that takes part in what it says. */
export interface Judged {
  readonly finding: Finding
  /** Clusters by name, and regions of what clusters share; nothing where not all are known. */
  readonly parties: readonly string[] | undefined
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
  const { file } = finding.location
  if (path !== undefined && file !== path && !file.startsWith(`${path.replace(/\/$/, '')}/`)) {
    return false
  }
  if (clusters === undefined) return true
  return parties !== undefined && parties.length > 0 && parties.every(one => clusters.includes(one))
}
