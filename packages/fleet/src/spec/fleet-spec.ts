import { Type, type Static } from 'typebox'
import { closed, documentOf, name, oneOf } from './document.ts'

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
    role: Type.Optional(
      oneOf(
        ['region', 'node', 'pod', 'service', 'loadbalancer', 'globalnet'],
        'What its blocks are for. region: each region takes one and cuts it by a fixed plan. The others: each cluster takes one, pods and services instead of from the block of its region. Default: region.',
      ),
    ),
    cidr: Type.String({
      description: 'The IPv4 range that its blocks are taken from, such as 10.0.0.0/8.',
    }),
    block: Type.Optional(
      Type.String({
        description:
          'The size of a block; /16 unless said of a pool that is not for regions. Default: /13.',
      }),
    ),
    headroom: Type.Optional(
      Type.String({
        description:
          'The size that a block can grow to in place, such as /12: as much is kept free around it. Default: none.',
      }),
    ),
    islands: Type.Optional(
      Type.Boolean({
        description:
          'Each region that is an island draws from all of it, so that its blocks repeat from island to island; no other region does. For pods and services. Default: false.',
      }),
    ),
    ipv6: Type.Optional(
      closed(
        {
          cidr: Type.String({
            description: 'The IPv6 range with a block for each of the pool, such as fd00:12::/40.',
          }),
          block: Type.Optional(
            Type.String({
              description:
                'The size of a block; /56 unless said of a pool that is not for regions. Default: /48.',
            }),
          ),
        },
        'Makes the pool dual-stack: who has the third block of the pool has the third of these.',
      ),
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
          growTo: Type.Optional(
            Type.Integer({
              minimum: 1,
              description:
                'Nodes that one cluster can grow to in place: room for their pods is kept free beside it. Default: as nodes.',
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
          lowIds: Type.Optional(
            Type.Boolean({
              description:
                'Gives out only ids whose bit 7 is clear (1 to 127, 256 to 383), for members in ENI or Alibaba Cloud mode or chained to the AWS CNI. Default: false.',
            }),
          ),
        },
        'The cluster mesh.',
      ),
    ),
    asns: Type.Optional(
      closed(
        {
          from: Type.Integer({ minimum: 1, maximum: 4294967294, description: 'The first number.' }),
          to: Type.Integer({ minimum: 1, maximum: 4294967294, description: 'The last number.' }),
        },
        'The numbers of autonomous systems (BGP) that regions take one of each. Private ones are 64512 to 65534 and 4200000000 to 4294967294 (RFC 6996). Default: none.',
      ),
    ),
    avoidCommon: Type.Optional(
      Type.Boolean({
        description:
          'Gives out no range that tools or clouds use by default, such as that of the Docker bridge. Default: true.',
      }),
    ),
  },
  'Address planning.',
)

const waiver = closed(
  {
    rule: Type.String({ description: 'The rule, such as NET002.' }),
    clusters: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description:
          'Waives findings in which no other cluster than these takes part. Default: any.',
      }),
    ),
    path: Type.Optional(
      Type.String({
        description: 'Waives findings in this file or below this directory. Default: any.',
      }),
    ),
    reason: Type.String({ description: 'Why it is accepted.' }),
    until: Type.String({
      description: 'The last day on which it is, such as 2027-03-31.',
    }),
  },
  'A finding that is known and accepted for a time.',
)

const unchecked = closed(
  {
    path: Type.String({
      description:
        'The file that names it, such as apps/dex/kustomization.yaml, or a directory above that file; of a link or submodule its own path.',
    }),
    name: Type.Optional(
      Type.String({
        description:
          'What is named there, such as the URL of a remote base or of a repository, or the name of a chart. Default: anything.',
      }),
    ),
    reason: Type.String({ description: 'Why it is accepted.' }),
  },
  'Something that Argo CD deploys and that is not looked at here.',
)

const most = (what: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `The most ${what}. Default: any.` }))

const reachLimit = closed(
  {
    in: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        description: 'Counts only what lies in these environments. Default: all.',
      }),
    ),
    clusters: most('clusters'),
    regions: most('regions'),
    environments: most('environments'),
    providers: most('providers'),
  },
  'What one change may reach at once.',
)

const changeBudget = closed(
  {
    reach: Type.Optional(
      Type.Array(reachLimit, {
        description:
          'How much one change may reach at once. What waits behind a step of a rolling rollout does not count. Default: no limit.',
      }),
    ),
    removedApplications: most('Applications that one change may remove'),
    waveOrder: Type.Optional(
      Type.Boolean({
        description:
          'Whether environments have to follow each other: one change may touch a workload or system in one of them only, and an image comes to one when the one before it runs it. Default: false.',
      }),
    ),
  },
  'How far one change may reach, which `bulkhead plan` holds it to. A waiver with a reason and a last day lets one through.',
)

const ci = closed(
  {
    bulkhead: Type.Optional(
      closed(
        {
          url: Type.Optional(
            Type.String({
              description:
                'The https address that CI fetches it from, such as https://downloads.example.com/bulkhead-0.1.0.tgz. Default: none.',
            }),
          ),
          path: Type.Optional(
            Type.String({
              description:
                'Its path in this repository, such as tools/bulkhead-0.1.0.tgz. CI takes it from the commit that a branch is to be merged into. Default: none.',
            }),
          ),
          sha256: Type.String({
            description: 'Its SHA-256, in 64 hexadecimal digits. CI runs nothing else.',
          }),
        },
        'The tarball of the package bulkhead: a url or a path, and its digest. Without it, CI needs a bulkhead on its runner.',
      ),
    ),
  },
  'What the generated workflow runs.',
)

const argocd = closed(
  {
    topology: Type.Optional(
      Type.Union([Type.Literal('hub'), Type.Literal('regional'), Type.Literal('cluster')], {
        description:
          'Where Argo CD runs, and so what its loss takes down. hub: one instance for all clusters. regional: one in each region, for its own clusters. cluster: one in every cluster. Default: hub.',
      }),
    ),
    namespace: Type.Optional(
      Type.String({ description: 'The namespace that Argo CD runs in. Default: argocd.' }),
    ),
    shards: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'How many application controllers each instance spreads its clusters over, never more than it has clusters. Default: one per 50 clusters.',
      }),
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
    waivers: Type.Optional(
      Type.Array(waiver, {
        description:
          'Findings of validate and plan that are known and accepted for a time, as in an adopted fleet whose networks overlap. Default: none.',
      }),
    ),
    unchecked: Type.Optional(
      Type.Array(unchecked, {
        description:
          'What is accepted though no rule can look at it, such as a remote base or the chart of somebody else: the findings of KUS010, CFG004 and CHG011 that it answers for are counted and said. Default: none.',
      }),
    ),
    changeBudget: Type.Optional(changeBudget),
    ci: Type.Optional(ci),
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
export type PoolDocument = Static<typeof pool>
