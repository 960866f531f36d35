import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget, startOf } from '@bulkhead/diagnostics'
import type { Repository } from './repository.ts'
import { acmeRepository } from './testing/acme.ts'
import { validate } from './validate.ts'

/** The fleet of the tests, with more files; what is read is noted, and large files are refused. */
function watched(files: Readonly<Record<string, string>>) {
  const acme = acmeRepository({}, files)
  const read = new Set<string>()
  const budget = new Budget([['manifest-file', 100_000]])
  const repository: Repository = {
    ...acme,
    read(path) {
      read.add(path)
      const text = acme.read(path)
      budget.hold('manifest-file', text?.length ?? 0, () => startOf(path))
      return text
    },
  }
  return { repository, read }
}

test('what no rule needs is not read', () => {
  const { repository, read } = watched({
    'media/movie.mp4': 'x'.repeat(200_000),
    'src/main.go': 'package main\n',
    'apps/web/base/picture.png': 'x'.repeat(200_000),
  })
  const { skipped } = validate(repository)
  for (const path of ['media/movie.mp4', 'src/main.go', 'apps/web/base/picture.png']) {
    assert.ok(!read.has(path), path)
  }
  assert.deepEqual(
    skipped.filter(({ what }) => !what.startsWith('apps/web')),
    validate(acmeRepository()).skipped.filter(({ what }) => !what.startsWith('apps/web')),
  )
})

test('what a kustomization names is read, whatever it is called', () => {
  const { repository, read } = watched({
    'apps/web/extra/kustomization.yaml': 'configMapGenerator:\n- name: a\n  files: [start.sh]\n',
    'apps/web/extra/start.sh': 'echo\n',
    'apps/web/extra/other.sh': 'echo\n',
  })
  validate(repository)
  assert.ok(read.has('apps/web/extra/start.sh'))
  assert.ok(!read.has('apps/web/extra/other.sh'))
})

test('a file that is too large is not checked, and said to be', () => {
  const { repository } = watched({ 'apps/web/zeros.yaml': '\0'.repeat(200_000) })
  const { skipped } = validate(repository)
  assert.deepEqual(
    skipped.filter(({ what }) => what === 'apps/web/zeros.yaml'),
    [
      {
        what: 'apps/web/zeros.yaml',
        why: 'too large to be read (the size of one manifest, values file or file that a kustomization names: more than 100,000 bytes). If this is meant, raise the limit: --limit manifest-file=200000.',
      },
    ],
  )
})

test('a root that needs a file that is too large is said not to build for it', () => {
  const { repository } = watched({
    'apps/web/extra/kustomization.yaml': 'configMapGenerator:\n- name: a\n  files: [movie.mp4]\n',
    'apps/web/extra/movie.mp4': 'x'.repeat(200_000),
  })
  const { findings, skipped } = validate(repository)
  const said = [
    ...findings.map(({ message }) => message),
    ...skipped.map(({ what, why }) => `${what} ${why}`),
  ]
  assert.match(said.join('\n'), /more than 100,000 bytes/)
})

test('a spec that is too large stops everything', () => {
  const { repository } = watched({ 'fleet/notes.yaml': `# ${'x'.repeat(200_000)}\n` })
  assert.throws(() => validate(repository), /fleet\/notes\.yaml.*more than 100,000 bytes/)
})
