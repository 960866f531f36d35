import type { Finding } from '@bulkhead/diagnostics'
import type { Report } from '../report.ts'

const overlap: Finding = {
  rule: 'NET002',
  severity: 'error',
  message: '10.20.0.0/16 (pods of b) overlaps 10.20.0.0/16 (pods of a)',
  location: { file: 'clusters/b/cluster.yaml', line: 3, column: 9, endLine: 3, endColumn: 21 },
  related: [
    { file: 'clusters/a/cluster.yaml', line: 3, column: 9, message: '10.20.0.0/16 (pods of a)' },
  ],
  hint: 'Give one of the two another range.',
  cluster: 'b',
  object: 'Cluster/b',
}

const orphan: Finding = {
  rule: 'GEN003',
  severity: 'warning',
  message: 'apps/old file.yaml is an orphan',
  location: { file: 'apps/old file.yaml', line: 1, column: 1 },
  related: [],
  hint: 'Delete the file.',
}

const checked = { files: 12, roots: 4, applications: 6, clusters: 3, objects: 8, rules: 5 }
const skipped = [{ what: 'Helm charts', why: 'not rendered: cilium' }]

/** Two findings and one that is suppressed. */
export const exampleReport: Report = {
  findings: [orphan, overlap],
  suppressed: [{ finding: { ...overlap, rule: 'NET005' }, reason: 'a lab' }],
  checked,
  skipped,
}

export const cleanReport: Report = { findings: [], suppressed: [], checked, skipped }
