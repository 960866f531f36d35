import { Type, type Static, type TSchema } from 'typebox'

function closed<Members extends Record<string, TSchema>>(members: Members, description: string) {
  return Type.Object(members, { additionalProperties: false, description })
}

const names = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

/** What a group of files repeats over. */
export const scopes = [
  'fleet',
  'instance',
  'environment',
  'region',
  'cluster',
  'workload',
  'team',
  'workload × environment',
  'workload × cluster',
  'region × region',
] as const
export type Scope = (typeof scopes)[number]

const group = closed(
  {
    scope: Type.Union(
      scopes.map(scope => Type.Literal(scope)),
      { description: 'What the group repeats over.' },
    ),
    when: Type.Optional(
      Type.String({
        description:
          'A path into the view, such as workload.isGlobal: the files are written where it holds.',
      }),
    ),
    from: Type.Optional(
      Type.String({
        description:
          'A folder of the pack. Each template in it writes one file, at the same path below `to`.',
      }),
    ),
    build: Type.Optional(
      Type.String({
        description: 'The builder of typed objects that writes the files, instead of templates.',
      }),
    ),
    to: Type.String({ description: 'A directory of the repository, with values in {{ }}.' }),
    owner: Type.Optional(
      Type.Union([Type.Literal('managed'), Type.Literal('given')], {
        description: 'Default: managed.',
      }),
    ),
    as: Type.Optional(
      Type.Union([Type.Literal('resource'), Type.Literal('patch'), Type.Literal('file')], {
        description:
          'resource: listed in the kustomization.yaml of its directory, and checked to be a Kubernetes object. patch: listed as a patch. file: neither. Default: resource.',
      }),
    ),
    kustomization: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description:
          'Fields for the kustomization.yaml at `to`, with values in {{ }}. Lists of several packs are joined.',
      }),
    ),
  },
  'A group of files.',
)

const spec = closed(
  {
    version: Type.String({ description: 'The version of the pack, such as 1.0.0.' }),
    description: Type.String({ description: 'One line.' }),
    role: Type.Union([Type.Literal('core'), Type.Literal('bootstrap'), Type.Literal('system')], {
      description:
        'core: always there. bootstrap: how clusters come to be. system: chosen in spec.systems of the fleet.',
    }),
    bootstrap: Type.Optional(
      closed(
        {
          method: Type.String({
            description: 'The value of `bootstrap` of a cluster that this pack serves.',
          }),
          provider: Type.String({ description: 'The provider of the region.' }),
          needsZones: Type.Optional(
            Type.Boolean({
              description: 'Whether its clusters need zones to be put in. Default: false.',
            }),
          ),
        },
        'Which clusters a pack of the role bootstrap serves.',
      ),
    ),
    needs: names('Packs that must be there as well.'),
    conflicts: names('Packs that must not.'),
    provides: names('What others may ask for in a view as provided.<name>, such as cni.'),
    options: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'The JSON Schema of the options, with defaults.',
      }),
    ),
    application: Type.Optional(
      closed(
        {
          namespace: Type.String({ description: 'The namespace that the system runs in.' }),
          otherNamespaces: names('Namespaces that it has objects in besides.'),
          helm: Type.Optional(
            closed(
              {
                repository: Type.String({ description: 'The URL of the chart repository.' }),
                chart: Type.String({ description: 'The name of the chart, and of its release.' }),
                version: Type.String({ description: 'The version of the chart.' }),
                values: Type.Array(Type.String(), {
                  description:
                    'Values files of this repository; $cluster and $environment stand for names.',
                }),
              },
              'A Helm chart that is delivered along with the manifests.',
            ),
          ),
        },
        'How Argo CD delivers a pack of the role system.',
      ),
    ),
    files: Type.Array(group, { description: 'What it writes.' }),
  },
  'The pack.',
)

/** `pack.yaml`: what a pack is and which files it writes. */
export const packDocument = closed(
  {
    apiVersion: Type.Literal('bulkhead.dev/v1alpha1'),
    kind: Type.Literal('Pack'),
    metadata: closed(
      { name: Type.String({ description: 'The name of its folder.' }) },
      'What identifies the pack.',
    ),
    spec,
  },
  'A pack.',
)
export type PackDocument = Static<typeof packDocument>
export type PackSpec = PackDocument['spec']
export type FileGroup = PackSpec['files'][number]
