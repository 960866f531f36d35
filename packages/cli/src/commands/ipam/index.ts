import type { CommandGroup } from '../../command.ts'

/** The address plan: what is given to whom, whether it is sound, how much is left. */
export const ipam: CommandGroup = {
  commands: [
    {
      name: 'show',
      summary: 'print every range and mesh id, and whose it is',
      load: async () => (await import('./show.ts')).show,
    },
    {
      name: 'check',
      summary: 'say what is wrong with the addresses of the spec and the ledger',
      load: async () => (await import('./check.ts')).check,
    },
  ],
}
