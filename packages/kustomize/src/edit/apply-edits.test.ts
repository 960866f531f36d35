import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { buildMany } from '../build.ts'
import { memoryFileSystem } from '../file-system.ts'
import type { KustomizationEdit } from './kustomization-edit.ts'

const files = {
  'app/kustomization.yaml': `resources: [map.yaml]
commonLabels:
  team: shop
patches:
- path: gone.yaml
`,
  'plain/kustomization.yaml': 'resources: [map.yaml]\ncommonLabels:\n  team: shop\n',
  'plain/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n',
}

const location = { file: '/hub/set.yaml', line: 7, column: 3 }

function build(root: string, ...edits: readonly KustomizationEdit[]) {
  const [outcome] = buildMany([{ root, edits, location }], {
    fileSystem: memoryFileSystem(files),
  })
  assert.ok(outcome)
  return outcome
}

function faultOf(root: string, ...edits: readonly KustomizationEdit[]): string {
  const outcome = build(root, ...edits)
  assert.ok('error' in outcome)
  const [{ location: at, code }] = outcome.error.problems
  return `${at ? formatLocation(at) : 'nowhere'} ${code}`
}

const label = { add: 'labels', withoutSelector: false, includeTemplates: false } as const

test('a fault of an edit stands where the edit is asked for', () => {
  const patches = (patch: string): KustomizationEdit => ({ add: 'patches', patches: [{ patch }] })
  for (const edit of [
    { set: 'images', images: ['web'] },
    { ...label, pairs: { team: 'pay' }, force: false },
    { add: 'components', paths: ['../gone'] },
    patches('a: ['),
    patches('kind: ConfigMap\nmetadata: { name: gone }\n'),
  ] satisfies KustomizationEdit[]) {
    assert.match(faultOf('/plain', edit), /^\/hub\/set\.yaml:7:3 /, JSON.stringify(edit))
  }
})

test('a fault of the file stands in the file, on a line that it has', () => {
  const edit = { set: 'namePrefix', value: 'eu-' } as const
  assert.equal(faultOf('/app', edit), '/app/kustomization.yaml:1:13 KUSTOMIZE_MISSING_FILE')
})

test('what an edit brings is told as written where it is asked for, and the rest where it is', () => {
  const outcome = build(
    '/plain',
    { ...label, pairs: { zone: 'a' }, force: false },
    {
      add: 'patches',
      patches: [
        { patch: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\ndata: { a: b }' },
      ],
    },
  )
  assert.ok('result' in outcome)
  const [resource] = outcome.result.resources
  const placeOf = (...path: string[]) => {
    const at = resource?.locate(path).location
    return at && formatLocation(at)
  }
  assert.equal(placeOf('data', 'a'), '/hub/set.yaml:7:3')
  assert.equal(placeOf('metadata', 'labels', 'zone'), '/hub/set.yaml:7:3')
  assert.equal(placeOf('metadata', 'labels', 'team'), '/plain/kustomization.yaml:3:9')
  assert.equal(placeOf(), '/plain/map.yaml:1:1')
})
