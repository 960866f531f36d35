import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { terminalText } from '@bulkhead/diagnostics'
import { cleanReport, exampleReport } from '../testing/example-report.ts'
import { reportText } from './text.ts'

const read = (path: string) =>
  path.startsWith('clusters/b') ? 'a:\n  b:\n      - 10.20.0.0/16\n' : undefined

test('findings come by file, with source, other places and what to do, then a summary', () => {
  assert.equal(
    reportText(exampleReport, { color: false, read }),
    `apps/old file.yaml:1:1  warning  GEN003  apps/old file.yaml is an orphan
    Delete the file.

clusters/b/cluster.yaml:3:9  error  NET002  10.20.0.0/16 (pods of b) overlaps 10.20.0.0/16 (pods of a)
    3 |       - 10.20.0.0/16
      |         ^^^^^^^^^^^^
    clusters/a/cluster.yaml:3:9  10.20.0.0/16 (pods of a)
    Give one of the two another range.

1 error, 1 warning in 12 files, 4 kustomizations, 6 Applications, 3 clusters, 5 rules; 1 suppressed; not checked: Helm charts (not rendered: cilium)
`,
  )
})

test('a clean report is one line', () => {
  assert.equal(
    reportText(cleanReport, { color: false }),
    'no findings in 12 files, 4 kustomizations, 6 Applications, 3 clusters, 5 rules; not checked: Helm charts (not rendered: cilium)\n',
  )
})

test('color adds color and nothing else', () => {
  const painted = terminalText(reportText(exampleReport, { color: true, read }))
  assert.ok(painted.includes('\u001B[31merror'))
  assert.equal(stripVTControlCharacters(painted), reportText(exampleReport, { color: false, read }))
})

test('a name or a reason begins no line of the summary', () => {
  const [finding] = exampleReport.findings
  const suppressed = {
    finding: { ...finding!, location: { file: 'a\nb', line: 1, column: 1 } },
    reason: 'c\nd',
    isAccepted: true as const,
  }
  const text = reportText({ ...cleanReport, suppressed: [suppressed] }, { color: false })
  assert.match(text, /; 1 accepted unchecked: a\\u000ab \(c\\u000ad\)/)
})

test('after twenty findings the rest is counted', () => {
  const [finding] = exampleReport.findings
  const many = { ...exampleReport, findings: Array.from({ length: 25 }, () => finding!) }
  const text = reportText(many, { color: false })
  assert.equal(text.match(/GEN003/g)?.length, 20)
  assert.match(text, /… and 5 more; --json has them all\n/)
  assert.match(text, /25 warnings in/)
})

test('errors are not hidden by warnings that come before them', () => {
  const [warning, error] = exampleReport.findings
  const findings = [...Array.from({ length: 25 }, () => warning!), error!]
  assert.match(reportText({ ...exampleReport, findings }, { color: false }), /error {2}NET002/)
})

test('the source of a file with a security finding is never shown: it may be the secret', () => {
  const [, finding] = exampleReport.findings
  const secret = { ...finding!, rule: 'SEC001' }
  const shown = { ...exampleReport, findings: [finding!, secret] }
  assert.doesNotMatch(reportText(shown, { color: false, read }), /3 \|/)
  const silenced = { ...exampleReport, suppressed: [{ finding: secret, reason: 'a fixture' }] }
  assert.doesNotMatch(reportText(silenced, { color: false, read }), /3 \|/)
})

test('what was not checked is named, and counted when there is much of it', () => {
  const skipped = ['a', 'b', 'c', 'd', 'e'].map(what => ({ what, why: 'remote' }))
  assert.match(
    reportText({ ...cleanReport, skipped }, { color: false }),
    /; not checked: a \(remote\), b \(remote\), c \(remote\) and 2 more\n$/,
  )
})

test('what the fleet accepts unchecked is counted and said, apart from what is suppressed', () => {
  const [one] = exampleReport.suppressed
  const accepted = { ...one!, reason: 'signed', isAccepted: true } as const
  assert.match(
    reportText({ ...exampleReport, suppressed: [one!, accepted] }, { color: false }),
    /; 1 suppressed; 1 accepted unchecked: clusters\/b\/cluster\.yaml \(signed\); not checked: /,
  )
})
