import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../expand/json.ts'
import { projectGlob } from './glob.ts'
import {
  defaultProject,
  permitsDestination,
  permitsKind,
  permitsSource,
  unknownProjectFields,
} from './permissions.ts'

const globs: readonly [pattern: string, separator: string, yes: string, no: string][] = [
  ['https://github.com/acme/*', '/', 'https://github.com/acme/fleet', 'https://github.com/a/b/c'],
  ['https://github.com/**', '/', 'https://github.com/a/b/c', 'https://gitlab.com/a'],
  ['team-?', '', 'team-a', 'team-ab'],
  ['*-production', '', 'eu/west-production', 'eu-staging'],
  ['{eu,us}-*', '', 'us-1', 'ap-1'],
  ['[!a-c]x', '', 'dx', 'ax'],
  ['a.c', '', 'a.c', 'abc'],
  // No range among other characters, and no group that must be closed.
  ['[abc-e]', '', '-', 'd'],
  ['{a,b', '', 'b', '{a,b'],
  ['a}', '', 'a}', 'a'],
]

for (const [pattern, separator, yes, no] of globs) {
  test(`the pattern ${pattern} is for ${yes} and not for ${no}`, () => {
    assert.equal(projectGlob(pattern, separator)(yes), true)
    assert.equal(projectGlob(pattern, separator)(no), false)
  })
}

test('a pattern that cannot be read matches nothing', () => {
  for (const pattern of ['[a', '[z-a]', '[a-']) {
    assert.equal(projectGlob(pattern)(pattern), false, pattern)
  }
})

/** As those of upstream's tests: each with a destination, and whether it is permitted. */
const destinations: readonly [
  name: string,
  items: readonly JsonObject[],
  to: { readonly name?: string; readonly server?: string | undefined; readonly namespace?: string },
  permitted: boolean | undefined,
][] = [
  ['a name', [{ name: 'eu', namespace: 'shop' }], {}, true],
  ['another name', [{ name: 'us', namespace: 'shop' }], {}, false],
  ['another namespace', [{ name: 'eu', namespace: 'cart' }], {}, false],
  ['a server', [{ server: 'https://eu', namespace: '*' }], {}, true],
  ['any server', [{ server: '*', namespace: 'sh*' }], {}, true],
  ['nothing', [], {}, false],
  [
    'a namespace that is denied',
    [
      { server: '*', namespace: '*' },
      { server: '*', namespace: '!kube-system' },
    ],
    { namespace: 'kube-system' },
    false,
  ],
  [
    'a denial that is about another namespace',
    [{ server: '*', namespace: '!kube-system' }],
    {},
    true,
  ],
  [
    'a server that is denied',
    [
      { server: '*', namespace: '*' },
      { server: '!https://eu', namespace: '*' },
    ],
    {},
    false,
  ],
  [
    'a name that is denied',
    [
      { server: '*', namespace: '*' },
      { name: '!eu', namespace: 'other' },
    ],
    {},
    false,
  ],
  [
    'a server that is not known',
    [{ server: 'https://eu', namespace: '*' }],
    { server: undefined },
    undefined,
  ],
  [
    'any server, where it is not known',
    [{ server: '*', namespace: '*' }],
    { server: undefined },
    true,
  ],
  [
    'a name, where the server is not known',
    [
      { server: 'https://us', namespace: 'shop' },
      { name: 'eu', namespace: 'shop' },
    ],
    { server: undefined },
    true,
  ],
  [
    'a denial that cannot be held against the server',
    [
      { name: 'eu', namespace: 'shop' },
      { server: '!https://eu', namespace: '*' },
    ],
    { server: undefined },
    undefined,
  ],
]

for (const [name, items, to, permitted] of destinations) {
  test(`destinations: ${name}`, () => {
    const { namespace = 'shop', ...cluster } = { name: 'eu', server: 'https://eu', ...to }
    assert.equal(permitsDestination({ destinations: items }, cluster, namespace), permitted)
  })
}

test('a repository is permitted by its address, however that is written', () => {
  const project = {
    sourceRepos: ['https://github.com/Acme/fleet.git', '!https://github.com/acme/x'],
  }
  assert.equal(permitsSource(project, 'https://github.com/acme/fleet'), true)
  assert.equal(permitsSource(project, 'https://github.com/acme/x.git'), false)
  assert.equal(permitsSource({ sourceRepos: ['*'] }, 'https://anywhere/a/b'), true)
  assert.equal(permitsSource({}, 'https://anywhere/a/b'), false)
})

const deployment = { group: 'apps', kind: 'Deployment', name: 'cart' }
const namespace = { group: '', kind: 'Namespace', name: 'cart' }

test('without lists, kinds in namespaces are permitted and others are not', () => {
  assert.equal(permitsKind({}, deployment, 'namespace'), true)
  assert.equal(permitsKind({}, namespace, 'cluster'), false)
  assert.equal(permitsKind({ namespaceResourceWhitelist: [] }, deployment, 'namespace'), false)
})

test('a white list permits, a black list takes back', () => {
  const project = {
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team-*' }],
    namespaceResourceBlacklist: [{ group: 'apps', kind: 'Daemon*' }],
  }
  assert.equal(permitsKind(project, { ...namespace, name: 'team-cart' }, 'cluster'), true)
  assert.equal(permitsKind(project, namespace, 'cluster'), false)
  assert.equal(permitsKind(project, deployment, 'namespace'), true)
  assert.equal(permitsKind(project, { ...deployment, kind: 'DaemonSet' }, 'namespace'), false)
})

test('the default project permits everything', () => {
  assert.equal(permitsSource(defaultProject, 'https://anywhere/a/b'), true)
  assert.equal(permitsDestination(defaultProject, { name: 'eu', server: undefined }, 'x'), true)
  assert.equal(permitsKind(defaultProject, namespace, 'cluster'), true)
})

test('fields that no project has are named', () => {
  assert.deepEqual(unknownProjectFields({ clusters: [], destinations: [] }), ['clusters'])
})
