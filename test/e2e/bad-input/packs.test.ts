import { test } from 'node:test'
import { assertRefused, type Refusal } from '../../support/refusal.ts'
import type { Tree } from '../../support/tree.ts'

/* Packs of a fleet's own that are broken, and options that no pack takes. Exit code 2. */

/** The tiny fleet with one system. */
function fleetWith(system: string, options = '{}'): Tree {
  return {
    'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  systems: [${system}]
  options: ${options}
`,
  }
}

/** The tiny fleet with a pack of its own, `beacon`, that has one template. */
function beacon(template: string, to = 'infrastructure/beacon/base'): Tree {
  return {
    ...fleetWith('beacon'),
    'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  description: Says where it is.
  role: system
  files:
    - scope: fleet
      from: base
      to: ${to}
`,
    'fleet/packs/beacon/base/place.yaml.hbs': template,
  }
}

const place = `apiVersion: v1
kind: ConfigMap
metadata:
  name: place
`

const table: Readonly<Record<string, Omit<Refusal, 'code'>>> = {
  'an option that the pack does not have, with the one that was meant': {
    files: fleetWith('cilium-clustermesh', '{ cilium-clustermesh: { domian: mesh.acme } }'),
    says: [
      'fleet/fleet.yaml:9:34: error: the pack "cilium-clustermesh" has no option "domian"; did you mean "domain"? [SPEC_OPTION]',
    ],
  },
  'an option of the wrong type': {
    files: fleetWith('cilium-clustermesh', '{ cilium-clustermesh: { domain: 7 } }'),
    says: [
      'fleet/fleet.yaml:9:44: error: the option cilium-clustermesh.domain must be string [SPEC_OPTION]',
    ],
  },
  'options for a pack that does not exist': {
    files: fleetWith('mcs', '{ clium-clustermesh: { domain: mesh.acme } }'),
    says: [
      'fleet/fleet.yaml:9:33: error: options are given for an unknown pack "clium-clustermesh"; did you mean "cilium-clustermesh"? [SPEC_UNKNOWN_OPTIONS]',
    ],
  },
  'options for a pack that the fleet does not use': {
    files: fleetWith('mcs', '{ cilium-clustermesh: { domain: mesh.acme } }'),
    says: [
      'fleet/fleet.yaml:9:34: error: options are given for the pack "cilium-clustermesh", which the fleet does not use [SPEC_UNKNOWN_OPTIONS]',
    ],
  },
  'a share of a rollout that would never sync': {
    files: fleetWith('', '{ argocd: { rollout: rolling, maxUpdate: 0% } }'),
    says: [
      'fleet/fleet.yaml:9:53: error: the option argocd.maxUpdate must match pattern "^([1-9][0-9]?|100)%$" [SPEC_OPTION]',
    ],
  },
  'a group that would be more than one line of a policy': {
    files: fleetWith('', String.raw`{ argocd: { admins: ["a:b\ng, a:c, role:admin"] } }`),
    says: [
      String.raw`fleet/fleet.yaml:9:32: error: the option argocd.admins.0 must match pattern "^\S(.*\S)?$" [SPEC_OPTION]`,
    ],
  },
  'options for a pack that takes none': {
    files: fleetWith('mcs', '{ mcs: { domain: mesh.acme } }'),
    says: ['fleet/fleet.yaml:9:19: error: the pack "mcs" has no option "domain" [SPEC_OPTION]'],
  },
  'a template that uses a name that is not there': {
    files: beacon(`${place}data:
  fleet: {{yaml fleet.nmae}}
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:6:10: error: a name in {{yaml fleet.nmae}} is not defined [TEMPLATE_NAME]',
    ],
  },
  'a template that asks for a name that is not there in a condition': {
    files: beacon(`${place}{{#if fleet.isLarge}}
data: {}
{{/if}}
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:5:1: error: a name in {{#if fleet.isLarge}} is not defined [TEMPLATE_NAME]',
    ],
  },
  'a template that lets a value into YAML as it is': {
    files: beacon(`${place}data:
  fleet: {{fleet.name}}
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:6:10: error: {{fleet.name}} enters YAML without being quoted [TEMPLATE_BARE_VALUE]',
    ],
  },
  'a template that uses a helper that is not there': {
    files: beacon(`${place}data:
  fleet: {{yaml (upper fleet.name)}}
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:6:17: error: there is no helper "upper" [TEMPLATE_NAME]',
    ],
  },
  'a template with a block that is never closed': {
    files: beacon(`${place}{{#if fleet.name}}
data: {}
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:7:1: error: the template is not well formed [TEMPLATE_SYNTAX]',
    ],
  },
  'a template that renders what is not YAML': {
    files: beacon(`${place}data: {
`),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:6:1: error: rendered, this is not YAML (deficient indentation) [TEMPLATE_YAML]',
    ],
  },
  'a template that renders a resource without a name': {
    files: beacon('apiVersion: v1\nkind: ConfigMap\n'),
    says: [
      'fleet/packs/beacon/base/place.yaml.hbs:1:1: error: rendered, this is not a Kubernetes object: metadata.name missing [TEMPLATE_OBJECT]',
    ],
  },
  'a pack that writes outside the repository': {
    files: beacon(place, '../x'),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path "../x/place.yaml" leads out of the repository [PATH_OUTSIDE]',
    ],
  },
  'a pack that writes outside the repository by a value': {
    files: beacon(place, "'{{fleet.repository.url}}/../../../..'"),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path "https://example.com/fleet.git/../../../../place.yaml" leads out of the repository [PATH_OUTSIDE]',
    ],
  },
  'a pack that writes to an absolute path': {
    files: beacon(place, '/tmp/x'),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path "/tmp/x/place.yaml" is absolute [PATH_OUTSIDE]',
    ],
  },
  'a pack that writes into .git': {
    files: beacon(place, '.git/hooks'),
    says: [
      `fleet/packs/beacon/pack.yaml:11:11: error: the path ".git/hooks/place.yaml" is git's own [PATH_OUTSIDE]`,
    ],
  },
  'a pack that writes into .GIT, which some file systems take for the same': {
    files: beacon(place, '.GIT/hooks'),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path ".GIT/hooks/place.yaml" is git\'s own [PATH_OUTSIDE]',
    ],
  },
  'a pack that writes into the records of bulkhead': {
    files: beacon(place, '.bulkhead/tmp'),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path ".bulkhead/tmp/place.yaml" is where bulkhead keeps its own record [PATH_OUTSIDE]',
    ],
  },
  'a pack that writes into the spec': {
    files: beacon(place, 'fleet'),
    says: [
      'fleet/packs/beacon/pack.yaml:11:11: error: the path "fleet/place.yaml" belongs to the spec [PATH_OUTSIDE]',
    ],
  },
  'a pack whose manifest is not YAML': {
    files: { ...beacon(place), 'fleet/packs/beacon/pack.yaml': 'kind: [\n' },
    says: [
      'fleet/packs/beacon/pack.yaml:2:1: error: Flow sequence in block collection must be sufficiently indented and end with a ] [bad indent] [YAML_SYNTAX]',
    ],
  },
  'a pack whose manifest has an unknown field and lacks others': {
    files: {
      ...beacon(place),
      'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  rol: system
  files: []
`,
    },
    says: [
      'fleet/packs/beacon/pack.yaml:4:1: error: spec needs the field "description" [SPEC_MISSING_FIELD]',
      'fleet/packs/beacon/pack.yaml:4:1: error: spec needs the field "role" [SPEC_MISSING_FIELD]',
      'fleet/packs/beacon/pack.yaml:6:3: error: unknown field "rol"; did you mean "role"? [SPEC_UNKNOWN_FIELD]',
    ],
  },
  'a pack whose folder has another name': {
    files: {
      ...beacon(place),
      'fleet/packs/lamp/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: lantern }
spec:
  version: 1.0.0
  description: Shines.
  role: system
  files: []
`,
    },
    says: [
      'fleet/packs/lamp/pack.yaml:3:19: error: the pack in the folder "lamp" is named "lantern" [PACK_NAME]',
    ],
  },
  'a folder of packs without a manifest': {
    files: { 'fleet/packs/lamp/base/place.yaml.hbs': place },
    says: [
      'fleet/packs/lamp/base/place.yaml.hbs:1:1: error: the pack "lamp" has no pack.yaml [PACK_MANIFEST]',
    ],
  },
  'a pack that names a folder without templates': {
    files: {
      ...beacon(place),
      'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  description: Says where it is.
  role: system
  files:
    - { scope: fleet, from: bse, to: infrastructure/beacon }
`,
    },
    says: [
      'fleet/packs/beacon/pack.yaml:9:29: error: the pack "beacon" has no templates in "bse" [PACK_FOLDER]',
    ],
  },
  'a pack that names a builder that is not there': {
    files: {
      ...beacon(place),
      'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  description: Says where it is.
  role: system
  files:
    - { scope: fleet, build: app-project, to: infrastructure/beacon }
`,
    },
    says: [
      'fleet/packs/beacon/pack.yaml:9:30: error: there is no builder "app-project" [PACK_BUILDER]',
    ],
  },
  'a pack that needs another which is not there': {
    files: {
      ...beacon(place),
      'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  description: Says where it is.
  role: system
  needs: [lighthouse]
  files: []
`,
    },
    says: [
      'fleet/fleet.yaml:8:12: error: "beacon" needs "lighthouse", which the fleet does not have [PACK_NEEDS]',
    ],
  },
  'two packs that write one path': {
    files: {
      ...beacon('# ours\n', 'docs'),
      'fleet/packs/beacon/base/fleet.md.hbs': '# ours\n',
      'fleet/packs/beacon/base/place.yaml.hbs': place,
    },
    says: [
      'templates/docs/pack.yaml:11:11: error: the packs "beacon" and "docs" both write docs/fleet.md [PACK_CLASH]',
    ],
  },
}

for (const [name, refusal] of Object.entries(table)) {
  test(`generate refuses ${name}`, t => assertRefused(t, { ...refusal, code: 2 }))
}
