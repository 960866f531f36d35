import type { CommandGroup } from '../../command.ts'

/** The address plan: what is given to whom, whether it is sound, how much is left. */
export const ipam: CommandGroup = {
  commands: [
    {
      name: 'show',
      summary: 'print every range and mesh id, and whose it is',
      load: async () => (await import('./show.ts')).show,
    },
  ],
}
