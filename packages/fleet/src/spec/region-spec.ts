import { Type, type Static } from 'typebox'
import { closed, documentOf, name } from './document.ts'

const range = (description: string) =>
  Type.Optional(
    Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1, maxItems: 2 })], {
      description: `${description} One range, or one of each family.`,
    }),
  )

const clusterAddresses = closed(
  {
    nodes: range('The nodes.'),
    pods: range('The pods.'),
    services: range('The services.'),
    loadBalancers: range('What faces outwards.'),
    globalnet: range('The block of Submariner Globalnet.'),
    meshId: Type.Optional(Type.Integer({ minimum: 1, description: 'The id in the mesh.' })),
  },
  'Addresses that are fixed, as those of a cluster that exists. Ranges outside the pools are adopted: nothing else is allocated there. Default: all are allocated.',
)

const regionAddresses = closed(
  {
    block: Type.Optional(Type.String({ description: 'The block, a slot of the pool.' })),
    vpc: range('The VPC.'),
    zones: Type.Optional(
      Type.Record(
        Type.String(),
        closed(
          { nodes: range('The subnet of the nodes.'), loadBalancers: range('The public subnet.') },
          'The subnets of one zone.',
        ),
        { description: 'The subnets of zones, by the name of the zone.' },
      ),
    ),
    asn: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The number of the autonomous system.' }),
    ),
  },
  'Addresses that are fixed. Default: all are allocated.',
)

const cluster = closed(
  {
    name: name('Unique in the whole fleet, at most 32 characters.'),
    environment: Type.String({ description: 'One of the environments of the fleet.' }),
    bootstrap: Type.Optional(
      Type.String({
        description:
          'How the cluster comes to be: cluster-api, kind, or what a pack adds. Default: what suits the provider.',
      }),
    ),
    kubernetesVersion: Type.Optional(
      Type.String({ description: 'Such as 1.35.0. Default: 1.35.0.' }),
    ),
    nodes: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Worker nodes to begin with. Default: 3.' }),
    ),
    nodeCapacity: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Nodes that its range of pods must hold; raise it to grow in place. Default: spec.network.capacity.nodes of the fleet.',
      }),
    ),
    addresses: Type.Optional(clusterAddresses),
  },
  'A cluster.',
)

const spec = closed(
  {
    provider: Type.String({ description: 'The cloud, such as aws, or kind for local clusters.' }),
    zones: Type.Optional(
      Type.Array(Type.String(), {
        description: 'The availability zones in use. Default: none, as for local clusters.',
      }),
    ),
    pool: Type.Optional(
      Type.String({ description: 'The pool that its block comes from. Default: region.' }),
    ),
    block: Type.Optional(
      Type.String({
        description:
          'The size of its block; make it larger, such as /12, to grow in place. Default: the block of its pool.',
      }),
    ),
    model: Type.Optional(
      Type.Union([Type.Literal('flat'), Type.Literal('island')], {
        description:
          'island: pods and services of this region are not routed to other regions, and may repeat there. Default: the model of the fleet.',
      }),
    ),
    addresses: Type.Optional(regionAddresses),
    residency: Type.Optional(
      Type.String({ description: 'Where data must stay, such as eu. Default: anywhere.' }),
    ),
    vpcId: Type.Optional(
      Type.String({
        description:
          'The id of the VPC, once it exists: the clusters of a region share it. Default: a single cluster makes its own.',
      }),
    ),
    argocd: Type.Optional(
      Type.String({
        description:
          'The cluster that the Argo CD of this region runs in, where the topology is regional. Default: the first that is protected, or else the first.',
      }),
    ),
    clusters: Type.Optional(
      Type.Array(cluster, { description: 'The clusters of this region. Default: none.' }),
    ),
  },
  'A region.',
)

/** A failure domain with a block of addresses of its own, and the clusters in it. */
export const regionDocument = documentOf('Region', spec, 'A region and its clusters.')
export type RegionDocument = Static<typeof regionDocument>
