import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf, valuesAt } from './field-path.ts'

const fields = {
  spec: {
    pods: '10.0.0.0/16',
    subnets: [{ cidr: 'a', names: { x: '1', y: '2' } }, { cidr: null }, { cidr: 'b' }],
    args: [
      { name: 'mask', value: '25' },
      { name: 'other', value: '1' },
    ],
  },
}

const cases: readonly (readonly [path: string, values: readonly string[]])[] = [
  ['spec.pods', ['spec.pods=10.0.0.0/16']],
  ['spec.services', []],
  ['spec.pods.cidr', []],
  ['spec.subnets[].cidr', ['spec.subnets.0.cidr=a', 'spec.subnets.2.cidr=b']],
  ['spec.subnets[].names{}', ['spec.subnets.0.names.x=1', 'spec.subnets.0.names.y=2']],
  ['spec.args[name=mask].value', ['spec.args.0.value=25']],
]

for (const [path, values] of cases) {
  test(`${path} leads to ${values.join(', ') || 'nothing'}`, () => {
    const found = valuesAt(fields, path).map(
      ({ path, value }) => `${path.join('.')}=${String(value)}`,
    )
    assert.deepEqual(found, values)
  })
}

test('a field that is absent is written where its path has one place', () => {
  assert.deepEqual(placeOf('spec.network.vpc.cidrBlock'), ['spec', 'network', 'vpc', 'cidrBlock'])
  assert.deepEqual(placeOf('spec.subnets[].cidr'), ['spec', 'subnets'])
})
