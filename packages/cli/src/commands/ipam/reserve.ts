import { FleetError } from '@bulkhead/diagnostics'
import { formatCidr, readCidr } from '@bulkhead/ipam'
import { reserveRange } from '@bulkhead/fleet'
import { planRepository } from '@bulkhead/workspace'
import { carryOut, type ChangeOptions } from '../../carry-out.ts'
import type { CommandModule } from '../../command.ts'

export const reserve: CommandModule = {
  define(command, run) {
    command
      .description(
        'Keep a range free: add it to spec.network.reserved of the fleet. It is refused where something has been given out already.',
      )
      .argument('<cidr>', 'the range, such as 10.4.0.0/16')
      .requiredOption('--reason <text>', 'who uses it, or why it must stay free')
      .option('--dry-run', 'write nothing; print what would be written')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Example:
  bulkhead ipam reserve 10.4.0.0/16 --reason 'VPN of the Berlin office'`,
      )
      .action(
        run(
          async (
            context,
            text: string,
            { reason, ...options }: ChangeOptions & { reason: string },
          ) => {
            const cidr = readCidr(text)
            if ('fault' in cidr) {
              throw new FleetError({
                code: 'IPAM_CIDR',
                message: cidr.message,
                hint: cidr.suggestion
                  ? `Write ${cidr.suggestion}.`
                  : 'Write a range such as 10.4.0.0/16.',
              })
            }
            const plan = await planRepository(
              context.dir,
              editing => [reserveRange({ cidr: formatCidr(cidr), reason }, editing)],
              context.budget,
            )
            return carryOut(plan, context, options)
          },
        ),
      )
  },
}
