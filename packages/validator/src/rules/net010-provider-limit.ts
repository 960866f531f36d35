import { allLimits, checkLimits, limitsOf, type Limit, type Tool } from '@bulkhead/ipam'
import { describeClaim } from '../describe-claim.ts'
import { observeUncovered } from '../observe-uncovered.ts'
import type { Observation, Rule } from '../rule.ts'
import { readStatements, type Statement } from '../statements.ts'

export const providerLimit: Rule = {
  id: 'NET010',
  name: 'provider-limit',
  severity: 'error',
  summary: 'Ranges have a size and a place that their provider, installer and CNI take.',

  *check(snapshot) {
    // Most clusters are made alike, and few of the rows speak of one.
    const rows = new Map<string, readonly Limit[]>()
    for (const statement of readStatements(snapshot.ledgerClaims, snapshot.networks)) {
      const tools = toolsOf(statement)
      const key = [...tools].join()
      const known = rows.get(key) ?? limitsOf(tools, limits)
      rows.set(key, known)
      yield* checkStatement(statement, tools, known)
    }
    yield* observeUncovered(snapshot)
  },
}

/** All but room, which is for NET008. */
const limits = allLimits.filter(({ law }) => law.kind !== 'room')

function checkStatement(
  { ranges, numbers, others, facts }: Statement,
  tools: ReadonlySet<Tool>,
  rows: readonly Limit[],
): readonly Observation[] {
  const question = {
    tools,
    ranges,
    others,
    nameOf: describeClaim,
    kubernetesVersion: facts?.kubernetesVersion,
    nodePrefix: facts?.nodePrefix ?? {},
    numbers,
  }
  return checkLimits(question, rows).flatMap(breach => {
    const place = breach.range ?? breach.number
    if (!place) return []
    const { severity, message, hint, source } = breach
    const { cluster, object } = place
    return {
      severity,
      message,
      location: place.locate(),
      hint: `${hint} See ${source}.`,
      cluster,
      object,
    }
  })
}

/** A field that few read is held to what those take. */
function toolsOf({ ranges, facts }: Statement): ReadonlySet<Tool> {
  const tools: ReadonlySet<Tool> = facts?.tools ?? new Set()
  const readers = ranges[0]?.readers
  return readers ? new Set(readers.filter(tool => tools.has(tool))) : tools
}
