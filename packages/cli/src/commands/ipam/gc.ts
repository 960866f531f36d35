import { oneLine } from '@bulkhead/diagnostics'
import { addressRows } from '@bulkhead/fleet'
import { freeQuarantined } from '@bulkhead/ipam'
import { carryOut, type ChangeOptions } from '../../carry-out.ts'
import type { CommandModule } from '../../command.ts'
import { planLedger } from '../../plan-ledger.ts'
import { ownersNamed } from '../../owners-named.ts'

export const gc: CommandModule = {
  define(command, run) {
    command
      .description(
        'Free addresses and ids whose owner has left the fleet. Others may have them from then on: do it when no route, peering, firewall or cache remembers them.',
      )
      .argument('[owner...]', 'such as region/eu-west-1; all that are quarantined without')
      .option('--dry-run', 'write nothing; print what would be freed')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Examples:
  bulkhead ipam gc --dry-run
  bulkhead ipam gc region/ca-central-1 cluster/ca-central-1-production`,
      )
      .action(
        run(async (context, owners: readonly string[], options: ChangeOptions) => {
          const freed: string[] = []
          const plan = await planLedger(context, loaded => {
            const rows = addressRows(loaded)
            const gone = [...rows.blocks, ...rows.ids, ...rows.asns].filter(
              ({ state }) => state === 'quarantined',
            )
            const isWanted = ownersNamed(owners, new Set(gone.map(({ owner }) => owner)))
            for (const row of gone) {
              if (!isWanted(row.owner)) continue
              const what = 'cidr' in row ? row.cidr : 'id' in row ? `id ${row.id}` : `AS${row.asn}`
              freed.push(`free ${what}  (${row.owner})`)
            }
            return freeQuarantined(loaded.ledger, isWanted)
          })
          const { json, quiet, terminal } = context
          if (!json && !quiet) {
            for (const line of freed) terminal.err(`${oneLine(line)}\n`)
            if (freed.length === 0) terminal.err('nothing is quarantined\n')
          }
          return carryOut(plan, context, options)
        }),
      )
  },
}
