import { Type, type Static } from 'typebox'
import { closed, documentOf } from './document.ts'

const names = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

const spec = closed(
  {
    tier: Type.Optional(
      Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)], {
        description:
          '1 must survive the loss of a region, 2 of a cluster, 3 of a zone. Default: 3.',
      }),
    ),
    team: Type.String({ description: 'The team that owns it.' }),
    namespace: Type.Optional(Type.String({ description: 'Default: the name of the workload.' })),
    image: Type.Optional(
      Type.String({ description: 'The container image. Default: <fleet>/<workload>:0.1.0.' }),
    ),
    port: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65535,
        description: 'The port it serves. Default: 8080.',
      }),
    ),
    placement: Type.Optional(
      closed(
        {
          environments: names('Default: every environment.'),
          regions: names('Default: every region.'),
        },
        'Which clusters run it: those in one of the environments and one of the regions.',
      ),
    ),
    state: Type.Optional(
      closed(
        {
          pattern: Type.Union(
            [
              Type.Literal('stateless'),
              Type.Literal('active-passive'),
              Type.Literal('active-active'),
            ],
            { description: 'How its data is spread.' },
          ),
          primary: Type.Optional(
            Type.String({ description: 'The region that is active, for active-passive.' }),
          ),
          rpo: Type.Optional(
            Type.String({ description: 'The data that may be lost, as a duration such as 30s.' }),
          ),
          rto: Type.Optional(
            Type.String({ description: 'The time to recover, as a duration such as 5m.' }),
          ),
        },
        'Data. Default: stateless.',
      ),
    ),
    exposure: Type.Optional(
      Type.Union([Type.Literal('cluster'), Type.Literal('global')], {
        description:
          'cluster: reachable inside its own cluster. global: one service over all clusters that run it. Default: cluster.',
      }),
    ),
    callers: names('The workloads that may call it. Default: none.'),
  },
  'A workload.',
)

/** A service that teams run on the fleet. */
export const workloadDocument = documentOf('Workload', spec, 'A workload and where it runs.')
export type WorkloadDocument = Static<typeof workloadDocument>
