import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import type { Rule } from './rule.ts'
import { acmeRepository } from './testing/acme.ts'
import { ruleIds } from './rules/index.ts'
import { validate } from './validate.ts'

/** Finds every line of `x.yaml` that has the word bad. */
const noBadLines: Rule = {
  id: 'TST001',
  name: 'bad-line',
  severity: 'error',
  summary: 'No line is bad.',
  *check(snapshot) {
    for (const [index, line] of (snapshot.read('x.yaml') ?? '').split('\n').entries()) {
      const column = line.indexOf('bad') + 1
      if (column === 0) continue
      const location = { file: 'x.yaml', line: index + 1, column }
      const other = { file: 'y.yaml', line: 1, column: 1, message: 'the other side' }
      yield { message: 'bad', location, hint: 'Mend it.', related: [other] }
    }
  },
}

const check = (text: string, scope?: ReadonlySet<string>) =>
  validate(acmeRepository({}, { 'x.yaml': text }), { rules: [noBadLines], scope })

const linesOf = (text: string) => check(text).findings.map(({ location }) => location.line)

test('a sound repository has no findings, and says what was looked at and what was not', () => {
  const { findings, checked, skipped } = validate(acmeRepository())
  assert.deepEqual(findings, [])
  assert.deepEqual(checked, {
    files: 25,
    roots: 11,
    applications: 4,
    clusters: 3,
    objects: 9,
    rules: ruleIds.length,
  })
  assert.deepEqual(skipped, [])
})

test('where an Argo CD has no directory, its Applications are unknown', () => {
  const { paths } = acmeRepository()
  const gone = paths.filter(path => path.startsWith('gitops/')).map(path => [path, undefined])
  const { checked, skipped, findings } = validate(acmeRepository({}, Object.fromEntries(gone)))
  assert.ok(
    findings.some(({ rule, message }) => rule === 'KUS010' && /no gitops\/hub/.test(message)),
  )
  assert.equal(checked.applications, 0)
  assert.deepEqual(skipped, [
    { what: 'Applications', why: 'there is no gitops/hub, from which Argo CD starts' },
  ])
})

test('a spec that cannot be read is thrown, with every problem', () => {
  const broken = acmeRepository({}, { 'fleet/x.yaml': 'kind: Nothing\n', 'fleet/y.yaml': '[' })
  assert.throws(
    () => validate(broken),
    (error: unknown) => error instanceof FleetError && error.problems.length >= 2,
  )
})

test('a record from a newer version is thrown', () => {
  const newer = acmeRepository({}, { '.bulkhead/lock.json': '{ "format": 99, "tool": "9.0.0" }' })
  assert.throws(() => validate(newer), /LOCK_NEWER/)
})

test('a suppression answers for its own line and for the line below', () => {
  assert.deepEqual(linesOf('bad # bulkhead-ignore TST001: it is meant to be\nbad\n'), [2])
  assert.deepEqual(linesOf('# bulkhead-ignore TST001: it is meant to be\nbad\nbad\n'), [3])
  assert.deepEqual(linesOf('a: 1 # bulkhead-ignore TST001: not this line\nbad\n'), [2])
})

test('comments stack: each answers for the line below all of them', () => {
  const stacked =
    '# bulkhead-ignore TST001: it is meant to be\n# bulkhead-ignore NET002: another\nbad\n'
  assert.deepEqual(linesOf(stacked), [])
})

test('a suppression of another rule, or without a reason, suppresses nothing', () => {
  assert.deepEqual(linesOf('# bulkhead-ignore TST002: it is meant to be\nbad\n'), [2])
  assert.deepEqual(linesOf('# bulkhead-ignore TST001\nbad\n'), [2])
  assert.deepEqual(linesOf('# bulkhead-ignore TST001: TODO\nbad\n'), [2])
})

test('what is suppressed is kept, with its reason', () => {
  const [suppressed] = check('bad # bulkhead-ignore TST001: it is meant to be\n').suppressed
  assert.equal(suppressed?.reason, 'it is meant to be')
  assert.equal(suppressed?.finding.rule, 'TST001')
})

test('with a scope, a finding is reported when a path in scope takes part in it', () => {
  const count = (path: string) => check('bad\n', new Set([path])).findings.length
  assert.equal(count('x.yaml'), 1)
  assert.equal(count('y.yaml'), 1)
  assert.equal(count('z.yaml'), 0)
})
