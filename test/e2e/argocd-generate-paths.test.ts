import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, memoryFileSystem } from '@bulkhead/kustomize'
import { deliver } from '../support/argocd-instance.ts'
import { acmeRepository, generate, generatedAcme } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

/*
 * `argocd.argoproj.io/manifest-generate-paths`: a commit that touches none of these leaves the
 * Application as it is. So they must hold every file that a build of it reads.
 */

interface Delivered {
  readonly name: string
  readonly paths: readonly string[]
  /** Every file that it is built of. */
  readonly read: readonly string[]
}

interface ApplicationLike {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> }
  readonly spec: { readonly source?: Source; readonly sources?: readonly Source[] }
}

interface Source {
  readonly path?: string
  readonly helm?: { readonly valueFiles?: readonly string[] }
}

function deliveredBy(tree: Tree): readonly Delivered[] {
  const files = memoryFileSystem(
    Object.fromEntries(Object.entries(tree).map(([path, text]) => [`/${path}`, text])),
  )
  return deliver(tree, 'gitops/hub').expansions.flatMap(({ applications }) =>
    applications.map(({ name, application }) => {
      const { metadata, spec } = application as unknown as ApplicationLike
      const sources = spec.sources ?? [spec.source ?? {}]
      const read = new Set(
        sources.flatMap(({ helm }) =>
          (helm?.valueFiles ?? []).map(file => file.replace('$values', '')),
        ),
      )
      const fileSystem = {
        ...files,
        readFile(path: string) {
          const bytes = files.readFile(path)
          if (bytes) read.add(path)
          return bytes
        },
      }
      for (const { path } of sources) if (path) build(`/${path}`, { fileSystem })
      const annotation = metadata.annotations['argocd.argoproj.io/manifest-generate-paths'] ?? ''
      return { name, paths: annotation.split(';'), read: [...read] }
    }),
  )
}

function isIn(file: string, path: string): boolean {
  return file.startsWith(`${path}/`)
}

function assertClosed(tree: Tree): readonly Delivered[] {
  const delivered = deliveredBy(tree)
  for (const { name, paths, read } of delivered) {
    for (const file of read)
      assert.ok(
        paths.some(path => isIn(file, path)),
        `${name} reads ${file}`,
      )
    for (const path of paths)
      assert.ok(
        read.some(file => isIn(file, path)),
        `${name}: ${path}`,
      )
  }
  return delivered
}

test('every Application lists what it is built of, all of it and nothing else', async () => {
  const delivered = assertClosed(await generatedAcme())
  const pathsOf = (name: string) => delivered.find(one => one.name === name)?.paths
  assert.deepEqual(pathsOf('cart-service-eu-west-1-staging'), [
    '/apps/cart-service/base',
    '/apps/cart-service/network',
    '/apps/cart-service/overlays/staging',
    '/apps/cart-service/overlays/eu-west-1-staging',
  ])
  assert.deepEqual(pathsOf('cilium-clustermesh-local-one'), [
    '/infrastructure/cilium-clustermesh/base',
    '/infrastructure/cilium-clustermesh/environments/development',
    '/infrastructure/cilium-clustermesh/overlays/local-one',
  ])
})

test('what people take in is followed, from a base and from local/, and on from there', async t => {
  const dir = await acmeRepository(t)
  const base = 'apps/storefront/base/kustomization.yaml'
  const configMap = (name: string) => `configMapGenerator:\n- { name: ${name}, literals: [a=b] }\n`
  writeTree(dir, {
    [base]: `${readTree(dir)[base] ?? ''}`.replace(
      'resources:\n',
      'resources:\n- ../../shared/one\n',
    ),
    'apps/shared/one/kustomization.yaml': `namePrefix: shared-\nresources: [../two]\n${configMap('one')}`,
    'apps/shared/two/kustomization.yaml': configMap('two'),
    'apps/cart-service/overlays/local-one/local/kustomization.yaml': `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nresources: [../../../../shared/two]\n`,
  })
  const stale = await runCli(dir, 'validate')
  assert.match(stale.out, /GEN004/)
  await generate(dir)
  const delivered = deliveredBy(readTree(dir))
  for (const { name, paths, read } of delivered) {
    for (const file of read)
      assert.ok(
        paths.some(path => isIn(file, path)),
        `${name} reads ${file}`,
      )
  }
  const { code, out } = await runCli(dir, 'validate')
  assert.equal(code, 0, out)
  const again = await runCli(dir, 'generate', '--check')
  assert.equal(again.code, 0, again.out)
})
