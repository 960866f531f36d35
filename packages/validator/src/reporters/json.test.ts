import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleReport } from '../testing/example-report.ts'
import { reportJson } from './json.ts'

test('a report for scripts has the documented shape, and suppressions among what was skipped', () => {
  assert.deepEqual(JSON.parse(reportJson(exampleReport)), {
    findings: [
      {
        rule: 'GEN003',
        severity: 'warning',
        message: 'apps/old file.yaml is an orphan',
        file: 'apps/old file.yaml',
        line: 1,
        column: 1,
        related: [],
        hint: 'Delete the file.',
      },
      {
        rule: 'NET002',
        severity: 'error',
        message: '10.20.0.0/16 (pods of b) overlaps 10.20.0.0/16 (pods of a)',
        file: 'clusters/b/cluster.yaml',
        line: 3,
        column: 9,
        cluster: 'b',
        object: 'Cluster/b',
        related: [
          {
            file: 'clusters/a/cluster.yaml',
            line: 3,
            column: 9,
            message: '10.20.0.0/16 (pods of a)',
          },
        ],
        hint: 'Give one of the two another range.',
      },
    ],
    checked: { files: 12, roots: 4, applications: 6, clusters: 3, objects: 8, rules: 5 },
    skipped: [
      { what: 'Helm charts', why: 'not rendered: cilium' },
      { what: 'NET005 at clusters/b/cluster.yaml:3:9', why: 'suppressed: a lab' },
    ],
  })
})

test('what the fleet accepts unchecked is said to be, with its reason', () => {
  const [one] = exampleReport.suppressed
  const accepted = { ...one!, reason: 'signed', isAccepted: true } as const
  const { skipped } = JSON.parse(reportJson({ ...exampleReport, suppressed: [accepted] }))
  assert.equal(skipped[1].why, 'accepted unchecked: signed')
})
