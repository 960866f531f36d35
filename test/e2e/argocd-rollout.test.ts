import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliver } from '../support/argocd-instance.ts'
import { generatedAcme, generatedFromAcme } from '../support/fleets.ts'
import type { Tree } from '../support/tree.ts'

/* The option `rollout: rolling` of the pack argocd, as Argo CD reads what it writes. */

function rolling(topology: string): Promise<Tree> {
  return generatedFromAcme(text =>
    text.replace(
      'gitops: { argocd: { topology: hub } }',
      `gitops: { argocd: { topology: ${topology} } }\n  options: { argocd: { rollout: rolling } }`,
    ),
  )
}

function instancesOf(tree: Tree): readonly string[] {
  return Object.keys(tree).flatMap(path => /^(gitops\/[^/]+)\/root\.yaml$/.exec(path)?.[1] ?? [])
}

for (const topology of ['hub', 'regional', 'cluster']) {
  test(`${topology}: every Application is in one step, and no step is empty or unreadable`, async () => {
    const tree = await rolling(topology)
    for (const root of instancesOf(tree)) {
      for (const { name, rollout, applications } of deliver(tree, root).expansions) {
        // One Application alone has no order, and keeps on healing itself.
        assert.equal(rollout !== undefined, applications.length > 1, `${root}: ${name}`)
        assert.deepEqual(rollout?.issues ?? [], [], `${root}: ${name}`)
        assert.deepEqual(rollout?.inNoStep ?? [], [], `${root}: ${name}`)
      }
    }
  })
}

test('the payment service and what it stands on change in the region that waits first', async () => {
  const { expansions } = deliver(await rolling('hub'), 'gitops/hub')
  const stepsOf = (set: string) =>
    expansions
      .find(({ name }) => name === set)
      ?.rollout?.steps.map(({ applications, maxUpdate }) => [maxUpdate, ...applications])
  assert.deepEqual(stepsOf('payment-service'), [
    [1, 'payment-service-eu-west-1-staging'],
    [1, 'payment-service-us-east-1-staging'],
    [1, 'payment-service-eu-west-1-production'],
    [1, 'payment-service-us-east-1-production'],
  ])
  assert.deepEqual(stepsOf('mcs'), [
    [1, 'mcs-local-one', 'mcs-local-two'],
    [1, 'mcs-eu-west-1-staging'],
    [1, 'mcs-us-east-1-staging'],
    [1, 'mcs-ap-south-1-production', 'mcs-eu-west-1-production'],
    [1, 'mcs-us-east-1-production'],
  ])
})

test('without the option every cluster follows at once', async () => {
  for (const { rollout } of deliver(await generatedAcme(), 'gitops/hub').expansions) {
    assert.equal(rollout, undefined)
  }
})
