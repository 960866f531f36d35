import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podCidrOverlapAcrossClusters as rule } from './rules/net002-pod-cidr-overlap-across-clusters.ts'
import { acmeRepository } from './testing/acme.ts'
import { clusterApi } from './testing/manifests.ts'
import { validate } from './validate.ts'

interface Written {
  readonly clusters?: string
  readonly path?: string
  readonly until?: string
}

/** Two clusters that overlap, and what the fleet says of it. */
function reportWith({ clusters, path, until = '2027-03-31' }: Written, today = '2027-01-01') {
  const waiver = [
    '  waivers:',
    '    - rule: NET002',
    '      reason: until the move',
    `      until: '${until}'`,
    ...(clusters === undefined ? [] : [`      clusters: [${clusters}]`]),
    ...(path === undefined ? [] : [`      path: ${path}`]),
    '',
  ].join('\n')
  const spec = acmeRepository().read('fleet/fleet.yaml') ?? ''
  const pods = '10.244.0.0/16'
  const repository = acmeRepository(
    {},
    {
      'fleet/fleet.yaml': spec.replace('  network:', `${waiver}  network:`),
      'legacy/one.yaml': clusterApi('one', { pods }),
      'legacy/two.yaml': clusterApi('two', { pods }),
    },
  )
  return validate(repository, { rules: [rule], today })
}

test('a waiver that names all who take part answers for what is found, with its reason and its last day', () => {
  const { findings, suppressed } = reportWith({ clusters: 'one, two' })
  assert.deepEqual(findings, [])
  assert.deepEqual(
    suppressed.map(({ finding, reason, until }) => [finding.location.file, reason, until]),
    [
      ['legacy/one.yaml', 'until the move', '2027-03-31'],
      ['legacy/two.yaml', 'until the move', '2027-03-31'],
    ],
  )
})

test('a finding in which another takes part is reported all the same', () => {
  assert.equal(reportWith({ clusters: 'one' }).findings.length, 2)
})

test('a waiver can be for a directory', () => {
  assert.equal(reportWith({ path: 'legacy' }).findings.length, 0)
  assert.equal(reportWith({ path: 'legacy/one.yaml' }).findings.length, 1)
  assert.equal(reportWith({ path: 'leg' }).findings.length, 2)
})

test('it holds on its last day, and from the next day on the finding is back and says so', () => {
  assert.equal(reportWith({}, '2027-03-31').findings.length, 0)
  const [finding] = reportWith({}, '2027-04-01').findings
  assert.match(finding?.hint ?? '', / The waiver for it ended on 2027-03-31\.$/)
})
