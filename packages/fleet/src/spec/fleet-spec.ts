import { Type, type Static } from 'typebox'
import { closed, documentOf, name } from './document.ts'

const environment = closed(
  {
    name: name('For example staging or production.'),
    protected: Type.Optional(
      Type.Boolean({
        description:
          'Deletions need a person: Argo CD removes no Application of the fleet by itself, and asks before it deletes an ApplicationSet. Default: false.',
      }),
    ),
    replicas: Type.Optional(
      closed(
        {
          min: Type.Integer({ minimum: 1, description: 'Replicas when idle.' }),
          max: Type.Integer({ minimum: 1, description: 'Replicas at most.' }),
        },
        'The range that each workload scales in. Default: 3 to 10 where protected, otherwise 1 to 3.',
      ),
    ),
  },
  'A stage of promotion.',
)

const pool = closed(
  {
    cidr: Type.String({ description: 'The range that its regions share, such as 10.0.0.0/8.' }),
    block: Type.Optional(
      Type.String({ description: 'The size of the block that each region takes. Default: /13.' }),
    ),
  },
  'A pool of addresses.',
)

const network = closed(
  {
    model: Type.Optional(
      Type.Union([Type.Literal('flat'), Type.Literal('island')], {
        description:
          'flat: every pod is routable and all ranges are disjoint. island: pod ranges may repeat, and what joins the clusters is yours. Default: flat.',
      }),
    ),
    pools: Type.Record(Type.String(), pool, {
      description:
        'Where regions take their blocks from. A region uses the pool named region unless it names another.',
    }),
    reserved: Type.Optional(
      Type.Array(
        closed(
          {
            cidr: Type.String({ description: 'A range that is never allocated.' }),
            reason: Type.String({ description: 'Who uses it, or why it must stay free.' }),
          },
          'A reserved range.',
        ),
        {
          description:
            'Ranges that exist already, on-premises or in other networks. Default: none.',
        },
      ),
    ),
    capacity: Type.Optional(
      closed(
        {
          clusters: Type.Optional(
            Type.Integer({
              minimum: 1,
              description: 'Clusters that one region can hold. Default: 4.',
            }),
          ),
          nodes: Type.Optional(
            Type.Integer({
              minimum: 1,
              description: 'Nodes that one cluster can hold. Default: 250.',
            }),
          ),
          zones: Type.Optional(
            Type.Integer({
              minimum: 1,
              description: 'Zones that one region can grow to. Default: 8.',
            }),
          ),
        },
        'What each region must be able to hold. Sizes follow from it; what is allocated keeps its own.',
      ),
    ),
    mesh: Type.Optional(
      closed(
        {
          enabled: Type.Optional(
            Type.Boolean({
              description:
                'Whether clusters take an id for the mesh that joins them. Default: true.',
            }),
          ),
          maxConnectedClusters: Type.Optional(
            Type.Union([Type.Literal(255), Type.Literal(511)], {
              description:
                'How many clusters one Cilium mesh can join. Cannot be changed on a live mesh. Default: 255.',
            }),
          ),
        },
        'The cluster mesh.',
      ),
    ),
  },
  'Address planning.',
)

const argocd = closed(
  {
    topology: Type.Optional(
      Type.Union([Type.Literal('hub'), Type.Literal('regional'), Type.Literal('cluster')], {
        description: 'Where Argo CD runs, and so what its loss takes down. Default: hub.',
      }),
    ),
    namespace: Type.Optional(
      Type.String({ description: 'The namespace that Argo CD runs in. Default: argocd.' }),
    ),
  },
  'Argo CD.',
)

const spec = closed(
  {
    repository: closed(
      {
        url: Type.String({ description: 'The URL that Argo CD clones this repository from.' }),
        revision: Type.Optional(
          Type.String({ description: 'The branch or tag that Argo CD follows. Default: main.' }),
        ),
      },
      'This repository, as Argo CD sees it.',
    ),
    environments: Type.Array(environment, {
      minItems: 1,
      description: 'In promotion order, which clusters carry as the label bulkhead.dev/wave.',
    }),
    network,
    gitops: Type.Optional(closed({ argocd: Type.Optional(argocd) }, 'Delivery.')),
    systems: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'The systems that every cluster runs: each is the name of a pack. Default: none.',
      }),
    ),
    options: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()), {
        description: 'Options of packs, by the name of the pack. Each pack states what it takes.',
      }),
    ),
  },
  'The fleet.',
)

/** The one document that every fleet has: its environments, networks and systems. */
export const fleetDocument = documentOf('Fleet', spec, 'A fleet of Kubernetes clusters.')
export type FleetDocument = Static<typeof fleetDocument>
