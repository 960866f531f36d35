import { fleetSchema } from '@bulkhead/fleet'
import type { CommandModule } from '../command.ts'

export const schema: CommandModule = {
  define(command, run) {
    command
      .addHelpText(
        'after',
        '\nA generated repository has it in .bulkhead/schema.json, where the first line of each spec file points.',
      )
      .action(
        run(({ terminal }) => {
          terminal.out(`${JSON.stringify(fleetSchema, null, 2)}\n`)
          return 0
        }),
      )
  },
}
