import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldChange, ObjectChange } from '@bulkhead/state'
import { newImages } from './images.ts'

const pod = 'spec.template.spec'

function changed(path: string, after: FieldChange['after']): ObjectChange {
  return {
    verdict: 'changed',
    object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: '', name: 'cart' },
    location: undefined,
    fields: [{ path, before: undefined, after }],
    replaces: 'pods',
  }
}

const cases: readonly (readonly [path: string, after: FieldChange['after'], found: string[]])[] = [
  [`${pod}.containers[name=cart].image`, 'cart:2', ['cart:2']],
  [`${pod}.initContainers[0].image`, 'cart:2', ['cart:2']],
  [`${pod}.containers[name=side]`, { name: 'side', image: 'side:1' }, ['side:1']],
  [`${pod}.containers`, [{ name: 'side', image: 'side:1' }], ['side:1']],
  // Names alone say that the order has changed.
  [`${pod}.containers`, ['a', 'b'], []],
  [pod, { containers: [{ image: 'b' }, null, {}], initContainers: [{ image: 'a' }] }, ['a', 'b']],
  ['spec.jobTemplate', { spec: { template: { spec: { containers: [{ image: 'a' }] } } } }, ['a']],
  [`${pod}.containers[name=cart].env[name=image]`, { name: 'image', value: 'x' }, []],
  ['spec.image', 'cart:2', []],
  [`${pod}.containers[name=cart].image`, undefined, []],
]

for (const [path, after, found] of cases) {
  test(`${path} that becomes ${JSON.stringify(after)} brings ${found.join(' and ') || 'no image'}`, () => {
    assert.deepEqual(newImages([changed(path, after)]), found)
  })
}
