import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../report.ts'
import { allRules } from '../rules/index.ts'
import { cleanReport, exampleReport } from '../testing/example-report.ts'
import { reportSarif } from './sarif.ts'

const logOf = (report: Report) => JSON.parse(reportSarif(report, { version: '1.2.3' }))
const resultsOf = (report: Report) => logOf(report).runs[0].results

test('there is exactly one run, with its tool and every rule', () => {
  const { version, runs } = logOf(cleanReport)
  assert.equal(version, '2.1.0')
  assert.equal(runs.length, 1)
  assert.deepEqual(runs[0].results, [])
  assert.equal(runs[0].tool.driver.semanticVersion, '1.2.3')
  assert.deepEqual(
    runs[0].tool.driver.rules.map(({ id }: { id: string }) => id),
    allRules.map(({ id }) => id),
  )
})

test('every rule has the texts that code scanning asks for, none of them empty', () => {
  for (const rule of logOf(cleanReport).runs[0].tool.driver.rules) {
    for (const field of ['shortDescription', 'fullDescription', 'help']) {
      assert.match(rule[field].text, /\w/)
    }
    assert.ok(rule.fullDescription.text.length <= 1024)
    assert.match(rule.defaultConfiguration.level, /^(?:error|warning|note)$/)
  }
})

test('a finding has its region, the other places and the level of its severity', () => {
  const [orphan, overlap] = resultsOf(exampleReport)
  assert.equal(orphan.level, 'warning')
  assert.equal(orphan.locations[0].physicalLocation.artifactLocation.uri, 'apps/old%20file.yaml')
  assert.equal(overlap.ruleId, 'NET002')
  assert.deepEqual(overlap.locations[0].physicalLocation, {
    artifactLocation: { uri: 'clusters/b/cluster.yaml' },
    region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 21 },
  })
  assert.deepEqual(overlap.relatedLocations, [
    {
      id: 1,
      message: { text: '10.20.0.0/16 (pods of a)' },
      physicalLocation: {
        artifactLocation: { uri: 'clusters/a/cluster.yaml' },
        region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 10 },
      },
    },
  ])
})

test('a suppressed finding is there, with its reason', () => {
  const [, overlap, suppressed] = resultsOf(exampleReport)
  assert.deepEqual(overlap.suppressions, [])
  assert.deepEqual(suppressed.suppressions, [{ kind: 'inSource', justification: 'a lab' }])
})

test('a fingerprint survives a move to another line, and two alike differ', () => {
  const [, finding] = exampleReport.findings
  const moved = { ...finding!, location: { ...finding!.location, line: 90 } }
  const prints = (findings: Report['findings']) =>
    resultsOf({ ...cleanReport, findings }).map(
      (result: { partialFingerprints: object }) => result.partialFingerprints,
    )
  assert.deepEqual(prints([finding!]), prints([moved]))
  const [first, second] = prints([finding!, moved])
  assert.notDeepEqual(first, second)
})

test('what the fleet accepts unchecked is suppressed by something outside the file', () => {
  const [one] = exampleReport.suppressed
  const accepted = { ...one!, reason: 'signed', isAccepted: true } as const
  const [result] = resultsOf({ ...cleanReport, suppressed: [accepted] })
  assert.deepEqual(result.suppressions, [{ kind: 'external', justification: 'signed' }])
})
