import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, generate } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

test('clusters are pinned to controllers where there are several, and a newcomer moves none', async t => {
  const dir = await acmeRepository(t)
  assert.deepEqual(new Set(shardsIn(readTree(dir)).values()), new Set([undefined]))
  const spec = readTree(dir)['fleet/fleet.yaml'] ?? ''
  writeTree(dir, { 'fleet/fleet.yaml': spec.replace('topology: hub', 'topology: hub, shards: 2') })
  await generate(dir)
  const pinned = shardsIn(readTree(dir))
  assert.deepEqual(new Set(pinned.values()), new Set(['0', '1']))
  assert.match(readTree(dir)['gitops/hub/argocd/values.yaml'] ?? '', /^  replicas: 2$/m)
  const [region, environment] = ['--region=eu-west-1', '--environment=staging']
  const { code, err } = await runCli(dir, 'add', 'cluster', 'canary', region, environment)
  assert.equal(code, 0, err)
  const after = shardsIn(readTree(dir))
  assert.equal(after.size, pinned.size + 1)
  for (const [cluster, shard] of pinned) assert.equal(after.get(cluster), shard, cluster)
})

/** Cluster → the controller that its Secret names. */
function shardsIn(tree: Tree): ReadonlyMap<string, string | undefined> {
  return new Map(
    Object.entries(tree).flatMap(([path, text]) => {
      const [, cluster] = /^clusters\/([^/]+)\/registration\.yaml$/.exec(path) ?? []
      return cluster === undefined ? [] : [[cluster, /^ +shard: '(\d)'$/m.exec(text)?.[1]]]
    }),
  )
}
