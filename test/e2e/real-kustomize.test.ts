import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildRoots, builtAcme } from '../support/build-roots.ts'
import { acmeRepository, generate } from '../support/fleets.ts'
import { writeTree } from '../support/tree.ts'

/* The real tool has the last word: what is generated builds. */

test('every kustomization of the example fleet builds with the real kustomize', async t => {
  const builds = await builtAcme()
  if (!builds) return t.skip('neither kustomize nor kubectl is installed')
  assert.ok(builds.length > 50)
  assert.deepEqual(
    builds
      .filter(({ code, out, err }) => code !== 0 || err !== '' || out === '')
      .map(({ root, err }) => `${root}: ${err || 'builds nothing'}`),
    [],
  )
})

test('so does an overlay with a local/ of its own', async t => {
  const dir = await acmeRepository(t)
  const overlay = 'apps/storefront/overlays'
  writeTree(dir, {
    [`${overlay}/production/local/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target: { kind: Deployment }
    patch: |
      - { op: add, path: /spec/revisionHistoryLimit, value: 2 }
`,
    [`${overlay}/local-one/local/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
  - { name: extra, literals: [a=b] }
`,
  })
  await generate(dir)
  const builds = await buildRoots(dir, root => root.startsWith(overlay))
  if (!builds) return t.skip('neither kustomize nor kubectl is installed')
  const built = (root: string) => builds.find(build => build.root === root)
  assert.match(built(`${overlay}/eu-west-1-production`)?.out ?? '', /revisionHistoryLimit: 2/)
  assert.match(built(`${overlay}/eu-west-1-staging`)?.out ?? '', /revisionHistoryLimit: 5/)
  assert.match(built(`${overlay}/local-one`)?.out ?? '', /name: extra-/)
})
