import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimsOf, fleetWith, plan, regionWith } from '../testing/addresses.ts'

const roomy = fleetWith({
  pools: { region: { cidr: '10.0.0.0/8', block: '/12' } },
  capacity: { nodes: 250, growTo: 1000, clusters: 2 },
})

test('a cluster claims what it can grow to, and has the beginning of it in use', () => {
  const { ledger, clusters } = plan(roomy + regionWith('eu'))
  const pods = claimsOf(ledger, 'cluster/eu-c0').find(line => line.startsWith('pod'))
  assert.match(pods ?? '', /^pod (10\.\d+\.0\.0)\/16 of \1\/14 planned$/)
  assert.equal([...clusters.values()][0]?.pods[0]?.prefix, 16)
})

test('it grows in place, and nothing else moves', () => {
  const before = plan(roomy + regionWith('eu', { clusters: [{}, {}] }))
  const spec = roomy + regionWith('eu', { clusters: [{ nodeCapacity: 500 }, {}] })
  const after = plan(spec, before.ledger)
  const [was, is] = [before, after].map(({ ledger }) => claimsOf(ledger, 'cluster/eu-c0'))
  assert.deepEqual(
    is,
    was?.map(line => line.replace(/^(pod .*)\/16 of/, '$1/15 of')),
  )
  assert.deepEqual(
    claimsOf(after.ledger, 'cluster/eu-c1'),
    claimsOf(before.ledger, 'cluster/eu-c1'),
  )
  assert.equal(plan(spec, after.ledger).text, after.text)
})

test('what has grown does not shrink', () => {
  const grown = plan(roomy + regionWith('eu', { clusters: [{ nodeCapacity: 1000 }] }))
  const smaller = plan(roomy + regionWith('eu'), grown.ledger)
  assert.equal(smaller.text, grown.text)
})

test('without headroom a cluster that should grow is a located error with the ways out', () => {
  const before = plan(fleetWith({}) + regionWith('eu'))
  const spec = fleetWith({}) + regionWith('eu', { clusters: [{ nodeCapacity: 500 }] })
  assert.throws(() => plan(spec, before.ledger), {
    message:
      /cluster\/eu-c0 asks for room for 500 nodes, which takes a \/15, and 10\.\S+\/16 has not that much headroom/,
  })
})

const pools = { region: { cidr: '10.0.0.0/8', block: '/13', headroom: '/12' } }

test('a region claims the headroom of its pool, and grows into it', () => {
  const before = plan(fleetWith({ pools }) + regionWith('eu'))
  const [block] = claimsOf(before.ledger, 'region/eu')
  assert.match(block ?? '', /^region (10\.\d+\.0\.0)\/13 of \1\/12 planned$/)
  const after = plan(fleetWith({ pools }) + regionWith('eu', { block: '/12' }), before.ledger)
  assert.equal(claimsOf(after.ledger, 'region/eu')[0], block?.replace(/\/13 of \S+/, '/12'))
  const rest = (ledger: typeof after.ledger) => claimsOf(ledger, 'region/eu').slice(1)
  assert.deepEqual(rest(after.ledger), rest(before.ledger))
})

test('a region cannot grow past its headroom', () => {
  const spec = fleetWith({ pools }) + regionWith('eu', { block: '/11' })
  assert.throws(
    () => plan(spec),
    /region\/eu asks for a \/11, and its block \S+ has headroom to \/12/,
  )
})
