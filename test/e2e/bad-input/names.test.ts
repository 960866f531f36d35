import { test } from 'node:test'
import { assertRefused } from '../../support/refusal.ts'
import type { Tree } from '../../support/tree.ts'

/* Names that break DNS-1123, are too long, or lead out of the repository. Exit code 2. */

const fleet = (name: string, environment = 'dev') => ({
  'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: ${name} }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }, { name: ${environment} }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
})

const region = (name: string, cluster = 'other', zone = 'a') => ({
  'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: ${name} }
spec:
  provider: kind
  zones: [${zone}]
  clusters: [{ name: ${cluster}, environment: dev }]
`,
})

const workload = (name: string, namespace = 'shop') => ({
  'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: ${name} }
spec: { team: shop, namespace: ${namespace} }
`,
})

const team = (name: string) => ({
  'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: ${name} }
spec: {}
`,
})

const table: Readonly<Record<string, { files: Tree; says: readonly string[] }>> = {
  'a fleet with a capital letter': {
    files: fleet('Tiny', 'staging'),
    says: [
      'fleet/fleet.yaml:3:19: error: "Tiny" cannot name a fleet: capital letters are not allowed (DNS-1123) [SPEC_NAME]',
    ],
  },
  'an environment with a dot': {
    files: fleet('tiny', 'pre.production'),
    says: [
      'fleet/fleet.yaml:6:41: error: "pre.production" cannot name an environment: only a-z, 0-9 and - are allowed (DNS-1123) [SPEC_NAME]',
    ],
  },
  'a region with an underscore': {
    files: region('eu_west'),
    says: [
      'fleet/more.yaml:3:19: error: "eu_west" cannot name a region: only a-z, 0-9 and - are allowed (DNS-1123) [SPEC_NAME]',
    ],
  },
  'a region that ends with a hyphen': {
    files: region('eu-'),
    says: [
      'fleet/more.yaml:3:19: error: "eu-" cannot name a region: it must begin and end with a letter or digit [SPEC_NAME]',
    ],
  },
  'a region that leads out of the repository': {
    files: region('../x'),
    says: [
      'fleet/more.yaml:3:19: error: "../x" cannot name a region: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a region whose name is empty': {
    files: region("''"),
    says: ['fleet/more.yaml:3:19: error: "" cannot name a region: it is empty [SPEC_NAME]'],
  },
  'a region whose name is a number': {
    files: region('7'),
    says: [
      'fleet/more.yaml:3:19: error: metadata.name must be a string, and 7 is a number [SPEC_TYPE]',
    ],
  },
  'a region with a letter that only looks like one': {
    files: region('еu'),
    says: [
      'fleet/more.yaml:3:19: error: "еu" cannot name a region: only a-z, 0-9 and - are allowed (DNS-1123) [SPEC_NAME]',
    ],
  },
  'a cluster that leads out of the repository': {
    files: region('eu', '../x'),
    says: [
      'fleet/more.yaml:7:22: error: "../x" cannot name a cluster: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a cluster with a slash': {
    files: region('eu', 'a/b'),
    says: [
      'fleet/more.yaml:7:22: error: "a/b" cannot name a cluster: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a cluster with a backslash': {
    files: region('eu', "'a\\b'"),
    says: [
      'fleet/more.yaml:7:22: error: "a\\b" cannot name a cluster: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a cluster of 33 characters': {
    files: region('eu', 'c'.repeat(33)),
    says: [
      'fleet/more.yaml:7:22: error: "ccccccccccccccccccccccccccccccccc" cannot name a cluster: it has 33 characters and the limit is 32 [SPEC_NAME]',
    ],
  },
  'a zone with a space': {
    files: region('eu', 'other', "'eu a'"),
    says: [
      'fleet/more.yaml:6:11: error: "eu a" cannot name a zone: only a-z, 0-9 and - are allowed (DNS-1123) [SPEC_NAME]',
    ],
  },
  'a workload of 31 characters': {
    files: workload('w'.repeat(31)),
    says: [
      'fleet/more.yaml:3:19: error: "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" cannot name a workload: it has 31 characters and the limit is 30 [SPEC_NAME]',
    ],
  },
  'a workload that leads out of the repository': {
    files: workload('../x'),
    says: [
      'fleet/more.yaml:3:19: error: "../x" cannot name a workload: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a namespace that leads out of the repository': {
    files: workload('other', '../x'),
    says: [
      'fleet/more.yaml:4:32: error: "../x" cannot name a namespace: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a namespace of 64 characters': {
    files: workload('other', 'n'.repeat(64)),
    says: [
      'fleet/more.yaml:4:32: error: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" cannot name a namespace: it has 64 characters and the limit is 63 [SPEC_NAME]',
    ],
  },
  'a team that leads out of the repository': {
    files: team('../../x'),
    says: [
      'fleet/more.yaml:3:19: error: "../../x" cannot name a team: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a team that begins with a hyphen': {
    files: team('-ops'),
    says: [
      'fleet/more.yaml:3:19: error: "-ops" cannot name a team: it must begin and end with a letter or digit [SPEC_NAME]',
    ],
  },
}

for (const [name, { files, says }] of Object.entries(table)) {
  test(`generate refuses ${name}`, t => assertRefused(t, { files, code: 2, says }))
}

const additions: Readonly<Record<string, { command: readonly string[]; says: readonly string[] }>> =
  {
    'a region that leads out of the repository, on the command line': {
      command: ['add', 'region', '../x', '--provider', 'kind', '--environment', 'dev'],
      says: [
        'error: "../x" cannot name a region: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a cluster that leads out of the repository, on the command line': {
      command: ['add', 'cluster', '../x', '--region', 'local', '--environment', 'dev'],
      says: [
        'error: "../x" cannot name a cluster: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a workload that leads out of the repository, on the command line': {
      command: ['add', 'workload', '../x', '--team', 'shop'],
      says: [
        'error: "../x" cannot name a workload: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a team that leads out of the repository, on the command line': {
      command: ['add', 'team', '../x'],
      says: [
        'error: "../x" cannot name a team: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'an environment that leads out of the repository, on the command line': {
      command: ['add', 'environment', '../x'],
      says: [
        'error: "../x" cannot name an environment: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a namespace that leads out of the repository, on the command line': {
      command: ['add', 'workload', 'x', '--team', 'shop', '--namespace', '../x'],
      says: [
        'fleet/workloads/x.yaml:9:14: error: "../x" cannot name a namespace: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a zone that leads out of the repository, on the command line': {
      command: ['add', 'region', 'eu', '--zones', '../x'],
      says: [
        'fleet/regions/eu.yaml:9:5: error: "../x" cannot name a zone: a name must not lead out of its directory [SPEC_NAME]',
      ],
    },
    'a region that exists already': {
      command: ['add', 'region', 'local', '--provider', 'kind'],
      says: ['fleet/region.yaml:3:19: error: the region "local" exists already [ADD_EXISTS]'],
    },
    'a team that exists already': {
      command: ['add', 'team', 'shop'],
      says: ['fleet/team.yaml:3:19: error: the team "shop" exists already [ADD_EXISTS]'],
    },
    'an environment that exists already': {
      command: ['add', 'environment', 'dev'],
      says: ['error: the environment "dev" exists already [ADD_EXISTS]'],
    },
    'a cluster that exists already': {
      command: ['add', 'cluster', 'local-dev', '--region', 'local', '--environment', 'dev'],
      says: ['error: the cluster "local-dev" exists already [ADD_EXISTS]'],
    },
    'a cluster in a region that does not exist': {
      command: ['add', 'cluster', 'x', '--region', 'locl', '--environment', 'dev'],
      says: ['error: no region is named "locl"; did you mean "local"? [SPEC_UNKNOWN_REGION]'],
    },
    'a cluster of an environment that does not exist': {
      command: ['add', 'cluster', 'x', '--region', 'local', '--environment', 'devv'],
      says: [
        'fleet/region.yaml:6:79: error: no environment is named "devv"; did you mean "dev"? [SPEC_UNKNOWN_ENVIRONMENT]',
      ],
    },
    'a workload of a team that does not exist': {
      command: ['add', 'workload', 'x', '--team', 'shoop'],
      says: [
        'fleet/workloads/x.yaml:8:9: error: no team is named "shoop"; did you mean "shop"? [SPEC_UNKNOWN_TEAM]',
      ],
    },
  }

for (const [name, { command, says }] of Object.entries(additions)) {
  test(`add refuses ${name}`, t => assertRefused(t, { command, code: 2, says }))
}
