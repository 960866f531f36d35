import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { build } from '../build.ts'
import { memoryFileSystem } from '../file-system.ts'

/** The image of a pod that has one, after an entry of `images` with this name has met it. */
function changed(name: string, image: string): unknown {
  const entry = JSON.stringify({ name, newTag: 'new' })
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }
  const { resources } = build('/', {
    fileSystem: memoryFileSystem({
      '/kustomization.yaml': `resources: [p.yaml]\nimages: [${entry}]\n`,
      '/p.yaml': JSON.stringify({ ...pod, spec: { containers: [{ name: 'c', image }] } }),
    }),
  })
  const [{ value } = assert.fail()] = resources
  const { containers } = value['spec'] as { containers: readonly { image: string }[] }
  return containers[0]?.image
}

suite('the name of an image is a regular expression of Go', () => {
  const cases: readonly (readonly [name: string, image: string, expected: string])[] = [
    ['nginx', 'nginx', 'nginx:new'],
    ['nginx', 'nginx:1.27', 'nginx:new'],
    ['nginx', 'nginx:1.27@sha256:abc', 'nginx:new'],
    ['nginx', 'docker.io/nginx', 'docker.io/nginx'],
    ['nginx', 'nginx-debug', 'nginx-debug'],
    ['ghcr.io/acme/app', 'ghcr.io/acme/app:1', 'ghcr.io/acme/app:new'],
    // A dot is any character, and not a line's end.
    ['ghcr.io/app', 'ghcrXio/app', 'ghcrXio/app:new'],
    ['ghcr.io/app', 'ghcr😀io/app', 'ghcr😀io/app:new'],
    ['ghcr.io/app', 'ghcr\nio/app', 'ghcr\nio/app'],
    ['.*/nginx', 'quay.io/x/nginx:1', 'quay.io/x/nginx:new'],
    ['(nginx|httpd)', 'httpd', 'httpd:new'],
    ['host:5000/app', 'host:5000/app:1', 'host:5000/app:new'],
    // Not valid in Go, and so nothing.
    ['(nginx', 'nginx', 'nginx'],
    ['(?=n)nginx', 'nginx', 'nginx'],
  ]
  for (const [name, image, expected] of cases) {
    test(`${JSON.stringify(name)} and ${JSON.stringify(image)}`, () => {
      assert.equal(changed(name, image), expected)
    })
  }
})

test('a name made to hang a backtracking matcher does not', () => {
  const image = `${'a'.repeat(50_000)}!`
  for (const name of ['(a+)+', '(a|a)*', '(a|aa)+b', '(.*)*x']) {
    assert.equal(changed(name, image), image)
  }
})
