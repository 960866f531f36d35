import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, deployment, judgeEdits } from '../testing/changes.ts'
import { tally } from './tally.ts'

const base = 'apps/cart/base/deployment.yaml'
const none = { added: 0, changed: 0, removed: 0 }

test('Applications, objects and restarts are counted per cluster and per failure domain', () => {
  const { tallies } = judgeEdits({
    after: {
      [base]: deployment('cart:2.0.0'),
      'gitops/applicationsets/cart.yaml': cartSet({ environments: 'production' }),
    },
  })
  const changed = { ...none, changed: 1 }
  const removed = { ...none, removed: 1 }
  const counts = (all: typeof tallies.regions) =>
    all
      .filter(({ name }) => name !== 'in-cluster')
      .map(one => [one.name, one.applications, one.objects, one.restarts])
  assert.deepEqual(counts(tallies.clusters), [
    ['eu-west-1-production', changed, changed, 1],
    ['us-east-1-production', changed, changed, 1],
    ['us-east-1-staging', removed, removed, 0],
  ])
  assert.deepEqual(counts(tallies.regions), [
    ['eu-west-1', changed, changed, 1],
    ['us-east-1', { ...changed, removed: 1 }, { ...changed, removed: 1 }, 1],
  ])
  assert.deepEqual(counts(tallies.environments), [
    ['production', { ...none, changed: 2 }, { ...none, changed: 2 }, 2],
    ['staging', removed, removed, 0],
  ])
  assert.deepEqual(
    tallies.providers.map(({ name, restarts }) => [name, restarts]),
    [['aws', 2]],
  )
})

test('each cluster of a tally says where it lies', () => {
  const { tallies } = judgeEdits({ after: { [base]: deployment('cart:2.0.0') } })
  const [{ region, environment, provider } = {}] = tallies.clusters
  assert.deepEqual([region, environment, provider], ['eu-west-1', 'production', 'aws'])
})

test('machines that are replaced are no pods that restart', () => {
  const pool = (version: string) =>
    `apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineDeployment\nmetadata: { name: pool }\nspec: { template: { spec: { version: ${version} } } }\n`
  const directory = 'clusters/us-east-1-staging'
  const { change } = judgeEdits({
    before: {
      [`${directory}/kustomization.yaml`]: 'resources: [registration.yaml, pool.yaml]\n',
      [`${directory}/pool.yaml`]: pool('v1.33.0'),
    },
    after: { [`${directory}/pool.yaml`]: pool('v1.34.0') },
  })
  const { restarts, nodeRollouts } = tally(change.applications)
  assert.deepEqual([restarts, nodeRollouts], [0, 1])
})

test('nothing is nothing', () => {
  assert.deepEqual(tally([]), { applications: none, objects: none, restarts: 0, nodeRollouts: 0 })
})
