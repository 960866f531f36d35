import { unifiedDiff, type Change, type Verdict } from '@bulkhead/workspace'

/**
 * A line per file that changes or is in conflict, and one for each kind of those that stay.
 *
 * @param diff whether each line is followed by how its file changes
 */
export function describeChanges(changes: readonly Change[], diff: boolean): readonly string[] {
  const moving = changes.filter(({ verdict }) => verdict !== 'identical' && verdict !== 'keep')
  return [
    ...moving.flatMap(change => {
      const { verdict, path, reason } = change
      const line = `${verdict} ${path}${reason ? `  (${reason})` : ''}`
      return diff ? [line, unifiedDiff(change)] : [line]
    }),
    ...count(changes, 'identical'),
    ...count(changes, 'keep'),
  ]
}

function count(changes: readonly Change[], wanted: Verdict): readonly string[] {
  const number = changes.filter(({ verdict }) => verdict === wanted).length
  return number === 0 ? [] : [`${wanted} ${number} ${number === 1 ? 'file' : 'files'}`]
}
