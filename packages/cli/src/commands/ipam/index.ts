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
    {
      name: 'forecast',
      summary: 'say how many more regions, clusters and nodes fit, and what ends first',
      load: async () => (await import('./forecast.ts')).forecast,
    },
    {
      name: 'next',
      summary: 'say what a region or cluster would be given, without taking it',
      load: async () => (await import('./next.ts')).next,
    },
    {
      name: 'export',
      summary: 'print the ledger as CSV, for NetBox or for Terraform',
      load: async () => (await import('./export.ts')).exportAddresses,
    },
    {
      name: 'import',
      summary: 'take over ranges that are in use already',
      load: async () => (await import('./import.ts')).importAddresses,
    },
    {
      name: 'reserve',
      summary: 'keep a range free, and say why',
      load: async () => (await import('./reserve.ts')).reserve,
    },
    {
      name: 'mark',
      summary: 'say that addresses are planned, active or draining',
      load: async () => (await import('./mark.ts')).mark,
    },
    {
      name: 'gc',
      summary: 'free what is quarantined',
      load: async () => (await import('./gc.ts')).gc,
    },
    {
      name: 'rebase',
      summary: 'choose anew what others have taken meanwhile',
      load: async () => (await import('./rebase.ts')).rebase,
    },
  ],
}
