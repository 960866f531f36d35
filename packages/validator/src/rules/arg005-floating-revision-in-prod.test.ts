import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import { floatingRevisionInProd as rule } from './arg005-floating-revision-in-prod.ts'

const observeSet = (...edits: readonly (readonly [string, string])[]) =>
  observe(rule, acmeRepository({}, edited(setPath, ...edits)))
const other = ['acme/fleet.git', 'acme/web.git'] as const
const path = `        path: 'apps/web/overlays/{{ .name }}'\n`

test('the branch of the spec, of this repository: fine', () => assert.deepEqual(observeSet(), []))

const revisions: readonly [revision: string, follows: string | undefined][] = [
  ['HEAD', 'the default branch'],
  [`''`, 'the default branch'],
  ['main', 'the branch main'],
  ['refs/heads/release-1.2', 'the branch release-1.2'],
  ['v1.*', 'every tag that is v1.*'],
  ['^1.2.0', 'every tag that is ^1.2.0'],
  ['v1.2.3', undefined],
  ['refs/tags/stable', undefined],
  ['release-1.2', undefined],
  ['8d4a4c5ab3eeb8a1b1cf7ee1b1cd92e1c1bd4a0e', undefined],
]

for (const [revision, follows] of revisions) {
  test(`${revision} of another repository: ${follows ?? 'fine'}`, () => {
    const found = observeSet(other, ['targetRevision: main', `targetRevision: ${revision}`])
    assert.deepEqual(
      found,
      follows === undefined
        ? []
        : [
            `${setPath}:23:25 the Application web-eu-west-1-production and 1 more in a protected environment follows ${follows} of https://github.com/acme/web.git`,
          ],
    )
  })
}

const versions: readonly [version: string, follows: string | undefined][] = [
  [`'*'`, 'every version that is *'],
  ['1.x', 'every version that is 1.x'],
  ['~1.2.0', 'every version that is ~1.2.0'],
  [`'>=1.0.0 <2.0.0'`, 'every version that is >=1.0.0 <2.0.0'],
  [`''`, 'the newest version'],
  ['1.2.3', undefined],
  ['1.2.3-rc.1', undefined],
]

for (const [version, follows] of versions) {
  test(`the version ${version} of a chart: ${follows ?? 'fine'}`, () => {
    const found = observeSet(
      [path, '        chart: web\n'],
      ['targetRevision: main', `targetRevision: ${version}`],
    )
    assert.match(found.join('\n'), follows === undefined ? /^$/ : /follows .* of web$/)
    if (follows !== undefined) assert.ok(found[0]?.includes(`follows ${follows} of`))
  })
}

test('the default branch of this repository is not what the spec names', () => {
  assert.equal(observeSet(['targetRevision: main', 'targetRevision: HEAD']).length, 1)
})

test('where nothing is protected everything may float', () => {
  const edits = edited(setPath, other, [
    'argocd.argoproj.io/secret-type: cluster',
    'environment: staging',
  ])
  assert.deepEqual(observe(rule, acmeRepository({}, edits)), [])
})

test('one of several sources is reported at its place, with the one cluster', () => {
  const sources = [
    '      source:\n        repoURL: https://github.com/acme/fleet.git\n        targetRevision: main\n',
    '      sources:\n      - repoURL: https://github.com/acme/fleet.git\n        targetRevision: main\n        ref: values\n      - repoURL: https://charts.example.com\n        chart: web\n        targetRevision: 1.x\n',
  ] as const
  const edits = edited(
    setPath,
    sources,
    [path, ''],
    ['argocd.argoproj.io/secret-type: cluster', 'region: eu-west-1'],
  )
  const { findings } = reportOf(rule, acmeRepository({}, edits))
  assert.deepEqual(
    findings.map(({ location, cluster }) => [location.line, cluster]),
    [[27, 'eu-west-1-production']],
  )
})
