import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { edited } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { fileNotChecked as rule } from './cfg004-file-not-checked.ts'

const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))

/** The fleet with paths that are not regular files. */
function withUnread(unread: Readonly<Record<string, string>>, edits: Files = {}) {
  const { paths, read } = acmeRepository({}, edits)
  const skipped = Object.entries(unread).map(([what, why]) => ({ what, why }))
  return { paths, read, skipped }
}

test('files that can be read: fine', () => assert.deepEqual(observeEdits({}), []))

test('links, submodules and devices of the fleet are found at their path', () => {
  const unread = {
    'apps/web/base/link.yaml': 'a symbolic link',
    'infrastructure/vendor': 'another git repository',
    'clusters/pipe': 'not a regular file',
  }
  assert.deepEqual(observe(rule, withUnread(unread)), [
    'apps/web/base/link.yaml:1:1 apps/web/base/link.yaml is a symbolic link, and no rule looks at what it leads to or holds',
    'clusters/pipe:1:1 clusters/pipe is not a regular file, and no rule looks at what it leads to or holds',
    'infrastructure/vendor:1:1 infrastructure/vendor is another git repository, and no rule looks at what it leads to or holds',
  ])
})

test('a link where nothing of the fleet is, is none of ours, unless something leads there', () => {
  const unread = { 'docs/old.md': 'a symbolic link', 'shared/cart/x': 'a symbolic link' }
  assert.deepEqual(observe(rule, withUnread(unread)), [])
  const leads: Files = {
    'apps/web/base/kustomization.yaml': 'resources: [config.yaml, ../../../shared/cart]\n',
    'shared/cart/kustomization.yaml': 'resources: [x]\n',
  }
  assert.match(observe(rule, withUnread(unread, leads)).join('\n'), /^shared\/cart\/x:1:1 .*$/)
})

test('a name with a newline is a name like others', () => {
  const path = 'apps/web/base/odd\nname.yaml'
  assert.equal(observe(rule, withUnread({ [path]: 'a symbolic link' })).length, 1)
})

test('a manifest in another encoding is found', () => {
  const utf16 = '\uFFFD\uFFFDk\0i\0n\0d\0'
  assert.deepEqual(observeEdits({ 'apps/web/base/odd\nname.yaml': utf16 }).length, 1)
  assert.deepEqual(observeEdits({ 'apps/web/base/image.png': utf16 }), [])
})

test('what is not YAML is left to SCH003, where that looks', () => {
  assert.deepEqual(observeEdits({ 'apps/web/base/x.yaml': 'kind: Secret\na: [' }), [])
  assert.equal(observeEdits({ 'apps/web/base/x.json': '{"kind": "Secret", ' }).length, 1)
})

test('of a commit only what it brings is found, and comments count for nothing', () => {
  const repository = withUnread({ 'apps/a': 'a symbolic link', 'apps/b': 'a symbolic link' })
  const { findings } = validate(repository, { rules: [rule], scope: new Set(['apps/b']) })
  assert.deepEqual(
    findings.map(({ location }) => location.file),
    ['apps/b'],
  )
})

test('what the fleet accepts by name is counted, with its reason', () => {
  const accepted = edited('fleet/fleet.yaml', [
    '  network:',
    '  unchecked: [{ path: apps/vendor, reason: reviewed there }]\n  network:',
  ])
  const unread = { 'apps/vendor/x': 'a symbolic link', 'apps/vendors': 'a symbolic link' }
  const { findings, suppressed } = validate(withUnread(unread, accepted), { rules: [rule] })
  assert.deepEqual(
    findings.map(({ location }) => location.file),
    ['apps/vendors'],
  )
  assert.deepEqual(
    suppressed.map(({ finding, ...rest }) => [finding.location.file, rest]),
    [['apps/vendor/x', { reason: 'reviewed there', isAccepted: true }]],
  )
})
