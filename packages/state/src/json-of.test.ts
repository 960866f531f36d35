import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { jsonOf } from './json-of.ts'

const read = (yaml: string) => readKubernetesYaml(yaml) as JsonObject

test('a number that JavaScript cannot hold becomes its digits, wherever it is', () => {
  assert.deepEqual(jsonOf(read('a: [{ b: 9007199254740993 }, 1]\nc: -9007199254740993')), {
    a: [{ b: '9007199254740993' }, 1],
    c: '-9007199254740993',
  })
})

test('what has none is the same value', () => {
  const value = read('a: [{ b: 9007199254740991 }, ~, x]')
  assert.equal(jsonOf(value), value)
})
