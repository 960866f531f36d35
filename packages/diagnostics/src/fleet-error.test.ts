import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError, throwIfAny } from './fleet-error.ts'

const location = { file: 'fleet/fleet.yaml', line: 3, column: 7 }

test('an error reads as its problems, each with its place', () => {
  const error = new FleetError([
    { code: 'SPEC_NAME', message: 'bad name', location },
    { code: 'SPEC_CIDR', message: 'bad range' },
  ])
  assert.equal(error.message, 'fleet/fleet.yaml:3:7: bad name (SPEC_NAME)\nbad range (SPEC_CIDR)')
  assert.equal(error.kind, 'input')
})

test('no problems, no error', () => {
  assert.doesNotThrow(() => throwIfAny([]))
  assert.throws(() => throwIfAny([{ code: 'X', message: 'y' }]), FleetError)
})
