import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, generatedAcme } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'

/* The address plan, held against arithmetic of its own. */

interface Block {
  readonly cidr: string
  readonly role: string
  readonly owner: string
  readonly region?: string
  readonly cluster?: string
  readonly zone?: string
  readonly pool: string
  readonly state: string
}

interface Plan {
  readonly blocks: readonly Block[]
  readonly ids: readonly { id: number; mesh: string; owner: string }[]
}

async function show(dir: string): Promise<Plan> {
  const { code, out } = await runCli(dir, 'ipam', 'show', '--json')
  assert.equal(code, 0)
  return JSON.parse(out) as Plan
}

test('every range is written in its one canonical form', async t => {
  for (const { cidr } of (await show(await acmeRepository(t))).blocks) {
    const { start, size, prefix } = rangeOf(cidr)
    assert.equal(start % size, 0, `${cidr} has host bits`)
    const octets = [24, 16, 8, 0].map(shift => Math.floor(start / 2 ** shift) % 256)
    assert.equal(`${octets.join('.')}/${prefix}`, cidr)
  }
})

test('ranges are disjoint, but for those in what was made to hold them', async t => {
  const { blocks } = await show(await acmeRepository(t))
  const holders: Readonly<Record<string, readonly string[]>> = {
    region: ['vpc', 'subnet', 'pod', 'service', 'loadbalancer'],
    vpc: ['subnet', 'loadbalancer'],
  }
  for (const [i, a] of blocks.entries()) {
    for (const b of blocks.slice(i + 1)) {
      if (!overlap(a.cidr, b.cidr)) continue
      const [outer, inner] = rangeOf(a.cidr).size > rangeOf(b.cidr).size ? [a, b] : [b, a]
      assert.ok(holders[outer.role]?.includes(inner.role), `${a.owner} ${b.owner}`)
      assert.ok(holds(outer.cidr, inner.cidr), `${outer.cidr} ${inner.cidr}`)
      assert.equal(regionOf(inner), regionOf(outer))
    }
  }
})

test('a region has a block and a VPC, a zone two subnets, a cluster pods and services', async t => {
  const { blocks, ids } = await show(await acmeRepository(t))
  const roles = Map.groupBy(blocks, ({ owner }) => owner)
  const count = (owner: string) => (roles.get(owner) ?? []).map(({ role }) => role).sort()
  assert.deepEqual(count('region/us-east-1'), ['region', 'vpc'])
  assert.deepEqual(count('region/local'), ['region'])
  assert.deepEqual(count('zone/us-east-1a'), ['loadbalancer', 'subnet'])
  assert.deepEqual(count('cluster/us-east-1-production'), ['pod', 'service'])
  const clusters = [...roles.keys()].filter(owner => owner.startsWith('cluster/')).sort()
  assert.deepEqual(ids.map(({ owner }) => owner).sort(), clusters)
  assert.equal(new Set(ids.map(({ id }) => id)).size, clusters.length)
})

test('nothing lies in what is reserved, and a cluster has room for 250 nodes', async t => {
  const { blocks } = await show(await acmeRepository(t))
  for (const { cidr, role } of blocks) {
    assert.ok(!overlap(cidr, '10.0.0.0/13'), cidr)
    assert.ok(holds('10.0.0.0/8', cidr), cidr)
    // Each node takes a /24.
    if (role === 'pod') assert.ok(rangeOf(cidr).size / 256 >= 250, cidr)
  }
})

test('a region holds four clusters, wherever their names lead', async t => {
  const dir = await acmeRepository(t)
  for (const name of ['local-three', 'local-four']) {
    const flags = ['--region', 'local', '--environment', 'development']
    const { code, err } = await runCli(dir, 'add', 'cluster', name, ...flags)
    assert.equal(code, 0, err)
  }
  const { blocks } = await show(dir)
  const pods = blocks.filter(({ role, region, cluster }) => {
    return role === 'pod' && (region === 'local' || cluster?.startsWith('local-'))
  })
  assert.equal(new Set(pods.map(({ cidr }) => cidr)).size, 4)
})

test('the manifests say what the plan says', async t => {
  const tree = await generatedAcme()
  for (const { cidr, role, owner, cluster } of (await show(await acmeRepository(t))).blocks) {
    if (role !== 'pod' && role !== 'service') continue
    const manifest =
      tree[`clusters/${cluster}/cluster.yaml`] ?? tree[`clusters/${cluster}/kind.yaml`]
    assert.ok(manifest?.includes(cidr), `${owner} has ${cidr}`)
    assert.ok(tree[`clusters/${cluster}/registration.yaml`]?.includes(cidr))
  }
})

function regionOf({ region, cluster, zone }: Block): string | undefined {
  if (region !== undefined) return region
  return zone?.replace(/[a-z]$/, '') ?? cluster
}

function rangeOf(cidr: string): { start: number; size: number; prefix: number } {
  const [address = '', prefix = ''] = cidr.split('/')
  const start = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
  return { start, size: 2 ** (32 - Number(prefix)), prefix: Number(prefix) }
}

function holds(outer: string, inner: string): boolean {
  const [a, b] = [rangeOf(outer), rangeOf(inner)]
  return a.start <= b.start && b.start + b.size <= a.start + a.size
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)]
  return a.start < b.start + b.size && b.start < a.start + a.size
}
