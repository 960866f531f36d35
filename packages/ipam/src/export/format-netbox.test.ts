import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role, State } from '../ledger.ts'
import type { AddressRow } from './address-row.ts'
import { formatNetbox } from './format-netbox.ts'

const pods: AddressRow = {
  cidr: '10.20.0.0/16',
  role: 'pod',
  owner: 'cluster/eu-1',
  region: 'eu',
  cluster: 'eu-1',
  pool: 'region',
  state: 'active',
}

test('a prefix has the fields of the import form, and its owner as description', () => {
  assert.equal(
    formatNetbox([pods]),
    `[
  {
    "prefix": "10.20.0.0/16",
    "status": "active",
    "role": "pod",
    "description": "cluster/eu-1"
  }
]
`,
  )
})

test('a VRF and a scope are named where they are asked for', () => {
  const [prefix] = JSON.parse(formatNetbox([pods], { vrf: 'fleet', scope: 'site' }))
  assert.deepEqual(prefix, {
    prefix: '10.20.0.0/16',
    vrf: 'fleet',
    status: 'active',
    role: 'pod',
    scope_type: 'dcim.site',
    scope_name: 'eu',
    description: 'cluster/eu-1',
  })
  const { region: _, ...elsewhere } = pods
  assert.ok(!('scope_type' in JSON.parse(formatNetbox([elsewhere], { scope: 'site' }))[0]))
})

test('headroom is a reserved prefix around what is in use', () => {
  const prefixes = JSON.parse(formatNetbox([{ ...pods, claim: '10.20.0.0/14' }]))
  assert.deepEqual(
    prefixes.map(({ prefix, status, description }: Record<string, string>) =>
      [prefix, status, description].join(' '),
    ),
    ['10.20.0.0/14 reserved headroom of cluster/eu-1', '10.20.0.0/16 active cluster/eu-1'],
  )
})

const statuses: readonly [role: Role, state: State, status: string][] = [
  ['pod', 'planned', 'reserved'],
  ['pod', 'active', 'active'],
  ['pod', 'draining', 'deprecated'],
  ['pod', 'quarantined', 'deprecated'],
  ['region', 'active', 'container'],
  ['vpc', 'active', 'container'],
  ['region', 'quarantined', 'deprecated'],
  ['vpc', 'planned', 'reserved'],
]

for (const [role, state, status] of statuses) {
  test(`a ${role} that is ${state} is ${status} there`, () => {
    assert.equal(JSON.parse(formatNetbox([{ ...pods, role, state }]))[0].status, status)
  })
}
