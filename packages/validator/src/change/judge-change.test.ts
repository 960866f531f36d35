import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, deployment, fleetSpec, judgeEdits, rolling } from '../testing/changes.ts'

const spec = 'fleet/fleet.yaml'
const set = 'gitops/applicationsets/cart.yaml'
const limited = '  changeBudget: { reach: [{ clusters: 1 }] }\n'
const everywhere = { 'apps/cart/base/deployment.yaml': deployment('cart:2.0.0') }
const waiver = (more = '') =>
  `  waivers: [{ rule: CHG001, reason: a leaked key, until: '2027-03-31'${more} }]\n`

/** What is found and what is let through in a change of all clusters. */
function judge(waivers: string, today?: string) {
  const { findings, suppressed } = judgeEdits({
    before: { [spec]: fleetSpec(limited) },
    after: { ...everywhere, [spec]: fleetSpec(limited + waivers) },
    ...(today !== undefined && { today }),
  })
  return { findings, suppressed }
}

test('a waiver of the fleet lets a change through until its last day, and says why', () => {
  assert.equal(judge('').findings.length, 1)
  const { findings, suppressed } = judge(waiver(), '2027-03-31')
  assert.deepEqual(findings, [])
  assert.deepEqual(
    suppressed.map(({ finding, reason, until }) => [finding.rule, reason, until]),
    [['CHG001', 'a leaked key', '2027-03-31']],
  )
})

test('from the next day on the finding is back, and says that the waiver ended', () => {
  const { findings, suppressed } = judge(waiver(), '2027-04-01')
  assert.deepEqual(suppressed, [])
  assert.match(findings[0]?.hint ?? '', / The waiver for it ended on 2027-03-31\.$/)
})

test('a waiver for some clusters lets through what reaches no other', () => {
  const all = 'eu-west-1-production, us-east-1-production, us-east-1-staging'
  assert.equal(judge(waiver(`, clusters: [${all}]`)).findings.length, 0)
  assert.equal(judge(waiver(', clusters: [us-east-1-staging]')).findings.length, 1)
})

test('a comment lets nothing through', () => {
  const comment = '# bulkhead-ignore CHG004: it is meant\n'
  const { findings } = judgeEdits({
    after: { [set]: `${comment}${cartSet({ environments: 'nowhere' })}` },
  })
  assert.ok(findings.some(({ rule }) => rule === 'CHG004'))
})

test('findings are in order of their places', () => {
  const { findings } = judgeEdits({
    before: { [spec]: fleetSpec(limited) },
    after: { [set]: cartSet({ environments: 'nowhere' }) },
  })
  const files = findings.map(({ location }) => location.file)
  assert.ok(files.length > 1)
  assert.deepEqual(files, files.toSorted())
})

test('what waits is told step by step, with the domains of each', () => {
  const { reach, later } = judgeEdits({
    before: { [set]: cartSet({ more: rolling }) },
    after: everywhere,
  })
  assert.deepEqual(reach.environments, ['staging'])
  assert.deepEqual(later, [
    {
      step: 2,
      clusters: ['eu-west-1-production', 'us-east-1-production'],
      regions: ['eu-west-1', 'us-east-1'],
      environments: ['production'],
      providers: ['aws'],
    },
  ])
})
