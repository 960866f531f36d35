import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFileSystem } from './file-system.ts'
import { Loader } from './loader.ts'
import { mostBases, mostLeaves, Workspace } from './workspace.ts'

const count = 2 * Math.max(mostBases, mostLeaves)
const files = Object.fromEntries(
  Array.from({ length: count }, (_, i) => [`/${i}/kustomization.yaml`, 'resources: []\n']),
)

test('what nothing builds on is forgotten, and bases after many others', () => {
  const workspace = new Workspace(memoryFileSystem(files))
  const rootOf = (i: number) => Loader.at(`/${i}`, workspace.fileSystem, 'rootOnly')
  const values: object[] = []
  const ask = (loader: Loader) =>
    workspace.once(loader, 'value', () => {
      values.push({})
      return values.at(-1)!
    })
  const base = () => Loader.at('/0', workspace.fileSystem, 'rootOnly').directory('../1', undefined)
  for (let i = 0; i < count; i++) {
    ask(base())
    ask(rootOf(i))
  }
  assert.equal(workspace.size, 1 + mostLeaves)
  // The base that each of them asked for was made once.
  assert.equal(values.length, count)
  for (let i = 0; i < count; i++)
    ask(rootOf(0).directory(`../${i}`.replace('../0', '../1'), undefined))
  assert.ok(workspace.size <= mostBases + mostLeaves)
})
