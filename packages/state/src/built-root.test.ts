import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { RootBuilder } from './root-builder.ts'

const count = 3000
const overlays = Array.from({ length: count }, (_, i) => `o${i}`)
const fileSystem = memoryFileSystem({
  '/base/kustomization.yaml': 'resources: [object.yaml]\n',
  '/base/object.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\n',
  ...Object.fromEntries(
    overlays.map(name => [
      `/${name}/kustomization.yaml`,
      `resources: [../base]\nnamespace: ${name}\n`,
    ]),
  ),
})

test('of many roots the facts stay, the objects only of the latest, and others are built again', () => {
  const builder = new RootBuilder(fileSystem)
  const roots = overlays.map(name => {
    const outcome = builder.build(name)
    assert.ok(!('problems' in outcome))
    return outcome
  })
  assert.ok(builder.size <= 1000, `${builder.size} of ${count} have their objects at hand`)
  const [first] = roots
  assert.equal(builder.build('o0'), first)
  assert.deepEqual(
    first?.objects.map(({ kind, name, namespace, location }) => [
      kind,
      name,
      namespace,
      location && `${location.file}:${location.line}:${location.column}`,
    ]),
    [['ConfigMap', 'one', 'o0', 'base/object.yaml:3:19']],
  )
  const [resource] = first.resources
  assert.match(resource!.toYaml(), /namespace: o0/)
  // Asked again at once, they are the same.
  assert.equal(first.resources[0], resource)
  assert.deepEqual(first.unwritable, [])
})
