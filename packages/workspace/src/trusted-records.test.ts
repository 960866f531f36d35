import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { hashText, Places, type Owner } from '@bulkhead/blueprint'
import { applyChanges } from './apply-changes.ts'
import { planRepository } from './plan-repository.ts'
import { readPackFiles } from './read-pack-files.ts'
import { gitRepository } from './testing/git-repository.ts'
import { trackedAmong } from './trusted-records.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

const fleet = `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/tiny/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/10, block: /13 } }, mesh: { enabled: false } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: dev }]
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: { owners: ['@tiny/shop'] }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { team: shop }
`

async function generate(dir: string) {
  const plan = await planRepository(dir)
  applyChanges(dir, plan)
  return plan.changes.map(({ path, verdict, reason }) => ({ path, verdict, reason }))
}

async function generated(t: TestContext, dir = temporaryDirectory(t)): Promise<string> {
  writeTree(dir, { 'fleet/fleet.yaml': fleet })
  await generate(dir)
  return dir
}

interface Entry {
  readonly owner?: Owner
  readonly pack?: string
}

/** Puts files that are there into the lock, or into a journal. */
function record(dir: string, entries: Readonly<Record<string, Entry>>, name = 'lock.json'): void {
  const lock = JSON.parse(readFileSync(join(dir, '.bulkhead/lock.json'), 'utf8'))
  for (const [path, { owner = 'managed', pack = 'docs' }] of Object.entries(entries)) {
    const hash = hashText(readFileSync(join(dir, path), 'utf8'))
    Object.defineProperty(lock.files, path, { value: { hash, owner, pack }, enumerable: true })
  }
  writeTree(dir, { [`.bulkhead/${name}`]: JSON.stringify(lock) })
}

/** Files of people that a hostile record claims: at a place of nobody, or of a pack. */
const claimed: readonly (readonly [path: string, entry: Entry])[] = [
  ['.github/workflows/deploy.yaml', { pack: 'repository' }],
  ['src/main.ts', { pack: 'gone' }],
  ['package.json', { pack: 'repository' }],
  ['fleet/notes.md', { pack: 'docs' }],
  ['docs/own.md', { pack: 'docs' }],
  ['clusters/other/kind.yaml', { pack: 'kind' }],
  ['apps/old/base/deployment.yaml', { pack: 'workload', owner: 'managed' }],
  ['apps/old/base/kustomization.yaml', { pack: 'workload', owner: 'given' }],
  ['__proto__', {}],
]
const texts = Object.fromEntries(claimed.map(([path]) => [path, `of a person: ${path}\n`] as const))

for (const where of ['lock.json', 'journal.json', 'journal-0123456789abcdef.json']) {
  test(`what a hostile ${where} names is neither deleted nor overwritten`, async t => {
    const dir = await generated(t)
    writeTree(dir, { ...texts, ['__proto__']: 'of a person\n' })
    record(dir, Object.fromEntries(claimed), where)
    const changes = await generate(dir)
    for (const [path] of claimed) {
      assert.ok(existsSync(join(dir, path)), path)
      assert.ok(!changes.some(change => change.path === path && change.verdict !== 'keep'), path)
    }
    const kept = changes.find(({ path }) => path === '.github/workflows/deploy.yaml')
    assert.match(
      kept?.reason ?? '',
      /^\.bulkhead\/lock\.json names it, and bulkhead did not write it: the pack "repository" writes no such file/,
    )
    const lock = readFileSync(join(dir, '.bulkhead/lock.json'), 'utf8')
    assert.doesNotMatch(lock, /deploy\.yaml|main\.ts|package\.json/)
    assert.ok((await generate(dir)).every(({ verdict }) => verdict !== 'delete'))
  })
}

test('a journal that is committed counts for nothing, not even for what a pack could write', async t => {
  const { dir, git } = gitRepository(t)
  await generated(t, dir)
  const path = 'apps/old/base/kustomization.yaml'
  const text = '# Given by bulkhead once, and yours from now on.\nresources: []\n'
  writeTree(dir, { [path]: text })
  record(dir, { [path]: { pack: 'workload', owner: 'given' } }, 'journal.json')
  git('add', '--all', '--force')
  await generate(dir)
  assert.ok(existsSync(join(dir, path)))
})

test('journals that are committed are known however many there are', t => {
  const { dir, git } = gitRepository(t)
  const pathOf = (i: number) => `.bulkhead/journal-${String(i).padStart(200, '0')}.json`
  const paths = [...Array(12_000).keys()].map(pathOf)
  writeTree(dir, { [pathOf(0)]: '{}', [pathOf(1)]: '{}' })
  git('add', pathOf(0))
  assert.deepEqual([...trackedAmong(dir, paths)], [pathOf(0)])
})

test('what a pack wrote is still deleted when it leaves the spec', async t => {
  const dir = await generated(t)
  const managed = 'apps/web/overlays/local-dev/kustomization.yaml'
  const given = 'apps/web/base/kustomization.yaml'
  assert.ok(existsSync(join(dir, managed)))
  writeTree(dir, { 'fleet/fleet.yaml': fleet.slice(0, fleet.lastIndexOf('---')) })
  const changes = await generate(dir)
  assert.equal(changes.find(({ path }) => path === managed)?.verdict, 'delete')
  assert.equal(changes.find(({ path }) => path === given)?.verdict, 'keep')
  assert.ok(!existsSync(join(dir, managed)))
  assert.ok(existsSync(join(dir, given)))
})

test('what the packs write is what they are known to write', async t => {
  const dir = await generated(t)
  const { files } = JSON.parse(readFileSync(join(dir, '.bulkhead/lock.json'), 'utf8'))
  const places = new Places(readPackFiles(), new Map())
  const entries = Object.entries(files) as [string, { hash: string; owner: Owner; pack: string }][]
  assert.ok(entries.length > 20)
  for (const [path, entry] of entries) {
    assert.equal(
      places.faultOf(path, entry, readFileSync(join(dir, path), 'utf8')),
      undefined,
      path,
    )
  }
})
