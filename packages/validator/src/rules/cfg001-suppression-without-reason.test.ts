import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { suppressionWithoutReason as rule } from './cfg001-suppression-without-reason.ts'

const suppressions: readonly [name: string, line: string, found: readonly string[]][] = [
  ['a reason is enough', '# bulkhead-ignore NET002: these two never meet', []],
  [
    'no reason is reported',
    'a: 1  # bulkhead-ignore NET002',
    ['x.yaml:1:7 this suppression of NET002 gives no reason, and so suppresses nothing'],
  ],
  [
    'a placeholder is no reason',
    '# bulkhead-ignore NET002: TODO',
    ['x.yaml:1:1 this suppression of NET002 gives no reason, and so suppresses nothing'],
  ],
  [
    'a suppression of everything is reported',
    '# bulkhead-ignore: I know better',
    ['x.yaml:1:1 this suppression names no rule, and so suppresses nothing'],
  ],
]

for (const [name, line, found] of suppressions) {
  test(name, () => {
    assert.deepEqual(observe(rule, acmeRepository({}, { 'x.yaml': `${line}\n` })), found)
  })
}

test('a suppression in the spec needs its reason as well', () => {
  const spec = `# bulkhead-ignore GEN004\n${acmeRepository().read('fleet/fleet.yaml')}`
  assert.equal(observe(rule, acmeRepository({}, { 'fleet/fleet.yaml': spec })).length, 1)
})
