import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFleet } from '@bulkhead/fleet'
import { fleetSpec, smallFleet } from '../testing/changes.ts'
import { budgetLocation, reachLimits, removalLimit, wantsWaveOrder } from './budgets.ts'

function fleetWith(budget: string) {
  const spec = fleetSpec(budget === '' ? '' : `  changeBudget: { ${budget} }\n`)
  const regions = smallFleet['fleet/regions.yaml'] ?? ''
  const { loaded } = loadFleet(
    new Map([
      ['fleet/fleet.yaml', spec],
      ['fleet/regions.yaml', regions],
    ]),
  )
  assert.ok(loaded)
  return loaded
}

/** The budgets of before and after; nothing where there was no fleet before. */
function sides(before: string | undefined, after: string) {
  const fleet = before === undefined ? undefined : fleetWith(before).fleet
  return { before: fleet, after: fleetWith(after) }
}

test('the limits of before and after hold, each once', () => {
  const told = (before: string | undefined, after: string) =>
    reachLimits(sides(before, after)).map(({ in: places, regions, clusters }) => [
      places?.join() ?? 'all',
      regions ?? clusters,
    ])
  const one = 'reach: [{ regions: 1 }]'
  assert.deepEqual(told('', ''), [])
  assert.deepEqual(told(undefined, one), [['all', 1]])
  assert.deepEqual(told(one, one), [['all', 1]])
  assert.deepEqual(told(one, ''), [['all', 1]])
  assert.deepEqual(told(one, 'reach: [{ in: [staging], clusters: 5 }, { regions: 1 }]'), [
    ['all', 1],
    ['staging', 5],
  ])
})

test('of removals the lesser limit holds, where there is one', () => {
  const limit = (before: string | undefined, after: string) => removalLimit(sides(before, after))
  const most = (count: number) => `removedApplications: ${count}`
  assert.equal(limit('', ''), undefined)
  assert.equal(limit(undefined, most(3)), 3)
  assert.equal(limit(most(3), ''), 3)
  assert.equal(limit(most(3), most(0)), 0)
})

test('the order of environments is kept where before or after wants it', () => {
  const order = 'waveOrder: true'
  const wants = (before: string | undefined, after: string) => wantsWaveOrder(sides(before, after))
  assert.deepEqual(
    [wants('', ''), wants(order, ''), wants('', order), wants(undefined, 'waveOrder: false')],
    [false, true, true, false],
  )
})

test('a limit is told where it is written, and one that goes by what it stood in', () => {
  const at = (after: string) => {
    const { file, line, column } = budgetLocation(sides('', after), ['waveOrder'])
    return `${file}:${line}:${column}`
  }
  assert.equal(at('waveOrder: true'), 'fleet/fleet.yaml:8:30')
  assert.equal(at(''), 'fleet/fleet.yaml:5:3')
})
