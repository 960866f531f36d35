import { addressRows, ownerOf, readOwner, type LoadedFleet } from '@bulkhead/fleet'
import { markOwners, states, type State } from '@bulkhead/ipam'
import { Argument } from 'commander'
import { carryOut, type ChangeOptions } from '../../carry-out.ts'
import type { CommandModule } from '../../command.ts'
import { ownersNamed } from '../../owners-named.ts'
import { planLedger } from '../../plan-ledger.ts'

/** Quarantine is entered by leaving the spec, and left by `gc` or by coming back. */
const marks = states.filter(state => state !== 'quarantined')

export const mark: CommandModule = {
  define(command, run) {
    command
      .description(
        'Say how far addresses are in use: planned (given out, not known to be used), active (used), draining (used by what is about to go). Nothing moves what is active or draining.',
      )
      .addArgument(new Argument('<state>', 'planned, active or draining').choices(marks))
      .argument(
        '[owner...]',
        'such as region/eu-west-1, with its zones, or cluster/NAME; all without',
      )
      .option('--dry-run', 'write nothing; print what would be written')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Examples:
  bulkhead ipam mark active region/eu-west-1 cluster/eu-west-1-production
  bulkhead ipam mark draining cluster/us-east-1-staging`,
      )
      .action(
        run(
          async (
            context,
            state: Exclude<State, 'quarantined'>,
            owners: readonly string[],
            options: ChangeOptions,
          ) => {
            const plan = await planLedger(context, loaded => {
              const rows = addressRows(loaded)
              const held = [...rows.blocks, ...rows.ids, ...rows.asns]
                .filter(row => row.state !== 'quarantined')
                .map(({ owner }) => owner)
              const isNamed = ownersNamed(owners, new Set(held))
              return markOwners(
                loaded.ledger,
                owner => isNamed(owner) || isNamed(regionOfZone(owner, loaded)),
                state,
              )
            })
            return carryOut(plan, context, options)
          },
        ),
      )
  },
}

/** The owner of the region that a zone is of; the owner itself where it is no zone. */
function regionOfZone(owner: string, { fleet }: LoadedFleet): string {
  const zone = readOwner(owner)
  if (zone?.kind !== 'zone') return owner
  const region = fleet.regions.find(({ zones }) => zones.includes(zone.name))
  return region ? ownerOf.region(region.name) : owner
}
