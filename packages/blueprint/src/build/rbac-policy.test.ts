import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cluster, Environment, Fleet, Instance, Team } from '@bulkhead/fleet'
import { rbacPolicy, type Trust } from './rbac-policy.ts'

const staging = { name: 'staging', protected: false } as Environment
const production = { name: 'production', protected: true } as Environment
const shop = { name: 'shop', groups: ['acme:shop'] } as unknown as Team

/** The policy of an instance with a cluster in each of these environments, by lines. */
function policy(
  teams: readonly Team[],
  trust: Partial<Trust> = {},
  environments = [staging, production],
): readonly string[] {
  const clusters = environments.map(environment => ({ environment }) as Cluster)
  const fleet = { environments: [staging, production], teams } as unknown as Fleet
  const instance: Instance = { name: 'hub', runsIn: undefined, clusters, shards: 1 }
  const text = rbacPolicy(fleet, instance, { admins: [], syncProtected: false, ...trust })
  return text.split('\n').slice(0, -1)
}

test('a team sees its own projects, and acts where nothing is protected', () => {
  assert.deepEqual(policy([shop]), [
    'p, role:team-shop, projects, get, shop-staging, allow',
    'p, role:team-shop, applications, get, shop-staging/*, allow',
    'p, role:team-shop, applications, sync, shop-staging/*, allow',
    'p, role:team-shop, logs, get, shop-staging/*, allow',
    'p, role:team-shop, projects, get, shop-production, allow',
    'p, role:team-shop, applications, get, shop-production/*, allow',
    'g, acme:shop, role:team-shop',
  ])
})

test('a fleet can let its teams act in protected environments too', () => {
  const more = policy([shop], { syncProtected: true })
  assert.deepEqual(
    more.filter(line => !policy([shop]).includes(line)),
    [
      'p, role:team-shop, applications, sync, shop-production/*, allow',
      'p, role:team-shop, logs, get, shop-production/*, allow',
    ],
  )
})

test('an instance says nothing of environments that it has no cluster of', () => {
  const lines = policy([shop], {}, [production])
  assert.ok(lines.length > 0 && lines.every(line => !line.includes('staging')))
})

test('a team that no group has needs no role', () => {
  assert.deepEqual(policy([{ ...shop, groups: [] }]), [])
})

test('a team named admin gets a role of its own and not that of Argo CD', () => {
  const admin = { name: 'admin', groups: ['acme:admin'] } as unknown as Team
  assert.equal(policy([admin]).at(-1), 'g, acme:admin, role:team-admin')
})

test('a group is one field of a line, whatever is in it', () => {
  const groups = ['cn=Shop, dc=acme', 'The "shop"']
  assert.deepEqual(policy([{ ...shop, groups }]).slice(-2), [
    'g, "cn=Shop, dc=acme", role:team-shop',
    'g, "The ""shop""", role:team-shop',
  ])
})

test('only groups that the fleet names may do everything', () => {
  assert.deepEqual(policy([], { admins: ['acme:platform'] }), ['g, acme:platform, role:admin'])
})
