import { didYouMean, FleetError } from '@bulkhead/diagnostics'

/**
 * Which owners of the ledger are meant by what was written on the command line: each by its full
 * name, or all where nothing was written.
 *
 * @throws FleetError for every name that is none of the owners in question
 */
export function ownersNamed(
  written: readonly string[],
  known: ReadonlySet<string>,
): (owner: string) => boolean {
  if (written.length === 0) return owner => known.has(owner)
  const names = [...known].sort()
  const [first, ...rest] = written
    .filter(owner => !known.has(owner))
    .map(owner => ({
      code: 'IPAM_UNKNOWN_OWNER',
      message: `nothing of the kind belongs to "${owner}"${didYouMean(owner, names)}`,
      hint:
        names.length > 0
          ? `Name one of ${names.join(', ')}.`
          : 'There is nothing to name: `bulkhead ipam show` prints what there is.',
    }))
  if (first) throw new FleetError([first, ...rest])
  return owner => written.includes(owner)
}
