import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import { laxTemplating as rule } from './arg004-lax-templating.ts'

const observeSet = (...edits: readonly (readonly [string, string])[]) =>
  observe(rule, acmeRepository({}, edited(setPath, ...edits)))
const options = '  goTemplateOptions: [missingkey=error]\n'
const flat = [
  ['  goTemplate: true\n', ''],
  [options, ''],
  ['{{ .name }}', '{{name}}'],
] as const

test('Go templates that fail for what is missing: fine', () => assert.deepEqual(observeSet(), []))

test('Go templates that do not are reported', () => {
  assert.deepEqual(observeSet([options, '']), [
    `${setPath}:7:15 the ApplicationSet web writes "<no value>" where a parameter is missing`,
  ])
  assert.deepEqual(observeSet(['missingkey=error', 'missingkey=zero']), [
    `${setPath}:8:22 the ApplicationSet web writes "<no value>" where a parameter is missing`,
  ])
})

test('templates of the old kind are reported, also where nothing is missing today', () => {
  assert.match(
    observeSet(...flat).join(),
    /web leaves a parameter that is missing as it is written/,
  )
})

test('what is left in an Application is shown', () => {
  const found = observeSet(...flat, ['namespace: shop', `namespace: '{{team}}'`])
  assert.match(
    found.join(),
    /web leaves \{\{team\}\} as it is written in the Application web-eu-west-1-production and 2 more$/,
  )
})

test('what a parameter has brought is not left', () => {
  const found = observeSet(...flat, [
    `name: '{{name}}'\n        namespace`,
    `server: '{{server}}'\n        namespace`,
  ])
  assert.match(found.join(), /web leaves a parameter that is missing as it is written/)
})

test('a template without parameters misses none', () => {
  assert.deepEqual(observeSet([options, ''], ['{{ .name }}', 'us-east-1-staging']), [])
})
