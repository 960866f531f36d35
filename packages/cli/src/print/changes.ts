import { oneLine, stylesFor } from '@bulkhead/diagnostics'
import { unifiedDiff, type Change, type Verdict } from '@bulkhead/workspace'
import type { CommandContext, ExitCode } from '../command.ts'
import { countOf } from './count-of.ts'

/**
 * Prints a verdict per file, and how a conflict is resolved. Files that are as they should be are
 * counted in one line.
 *
 * @returns 1 when a person's edit stands in the way, otherwise 0
 */
export function printChanges(
  changes: readonly Change[],
  context: CommandContext,
  { diff = false }: { readonly diff?: boolean } = {},
): ExitCode {
  const { terminal, json, quiet } = context
  const conflicts = changes.filter(({ verdict }) => verdict === 'conflict')
  if (json) {
    const files = changes.map(({ path, verdict, reason }) => ({ path, verdict, reason }))
    terminal.out(`${JSON.stringify({ files }, null, 2)}\n`)
    return conflicts.length > 0 ? 1 : 0
  }
  const paint = stylesFor(context)
  const colors: Readonly<Record<Verdict, (text: string) => string>> = {
    create: paint.green,
    update: paint.yellow,
    merge: paint.yellow,
    delete: paint.red,
    conflict: paint.red,
    keep: paint.dim,
    identical: paint.dim,
  }
  for (const change of changes) {
    const { verdict, path, reason } = change
    if (verdict === 'identical' || (verdict === 'keep' && !reason)) continue
    const why = reason ? paint.dim(`  (${oneLine(reason)})`) : ''
    terminal.out(`${colors[verdict](verdict)} ${oneLine(path)}${why}\n`)
    if (diff) terminal.out(unifiedDiff(change))
  }
  if (!quiet) printCounted(changes, terminal.out)
  if (conflicts.length > 0) {
    terminal.err(
      `\n${conflicts.length} of these files ${conflicts.length > 1 ? 'were' : 'was'} changed by hand and left alone.\n` +
        `  → Move the change to fleet/ or to local/ of the overlay, then delete the file and run \`bulkhead generate\`.\n`,
    )
  }
  return conflicts.length > 0 ? 1 : 0
}

function printCounted(changes: readonly Change[], out: (text: string) => void): void {
  const identical = changes.filter(({ verdict }) => verdict === 'identical').length
  const kept = changes.filter(({ verdict, reason }) => verdict === 'keep' && !reason).length
  if (identical > 0) out(`identical ${countOf(identical, 'file')}\n`)
  if (kept > 0) out(`keep ${countOf(kept, 'file')} that ${kept === 1 ? 'is' : 'are'} yours\n`)
}
