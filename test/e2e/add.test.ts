import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { acmeRepository, fleetOf, tinyRepository } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { compareTrees, readTree, writeTree, type Tree } from '../support/tree.ts'

/** Runs an addition and asserts that it is carried out and that the result is sound. */
async function add(dir: string, ...line: readonly string[]) {
  const result = await runCli(dir, 'add', ...line)
  assert.equal(result.code, 0, result.err)
  const { out, code } = await runCli(dir, 'validate')
  assert.equal(code, 0, out)
  return result
}

const caCentral = [
  'region',
  'ca-central-1',
  '--provider',
  'aws',
  '--zones',
  'ca-central-1a,ca-central-1b,ca-central-1d',
  '--environment',
  'production',
] as const

/** What lists every member of the fleet. */
const fleetScope = [
  '.bulkhead/lock.json',
  'clusters/kustomization.yaml',
  'docs/addresses.md',
  'docs/fleet.md',
  'fleet/addresses.yaml',
  'gitops/projects/data-production.yaml',
  'gitops/projects/fleet-systems.yaml',
  'gitops/projects/payments-production.yaml',
  'gitops/projects/shop-production.yaml',
  'infrastructure/cilium-clustermesh/environments/production/mesh.yaml',
]

test('adding a region touches no file of another region or cluster, and says what it touched', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  const { err } = await add(dir, ...caCentral)
  const changes = compareTrees(before, readTree(dir))
  const created = changes.filter(line => line.startsWith('+')).map(line => line.slice(2))
  const updated = changes.filter(line => line.startsWith('~')).map(line => line.slice(2))

  for (const path of created) assert.match(path, /(^|\/)ca-central-1(-production)?(\/|\.yaml$)/)
  assert.deepEqual(updated, fleetScope)
  assert.deepEqual(created.length + updated.length, changes.length, 'nothing is deleted')
  assert.equal(
    err,
    `
${created.length} files created, ${fleetScope.length - 1} updated.
Updated, because they list every member of the fleet:
${fleetScope
  .filter(path => path !== '.bulkhead/lock.json')
  .map(path => `  ${path}\n`)
  .join('')}`,
  )
})

test('the same region again is refused, and changes nothing', async t => {
  const dir = await acmeRepository(t)
  await add(dir, ...caCentral)
  const before = readTree(dir)
  const { code } = await runCli(dir, 'add', ...caCentral)
  assert.equal(code, 2)
  assert.deepEqual(readTree(dir), before)
})

test('what add does, generate finds identical', async t => {
  const dir = await acmeRepository(t)
  await add(dir, ...caCentral)
  const { out } = await runCli(dir, 'generate')
  assert.match(out, /^identical \d+ files\n$/)
})

test('an addition and the same lines written by hand come to the same tree', async t => {
  const [dir, byHand] = [await acmeRepository(t), await acmeRepository(t)]
  await add(dir, ...caCentral)
  const region = 'fleet/regions/ca-central-1.yaml'
  writeTree(byHand, { [region]: readTree(dir)[region] ?? '' })
  await runCli(byHand, 'generate')
  assert.deepEqual(compareTrees(readTree(dir), readTree(byHand)), [])
})

test('an addition stands in the spec as a person would write it', async t => {
  const dir = await acmeRepository(t)
  await add(dir, ...caCentral)
  assert.equal(
    readTree(dir)['fleet/regions/ca-central-1.yaml'],
    `# yaml-language-server: $schema=../../.bulkhead/schema.json
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata:
  name: ca-central-1
spec:
  provider: aws
  zones:
  - ca-central-1a
  - ca-central-1b
  - ca-central-1d
  clusters:
  - name: ca-central-1-production
    environment: production
`,
  )
})

test('a cluster goes to the end of its region, whose comments stay', async t => {
  const dir = await tinyRepository(t)
  const region = `# The laptop.
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }   # as we call it
spec:
  provider: kind
  clusters:
    # The first one.
    - { name: local-dev, environment: dev }   # for everyone

  residency: eu
`
  writeTree(dir, { 'fleet/region.yaml': region })
  await runCli(dir, 'generate')
  const before = readTree(dir)
  await add(dir, 'cluster', 'local-two', '--region', 'local', '--environment', 'dev', '--nodes=5')
  const after = readTree(dir)
  assert.equal(
    after['fleet/region.yaml'],
    `# The laptop.
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }   # as we call it
spec:
  provider: kind
  clusters:
    # The first one.
    - { name: local-dev, environment: dev }   # for everyone
    - name: local-two
      environment: dev
      nodes: 5

  residency: eu
`,
  )
  assert.deepEqual(
    compareTrees(before, after),
    [
      '~ .bulkhead/lock.json',
      '+ apps/cart/overlays/local-two/kustomization.yaml',
      '+ clusters/local-two/kind.yaml',
      '+ clusters/local-two/kustomization.yaml',
      '+ clusters/local-two/registration.yaml',
      '~ clusters/kustomization.yaml',
      '~ docs/addresses.md',
      '~ docs/fleet.md',
      '~ fleet/addresses.yaml',
      '~ fleet/region.yaml',
      '~ gitops/projects/shop-dev.yaml',
    ].sort(byPath),
  )
})

test('an environment is last in promotion order, and the comments of the fleet stay', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  await add(dir, 'environment', 'canary', '--protected')
  assert.equal(
    readTree(dir)['fleet/fleet.yaml'],
    before['fleet/fleet.yaml']?.replace(
      '    - { name: production, protected: true }\n',
      '    - { name: production, protected: true }\n    - name: canary\n      protected: true\n',
    ),
  )
  assert.deepEqual(compareTrees(before, readTree(dir)), [
    '~ .bulkhead/lock.json',
    '~ docs/fleet.md',
    '~ fleet/fleet.yaml',
    '+ infrastructure/cilium-clustermesh/environments/canary/mesh.yaml',
  ])
})

test('a workload brings its base and its overlays, and touches no other workload', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  await add(dir, 'workload', 'ledger', '--team', 'payments', '--regions', 'eu-west-1')
  const changes = compareTrees(before, readTree(dir))
  assert.deepEqual(
    changes.filter(line => !line.startsWith('+ apps/ledger/')),
    [
      '~ .bulkhead/lock.json',
      '~ CODEOWNERS',
      '~ docs/fleet.md',
      '+ fleet/workloads/ledger.yaml',
      '+ gitops/applicationsets/ledger.yaml',
      '~ gitops/applicationsets/kustomization.yaml',
      '~ gitops/projects/payments-development.yaml',
      '~ gitops/projects/payments-production.yaml',
      '~ gitops/projects/payments-staging.yaml',
    ].sort(byPath),
  )
})

test('a team brings a project per environment', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  await add(dir, 'team', 'search', '--owners', '@acme/search', '--description', 'Finds things')
  assert.deepEqual(compareTrees(before, readTree(dir)), [
    '~ .bulkhead/lock.json',
    '+ fleet/teams/search.yaml',
    '~ gitops/hub/argocd/values.yaml',
    '~ gitops/projects/kustomization.yaml',
    '+ gitops/projects/search-development.yaml',
    '+ gitops/projects/search-production.yaml',
    '+ gitops/projects/search-staging.yaml',
  ])
  assert.equal(
    readTree(dir)['fleet/teams/search.yaml'],
    `# yaml-language-server: $schema=../../.bulkhead/schema.json
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata:
  name: search
spec:
  description: Finds things
  owners:
  - '@acme/search'
`,
  )
})

test('--dry-run shows the addition and makes none', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  const { code, out } = await runCli(dir, 'add', ...caCentral, '--dry-run', '--json')
  const { files } = JSON.parse(out) as { files: { path: string; verdict: string }[] }
  assert.ok(files.some(f => f.verdict === 'create' && f.path === 'fleet/regions/ca-central-1.yaml'))
  assert.equal(code, 0)
  assert.deepEqual(readTree(dir), before)
})

test('answers may come from a file', async t => {
  const [dir, other] = [await tinyRepository(t), await tinyRepository(t)]
  const answers = fleetOf(t, { 'a.yaml': 'name: eu\nprovider: kind\nenvironment: [dev]\n' })
  await add(dir, 'region', '--answers', `${answers}/a.yaml`)
  await add(other, 'region', 'eu', '--provider', 'kind', '--environment', 'dev')
  assert.deepEqual(compareTrees(readTree(dir), readTree(other)), [])
})

/* Addresses: what is allocated stays, and what is new depends on its name alone. */

const additions: readonly (readonly string[])[] = [
  caCentral,
  ['region', 'me-south-1', '--zones', 'me-south-1a,me-south-1b', '--environment', 'production'],
  ['cluster', 'local-three', '--region', 'local', '--environment', 'staging'],
  ['workload', 'ledger', '--team', 'payments'],
  ['team', 'search'],
]

test('no addition moves an allocation', async t => {
  const dir = await acmeRepository(t)
  for (const line of additions) {
    const before = await allocations(dir)
    await add(dir, ...line)
    const after = await allocations(dir)
    for (const [claim, range] of before) assert.equal(after.get(claim), range, claim)
  }
})

test('the order of additions does not matter where no two of them want the same slot', async t => {
  const orders = [
    additions,
    additions.toReversed(),
    [...additions.slice(2), ...additions.slice(0, 2)],
  ]
  const trees = await Promise.all(orders.map(order => addInOrder(t, order)))
  const [first = {}, ...others] = trees
  for (const other of others) assert.deepEqual(compareTrees(first, other), [])
})

async function addInOrder(t: TestContext, order: typeof additions): Promise<Tree> {
  const dir = await acmeRepository(t)
  for (const line of order) {
    const { code, err } = await runCli(dir, 'add', ...line)
    assert.equal(code, 0, err)
  }
  return readTree(dir)
}

/** Every range and mesh id, by whose it is and what for. */
async function allocations(dir: string): Promise<ReadonlyMap<string, string>> {
  const { out } = await runCli(dir, 'ipam', 'show', '--json')
  const { blocks, ids } = JSON.parse(out) as {
    blocks: { cidr: string; role: string; owner: string }[]
    ids: { id: number; mesh: string; owner: string }[]
  }
  return new Map([
    ...blocks.map(({ cidr, role, owner }) => [`${role} of ${owner}`, cidr] as const),
    ...ids.map(({ id, mesh, owner }) => [`id of ${owner} in ${mesh}`, String(id)] as const),
  ])
}

function byPath(a: string, b: string): number {
  return a.slice(2) < b.slice(2) ? -1 : 1
}
