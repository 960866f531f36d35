import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RollingSyncStep } from '@bulkhead/argocd'
import { isPlaced, type Cluster, type Fleet } from '@bulkhead/fleet'
import fc from 'fast-check'
import { load } from '../testing/fleet.ts'
import { planRollingSync } from './rolling-sync.ts'

interface State {
  readonly pattern: 'active-passive' | 'active-active' | 'stateless'
  readonly primary?: string
}

/** A fleet with a cluster per environment in each region, and workloads that are everywhere. */
function fleetOf(regions: readonly string[], states: readonly State[]): Fleet {
  const document = (kind: string, name: string, spec: object) =>
    JSON.stringify({ apiVersion: 'bulkhead.dev/v1alpha1', kind, metadata: { name }, spec })
  const environments = [{ name: 'staging' }, { name: 'production', protected: true }]
  const { fleet } = load(
    [
      document('Fleet', 'acme', {
        repository: { url: 'https://github.com/acme/fleet.git' },
        environments,
        network: { pools: { region: { cidr: '10.0.0.0/8', block: '/13' } } },
      }),
      ...regions.map(region =>
        document('Region', region, {
          provider: 'kind',
          clusters: environments.map(({ name }) => ({
            name: `${region}-${name}`,
            environment: name,
          })),
        }),
      ),
      document('Team', 'shop', {}),
      ...states.map((state, i) => document('Workload', `w${i}`, { team: 'shop', state })),
    ].join('\n---\n'),
  )
  return fleet
}

function stepsOf({ clusters, workloads }: Fleet): readonly RollingSyncStep[] {
  return planRollingSync(clusters, workloads, '25%')?.rollingSync.steps ?? []
}

function isIn({ matchExpressions }: RollingSyncStep, { environment, region }: Cluster): boolean {
  const labels: Readonly<Record<string, string>> = {
    environment: environment.name,
    region: region.name,
  }
  return matchExpressions.every(({ key, operator, values = [] }) => {
    const isListed = values.includes(labels[key] ?? '')
    return operator === 'In' ? isListed : !isListed
  })
}

const environment = (name: string) => ({ key: 'environment', operator: 'In', values: [name] })

test('environments follow one another, and a protected one takes a share at a time', () => {
  assert.deepEqual(stepsOf(fleetOf(['a', 'b'], [{ pattern: 'stateless' }])), [
    { matchExpressions: [environment('staging')] },
    { matchExpressions: [environment('production')], maxUpdate: '25%' },
  ])
})

test('of a failover pair the half that waits goes first', () => {
  const fleet = fleetOf(['a', 'b'], [{ pattern: 'active-passive', primary: 'a' }])
  assert.deepEqual(stepsOf(fleet).slice(2), [
    {
      matchExpressions: [
        environment('production'),
        { key: 'region', operator: 'NotIn', values: ['a'] },
      ],
      maxUpdate: '25%',
    },
    {
      matchExpressions: [
        environment('production'),
        { key: 'region', operator: 'In', values: ['a'] },
      ],
      maxUpdate: '25%',
    },
  ])
})

test('where both halves serve, one cluster changes at a time', () => {
  const fleet = fleetOf(['a', 'b'], [{ pattern: 'active-active' }])
  assert.deepEqual(
    stepsOf(fleet).map(({ maxUpdate }) => maxUpdate),
    [1, 1],
  )
})

test('a single cluster has no order', () => {
  const { clusters, workloads } = fleetOf(['a'], [{ pattern: 'stateless' }])
  assert.equal(planRollingSync(clusters.slice(0, 1), workloads, 1), undefined)
})

test('each cluster is in one step, no step is empty, and none has both halves of a pair', () => {
  const regions = ['a', 'b', 'c', 'd', 'e']
  const state = fc.oneof(
    fc.record({
      pattern: fc.constant('active-passive' as const),
      primary: fc.constantFrom(...regions),
    }),
    fc.record({ pattern: fc.constantFrom('active-active' as const, 'stateless' as const) }),
  )
  fc.assert(
    fc.property(
      fc.array(state, { maxLength: 6 }),
      fc.subarray([...fleetOf(regions, []).clusters.keys()]),
      (states, kept) => {
        const whole = fleetOf(regions, states)
        const fleet = {
          ...whole,
          clusters: kept.map(i => whole.clusters[i]).filter(c => c !== undefined),
        }
        const steps = stepsOf(fleet)
        if (fleet.clusters.length < 2) return assert.deepEqual(steps, [])
        for (const cluster of fleet.clusters) {
          assert.equal(steps.filter(step => isIn(step, cluster)).length, 1, cluster.name)
        }
        let wave = 0
        for (const step of steps) {
          const inStep = fleet.clusters.filter(cluster => isIn(step, cluster))
          assert.ok(inStep.length > 0, 'no step is empty')
          for (const {
            environment: { wave: own },
          } of inStep) {
            assert.ok(own >= wave, 'in promotion order')
            wave = own
          }
          for (const {
            state: { pattern, primary },
            placement,
          } of fleet.workloads) {
            if (pattern !== 'active-passive') continue
            const halves = new Set(
              inStep
                .filter(c => isPlaced(placement, c))
                .map(({ region }) => region.name === primary),
            )
            assert.ok(halves.size < 2, 'not both halves')
          }
        }
      },
    ),
    { seed: 20260101, numRuns: 200 },
  )
})
