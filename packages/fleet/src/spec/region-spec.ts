import { Type, type Static } from 'typebox'
import { closed, documentOf, name } from './document.ts'

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
    residency: Type.Optional(
      Type.String({ description: 'Where data must stay, such as eu. Default: anywhere.' }),
    ),
    vpcId: Type.Optional(
      Type.String({
        description:
          'The id of the VPC, once it exists: the clusters of a region share it. Default: a single cluster makes its own.',
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
