import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Budget } from '@bulkhead/diagnostics'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { Compiler, type CompileStore } from './compiler.ts'
import type { StateRepository } from './repository.ts'

const url = 'https://example.com/fleet.git'

type Files = Readonly<Record<string, string>>

/** Files that know their ids, as git's do. */
function repositoryOf(files: Files): StateRepository & { readonly reads: string[] } {
  const fileSystem = memoryFileSystem(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${path}`, text])),
  )
  const reads: string[] = []
  return {
    reads,
    paths: Object.keys(files).sort(),
    fileSystem: {
      ...fileSystem,
      readFile(path) {
        reads.push(path)
        return fileSystem.readFile(path)
      },
    },
    identify: path =>
      files[path] === undefined ? undefined : createHash('sha1').update(files[path]).digest('hex'),
    url,
    revision: 'main',
  }
}

function memoryStore(): CompileStore & { readonly texts: Map<string, string[]> } {
  const texts = new Map<string, string[]>()
  return {
    texts,
    read: key => texts.get(key) ?? [],
    keep: (key, text) => texts.set(key, [text, ...(texts.get(key) ?? [])]),
  }
}

const application = (name: string, path: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: ${url}, targetRevision: main, path: ${path} }
  destination: { name: eu, namespace: shop }
`

const files = {
  'hub/kustomization.yaml': 'resources: [cart.yaml]\n',
  'hub/cart.yaml': application('cart', 'cart'),
  'cart/kustomization.yaml': 'resources: [map.yaml]\n',
  'cart/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\ndata: { a: "1" }\n',
}

test('what nothing has changed in is known again, in another run and without reading it', () => {
  const store = memoryStore()
  const first = new Compiler(store, 'v1').instance(repositoryOf(files), 'hub')
  const again = repositoryOf(files)
  const second = new Compiler(store, 'v1').instance(again, 'hub')
  assert.deepEqual(second.applications, first.applications)
  assert.deepEqual(again.reads, [])
})

test('a file that it does not hang on may change, and what is deployed is that of the files at hand', () => {
  const compiler = new Compiler(memoryStore(), 'v1')
  compiler.instance(repositoryOf(files), 'hub')
  const changed = repositoryOf({
    ...files,
    'cart/map.yaml': files['cart/map.yaml'].replace('"1"', '"2"'),
  })
  const instance = compiler.instance(changed, 'hub')
  const [deployment] = instance.deploymentsOf(instance.applications[0]!)
  assert.ok(deployment?.kind === 'objects')
  assert.deepEqual(deployment.root.resources[0]?.value['data'], { a: '2' })
})

test('a file may come that nobody asked for', () => {
  const local = application('own', 'hub').replace('name: eu', 'name: in-cluster')
  const hub = {
    ...files,
    'hub/kustomization.yaml': 'resources: [cart.yaml, own.yaml]\n',
    'hub/own.yaml': local,
  }
  const compiler = new Compiler(memoryStore(), 'v1')
  const { applications } = compiler.instance(repositoryOf(hub), 'hub')
  const more = repositoryOf({ ...hub, 'cart/more.yaml': '' })
  assert.equal(compiler.instance(more, 'hub').applications, applications)
  assert.deepEqual(more.reads, [])
})

const changes: readonly (readonly [what: string, files: Files, names: readonly string[]])[] = [
  ['a file it was read from', { 'hub/cart.yaml': application('basket', 'cart') }, ['basket']],
  [
    'a file that was not there, and that it looked for',
    {
      'hub/kustomization.yaml': 'resources: [cart.yaml, more]\n',
      'hub/more/kustomization.yaml': 'resources: [more.yaml]\n',
      'hub/more/more.yaml': application('more', 'more'),
    },
    ['cart', 'more'],
  ],
]

for (const [what, change, names] of changes) {
  test(`it is compiled anew for ${what}`, () => {
    const store = memoryStore()
    new Compiler(store, 'v1').instance(repositoryOf(files), 'hub')
    const next = new Compiler(store, 'v1').instance(repositoryOf({ ...files, ...change }), 'hub')
    assert.deepEqual(
      next.applications.map(({ name }) => name),
      names,
    )
  })
}

test('another program, root or revision is another compile', () => {
  const store = memoryStore()
  const repository = repositoryOf({ ...files, 'other/kustomization.yaml': 'resources: []\n' })
  new Compiler(store, 'v1').instance(repository, 'hub')
  new Compiler(store, 'v2').instance(repository, 'hub')
  new Compiler(store, 'v1').instance({ ...repository, revision: 'next' }, 'hub')
  assert.equal(store.texts.size, 3)
})

/* An Argo CD that runs where its workloads do, and so may find more Applications among them. */

const local = {
  ...files,
  'hub/cart.yaml': application('cart', 'cart').replace('name: eu,', 'name: in-cluster,'),
}

test('a workload that does not mention Argo CD is not built to look for Applications, and may change', () => {
  const store = memoryStore()
  const first = repositoryOf(local)
  new Compiler(store, 'v1').instance(first, 'hub')
  const changed = repositoryOf({
    ...local,
    'cart/map.yaml': files['cart/map.yaml'].replace('"1"', '"2"'),
  })
  new Compiler(store, 'v1').instance(changed, 'hub')
  assert.deepEqual([...new Set(changed.reads)], ['/cart/map.yaml'])
})

test('one that comes to bring an Application is followed', () => {
  const store = memoryStore()
  const names = (edits: Files) =>
    new Compiler(store, 'v1')
      .instance(repositoryOf({ ...local, ...edits }), 'hub')
      .applications.map(({ name }) => name)
  assert.deepEqual(names({}), ['cart'])
  assert.deepEqual(names({ 'cart/map.yaml': application('more', 'more') }), ['cart', 'more'])
  assert.deepEqual(
    names({
      'cart/kustomization.yaml': 'resources: [map.yaml, more]\n',
      'cart/more/kustomization.yaml': 'resources: [more.yaml]\n',
      'cart/more/more.yaml': application('more', 'more'),
    }),
    ['cart', 'more'],
  )
})

test('what a limit cut short is not kept, and other limits do not meet it', () => {
  const store = memoryStore()
  const kept = () => store.texts.size
  const repository = repositoryOf(files)
  const small = new Budget([['root-objects', 0]])
  const cut = new Compiler(store, 'v1').instance({ ...repository, budget: small }, 'hub')
  assert.ok(cut.problems.some(({ code }) => code === 'LIMIT_EXCEEDED'))
  assert.equal(kept(), 0)
  const raised = new Budget([['root-objects', 1_000_000]])
  new Compiler(store, 'v1').instance({ ...repository, budget: raised }, 'hub')
  assert.equal(kept(), 1)
  assert.deepEqual(new Compiler(store, 'v1').instance(repository, 'hub').problems, [])
  assert.equal(kept(), 2)
})
