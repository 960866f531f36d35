import { oneLine } from '@bulkhead/diagnostics'
import { addressRows, ownersWithout, type LoadedFleet } from '@bulkhead/fleet'
import type { CommandContext } from '../command.ts'

/** Says which members of the fleet the ledger has nothing for: what is printed lacks them. */
export function sayWhatIsMissing(
  { fleet, ledger }: LoadedFleet,
  { quiet, json, terminal }: CommandContext,
): void {
  const owners = ownersWithout(addressRows({ fleet, ledger }), fleet)
  const [first, ...more] = owners
  if (first === undefined || quiet || json) return
  const who = more.length > 0 ? `${first} and ${more.length} more have` : `${first} has`
  terminal.err(`${oneLine(who)} no addresses yet: \`bulkhead generate\` gives them out.\n`)
}
