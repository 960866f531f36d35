import { oneLine } from '@bulkhead/diagnostics'
import { unifiedDiff, type Change, type Verdict } from '@bulkhead/workspace'

/**
 * A line per file that changes, is in conflict or is left alone for a reason, and one for each kind
 * of those that simply stay.
 *
 * @param diff whether each line is followed by how its file changes
 */
export function describeChanges(changes: readonly Change[], diff: boolean): readonly string[] {
  const moving = changes.filter(change => !staysAsMeant(change))
  const staying = changes.filter(staysAsMeant)
  return [
    ...moving.flatMap(change => {
      const { verdict, path, reason } = change
      const line = oneLine(`${verdict} ${path}${reason ? `  (${reason})` : ''}`)
      return diff ? [line, unifiedDiff(change)] : [line]
    }),
    ...count(staying, 'identical'),
    ...count(staying, 'keep'),
  ]
}

function staysAsMeant({ verdict, reason }: Change): boolean {
  return verdict === 'identical' || (verdict === 'keep' && !reason)
}

function count(changes: readonly Change[], wanted: Verdict): readonly string[] {
  const number = changes.filter(({ verdict }) => verdict === wanted).length
  return number === 0 ? [] : [`${wanted} ${number} ${number === 1 ? 'file' : 'files'}`]
}
