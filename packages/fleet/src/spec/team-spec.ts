import { Type, type Static } from 'typebox'
import { closed, documentOf } from './document.ts'

const spec = closed(
  {
    description: Type.Optional(Type.String({ description: 'What the team does.' })),
    owners: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'Who reviews its files, as in a CODEOWNERS file: @organisation/team or an address. Default: none.',
      }),
    ),
    groups: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'Who may see and sync its Applications in Argo CD: groups as the single sign-on names them. Default: each owner @organisation/team as organisation:team.',
      }),
    ),
  },
  'A team.',
)

/** The people who own workloads. */
export const teamDocument = documentOf('Team', spec, 'A team.')
export type TeamDocument = Static<typeof teamDocument>
