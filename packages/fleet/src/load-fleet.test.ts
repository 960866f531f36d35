import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFleet } from './load-fleet.ts'
import { document, faults, load, smallFleet } from './testing/spec.ts'

const region = `---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  zones: [eu-west-1a]
  clusters:
    - { name: eu-west-1-production, environment: production }
`
const team = `---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: {}
`

const table: readonly [name: string, text: string, faults: readonly string[]][] = [
  ['a small spec is sound', smallFleet + region + team, []],
  [
    'an unknown field, with what was meant',
    smallFleet.replace('environments:', 'enviroments:'),
    [
      'fleet/fleet.yaml:5:1 SPEC_MISSING_FIELD spec needs the field "environments"',
      'fleet/fleet.yaml:7:3 SPEC_UNKNOWN_FIELD unknown field "enviroments"; did you mean "environments"?',
    ],
  ],
  [
    'an unknown kind, with what was meant',
    smallFleet + region.replace('kind: Region', 'kind: Regoin'),
    ['fleet/fleet.yaml:11:7 SPEC_KIND unknown kind "Regoin"; did you mean "Region"?'],
  ],
  [
    'a value of the wrong type',
    smallFleet.replace('protected: true', 'protected: sometimes'),
    [
      'fleet/fleet.yaml:7:68 SPEC_TYPE spec.environments[1].protected must be a boolean, and "sometimes" is a string',
    ],
  ],
  [
    'a value that is none of the choices',
    smallFleet.replace('network: {', 'network: { model: flatt,'),
    ['fleet/fleet.yaml:8:21 SPEC_CHOICE spec.network.model is "flatt"; did you mean "flat"?'],
  ],
  [
    'host bits, with the range that was meant',
    smallFleet.replace('10.0.0.0/8', '10.4.1.0/14'),
    ['fleet/fleet.yaml:8:39 SPEC_CIDR host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?'],
  ],
  [
    'a block that is larger than its pool',
    smallFleet.replace('cidr: 10.0.0.0/8', 'cidr: 10.0.0.0/16, block: /13'),
    [
      'fleet/fleet.yaml:8:39 IPAM_BLOCK_SIZE pool "region" (10.0.0.0/16) cannot be cut into blocks of /13',
    ],
  ],
  [
    'pools that overlap',
    smallFleet.replace('} } }', '}, edge: { cidr: 10.64.0.0/10 } } }'),
    [
      'fleet/fleet.yaml:8:67 IPAM_POOL_OVERLAP pools "edge" (10.64.0.0/10) and "region" (10.0.0.0/8) overlap',
    ],
  ],
  [
    'a name that leaves its directory',
    smallFleet + region.replace('name: eu-west-1 }', 'name: ../x }'),
    [
      'fleet/fleet.yaml:12:19 SPEC_NAME "../x" cannot name a region: a name must not lead out of its directory',
    ],
  ],
  [
    'a cluster name that is too long',
    smallFleet + region.replace('eu-west-1-production', 'a-cluster-name-of-thirty-three-ch'),
    [
      'fleet/fleet.yaml:17:15 SPEC_NAME "a-cluster-name-of-thirty-three-ch" cannot name a cluster: it has 33 characters and the limit is 32',
    ],
  ],
  [
    'two clusters of one name, and where the other is',
    smallFleet +
      region +
      region.replace('name: eu-west-1 }', 'name: eu-west-2 }').replace('eu-west-1a', 'b'),
    [
      'fleet/fleet.yaml:26:15 SPEC_DUPLICATE two clusters are named "eu-west-1-production"; the other is at fleet/fleet.yaml:17:15',
    ],
  ],
  [
    'a cluster that is named like an environment',
    smallFleet + region.replace('name: eu-west-1-production', 'name: production'),
    [
      'fleet/fleet.yaml:17:15 SPEC_DUPLICATE "production" names a cluster and an environment, and both have an overlay of that name',
    ],
  ],
  [
    'two teams whose names and environments join to one project',
    `${smallFleet
      .replace('name: staging', 'name: eu-staging')
      .replace(
        'name: production',
        'name: staging',
      )}${document('Team', 'shop', {})}${document('Team', 'shop-eu', {})}`,
    [
      'fleet/fleet.yaml:12:72 SPEC_DUPLICATE the project of the team "shop-eu" in staging would be "shop-eu-staging", as that of the team "shop" in eu-staging',
    ],
  ],
  [
    'a team and an environment that join to a project of the fleet itself',
    smallFleet.replace('name: staging', 'name: systems') + document('Team', 'fleet', {}),
    [
      'fleet/fleet.yaml:10:72 SPEC_DUPLICATE the project of the team "fleet" in systems would be "fleet-systems", as that of the fleet itself',
    ],
  ],
  [
    'groups that would be more than one line of a policy',
    smallFleet +
      document('Team', 'shop', { groups: ['a:b\ng, a:b, role:admin', '', 'ou=Shop, dc=acme'] }),
    [
      String.raw`fleet/fleet.yaml:10:98 SPEC_GROUP "a:b\ng, a:b, role:admin" is not a group`,
      'fleet/fleet.yaml:10:124 SPEC_GROUP "" is not a group',
    ],
  ],
  [
    'a description that no project takes',
    smallFleet +
      document('Team', 'shop', { description: 'x'.repeat(240) }) +
      document('Team', 'talk', { description: 'x'.repeat(241) }),
    [
      'fleet/fleet.yaml:12:102 SPEC_DESCRIPTION the description of talk has 241 characters, and its projects in Argo CD take 240',
    ],
  ],
  [
    'references that lead nowhere, all at once',
    `${smallFleet}${region.replace('environment: production', 'environment: prodution')}${team}---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shopp, placement: { regions: [eu-wset-1] }, callers: [nobody] }
`,
    [
      'fleet/fleet.yaml:17:50 SPEC_UNKNOWN_ENVIRONMENT no environment is named "prodution"; did you mean "production"?',
      'fleet/fleet.yaml:27:15 SPEC_UNKNOWN_TEAM no team is named "shopp"; did you mean "shop"?',
      'fleet/fleet.yaml:27:45 SPEC_UNKNOWN_REGION no region is named "eu-wset-1"; did you mean "eu-west-1"?',
      'fleet/fleet.yaml:27:69 SPEC_UNKNOWN_WORKLOAD no workload is named "nobody"',
    ],
  ],
  [
    'an active-passive workload without a primary region',
    `${smallFleet}${region}${team}---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, state: { pattern: active-passive } }
`,
    ['fleet/fleet.yaml:27:28 SPEC_PRIMARY cart is active-passive and names no primary region'],
  ],
  [
    'an Argo CD of a region in a fleet that has a hub',
    smallFleet + region.replace('provider:', 'argocd: eu-west-1-production\n  provider:'),
    ['fleet/fleet.yaml:14:11 SPEC_TOPOLOGY the topology "hub" has no Argo CD of a region'],
  ],
  [
    'an Argo CD that runs in a cluster of another region',
    smallFleet.replace('  network', '  gitops: { argocd: { topology: regional } }\n  network') +
      region.replace('provider:', 'argocd: eu-west-1-prodution\n  provider:'),
    [
      'fleet/fleet.yaml:15:11 SPEC_UNKNOWN_CLUSTER no cluster of eu-west-1 is named "eu-west-1-prodution"; did you mean "eu-west-1-production"?',
    ],
  ],
  [
    'a version that is not one',
    smallFleet + region.replace('production }', 'production, kubernetesVersion: v1.35 }'),
    ['fleet/fleet.yaml:17:81 SPEC_VERSION "v1.35" is not a Kubernetes version'],
  ],
  [
    'no fleet at all',
    region.replace('---', ''),
    ['SPEC_NO_FLEET no document of kind Fleet under fleet/'],
  ],
]

for (const [name, text, expected] of table) {
  test(name, () => assert.deepEqual(faults(text), expected))
}

test('a fault in one document does not hide faults in another, nor invent unknown names', () => {
  const broken = team.replace('spec: {}', 'spec: { colour: red }')
  const workload = `---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: Cart }
spec: { team: shop }
`
  assert.deepEqual(faults(smallFleet + broken + workload), [
    'fleet/fleet.yaml:13:9 SPEC_UNKNOWN_FIELD unknown field "colour"',
    'fleet/fleet.yaml:17:19 SPEC_NAME "Cart" cannot name a workload: capital letters are not allowed (DNS-1123)',
  ])
})

test('the kind decides what a document is, not the name of its file', () => {
  const files = new Map([
    ['fleet/anything.yaml', smallFleet],
    ['fleet/deep/inside/region.yml', region],
    ['fleet/packs/mine/pack.yaml', 'kind: Pack'],
    ['elsewhere/file.yaml', 'not: [read'],
  ])
  const { loaded } = loadFleet(files)
  assert.deepEqual(
    loaded?.fleet.clusters.map(({ name }) => name),
    ['eu-west-1-production'],
  )
})

test('defaults are filled in', () => {
  const { fleet } = load(
    `${smallFleet}${region}${team}---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop }
`,
  )
  const [workload] = fleet.workloads
  assert.equal(fleet.repository.revision, 'main')
  assert.deepEqual(
    fleet.environments.map(({ replicas, wave }) => [replicas.min, replicas.max, wave]),
    [
      [1, 3, 0],
      [3, 10, 1],
    ],
  )
  assert.equal(fleet.clusters[0]?.bootstrap, 'cluster-api')
  assert.equal(workload?.namespace, 'cart')
  assert.equal(workload.image, 'acme/cart:0.1.0')
  assert.deepEqual(
    workload.clusters.map(({ name }) => name),
    ['eu-west-1-production'],
  )
})

test('the teams of GitHub among its owners are the groups of a team, unless it names its own', () => {
  const owners = ['@acme/shop', '@jo', 'shop@acme.example']
  const { fleet } = load(
    smallFleet +
      document('Team', 'own', { owners, groups: ['Shop', 'ou=Shop, dc=acme'] }) +
      document('Team', 'none', { owners, groups: [] }) +
      document('Team', 'shop', { owners }),
  )
  assert.deepEqual(
    fleet.teams.map(({ name, groups }) => [name, groups]),
    [
      ['none', []],
      ['own', ['Shop', 'ou=Shop, dc=acme']],
      ['shop', ['acme:shop']],
    ],
  )
})

const shardTable: readonly [clusters: number, asked: number | undefined, shards: number][] = [
  [0, undefined, 1],
  [1, undefined, 1],
  [50, undefined, 1],
  [51, undefined, 2],
  [500, undefined, 10],
  [3, 2, 2],
  [3, 9, 3],
  [100, 1, 1],
]

for (const [clusters, asked, shards] of shardTable) {
  test(`${clusters} clusters, asked for ${asked}: ${shards} application controllers`, () => {
    const gitops = asked === undefined ? '' : `  gitops: { argocd: { shards: ${asked} } }\n`
    const { fleet } = load(
      `${smallFleet}${gitops}${document('Region', 'local', {
        provider: 'kind',
        clusters: Array.from({ length: clusters }, (_, i) => ({
          name: `local-${i}`,
          environment: 'staging',
        })),
      })}`,
    )
    assert.deepEqual(
      fleet.argocd.instances.map(instance => instance.shards),
      [shards],
    )
  })
}

test('a key with a line end in it is held to the schema like any other', () => {
  const text = smallFleet.replace('pools: { region:', 'pools: { "a\\nb": null, region:')
  assert.deepEqual(faults(text), [
    'fleet/fleet.yaml:8:31 SPEC_TYPE spec.network.pools.a\nb must be an object, and null is empty',
  ])
})
