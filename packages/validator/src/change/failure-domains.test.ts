import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFleet, type Fleet } from '@bulkhead/fleet'
import { smallFleet } from '../testing/changes.ts'
import { domainsIn, reachOf } from './failure-domains.ts'

const text = (path: string) => smallFleet[path] ?? ''

function fleetWith(regions: string): Fleet {
  const { loaded } = loadFleet(
    new Map([
      ['fleet/fleet.yaml', text('fleet/fleet.yaml')],
      ['fleet/regions.yaml', regions],
    ]),
  )
  assert.ok(loaded)
  return loaded.fleet
}

const fleet = fleetWith(text('fleet/regions.yaml'))
const unknown = { region: undefined, environment: undefined, provider: undefined }

test('a cluster lies in a region, an environment and a provider', () => {
  assert.deepEqual(domainsIn([fleet])('us-east-1-staging'), {
    name: 'us-east-1-staging',
    region: 'us-east-1',
    environment: 'staging',
    provider: 'aws',
  })
})

test('one that is of no fleet lies in none, such as that of Argo CD', () => {
  assert.deepEqual(domainsIn([fleet, undefined])('in-cluster'), { name: 'in-cluster', ...unknown })
})

test('the first fleet that knows a cluster says where it lies, and one that went is still known', () => {
  const moved = text('fleet/regions.yaml')
    .replace(
      'us-east-1-staging, environment: staging',
      'us-east-1-staging, environment: production',
    )
    .replace(/^.*us-east-1-production.*\n/m, '')
  const domainsOf = domainsIn([fleetWith(moved), fleet])
  assert.equal(domainsOf('us-east-1-staging').environment, 'production')
  assert.equal(domainsOf('us-east-1-production').region, 'us-east-1')
})

test('what is reached is counted once, sorted, and environments are in promotion order', () => {
  const clusters = ['us-east-1-staging', 'in-cluster', 'eu-west-1-production', 'us-east-1-staging']
  assert.deepEqual(reachOf(clusters, domainsIn([fleet]), fleet), {
    clusters: ['eu-west-1-production', 'in-cluster', 'us-east-1-staging'],
    regions: ['eu-west-1', 'us-east-1'],
    environments: ['staging', 'production'],
    providers: ['aws'],
  })
})
