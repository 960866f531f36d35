import { Type, type Static } from 'typebox'
import { closed, documentOf, oneOf } from './document.ts'

const range = closed(
  {
    cidr: Type.String({ description: 'The range, such as 10.4.0.0/16.' }),
    reason: Type.String({ description: 'What it is, or who uses it.' }),
    role: Type.Optional(
      oneOf(
        ['vpc', 'subnet', 'node', 'pod', 'service', 'loadbalancer', 'globalnet'],
        'What it is for. Needed with an owner.',
      ),
    ),
    owner: Type.Optional(
      Type.String({
        description:
          'Whose it is, where that is a part of this fleet: cluster/NAME, region/NAME or zone/NAME. Default: nobody the fleet knows.',
      }),
    ),
  },
  'A range that is in use.',
)

const spec = closed(
  {
    ranges: Type.Array(range, { description: 'Ranges in use: nothing is allocated there.' }),
  },
  'What is in use already.',
)

/** Networks that were there before the fleet, as `bulkhead ipam import` writes them. */
export const importedRangesDocument = documentOf(
  'ImportedRanges',
  spec,
  'Ranges of networks that exist already.',
)
export type ImportedRangesDocument = Static<typeof importedRangesDocument>
