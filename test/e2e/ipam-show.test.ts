import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  acmeRepository,
  acmeSpec,
  fleetOf,
  generate,
  tinyRepository,
  tinySpec,
} from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'

/* What `ipam show` prints, line for line. */

test('the tree shows each range in what it was cut from, and what is free', async t => {
  const { code, out, err } = await runCli(await tinyRepository(t), 'ipam', 'show', '--tree')
  assert.deepEqual([code, err], [0, ''])
  assert.equal(
    out,
    `RANGE               ROLE      STATE    USED     OWNER
10.0.0.0/8          pool               1 of 32  region, in blocks of /13
  10.0.0.0/10       free                        and 10.64.0.0/11
  10.96.0.0/12      reserved                    the services of kubeadm by default
  10.112.0.0/12     free                        and 10.128.0.0/10, 10.192.0.0/11, 10.224.0.0/12
  10.240.0.0/13     reserved                    the pods of kind and flannel by default
  10.248.0.0/13     region    planned  13 %     region/local
    10.248.0.0/16   free                        and 10.249.0.0/19
    10.249.32.0/20  service   planned           cluster/local-dev
    10.249.48.0/20  free                        and 10.249.64.0/18, 10.249.128.0/17, 10.250.0.0/15, 10.252.0.0/15
    10.254.0.0/16   pod       planned           cluster/local-dev
    10.255.0.0/16   free

ID   OWNER              MESH     STATE
230  cluster/local-dev  default  planned
`,
  )
})

test('flags leave only what lies in a pool, a region or a cluster', async t => {
  const dir = await acmeRepository(t)
  const show = async (...flags: readonly string[]) => {
    const { code, out } = await runCli(dir, 'ipam', 'show', ...flags, '--json')
    assert.equal(code, 0)
    const { blocks, ids } = JSON.parse(out) as Record<string, readonly { owner: string }[]>
    return [...new Set([...blocks!, ...ids!].map(({ owner }) => owner))].sort()
  }
  assert.deepEqual(await show('--region', 'local'), [
    'cluster/local-one',
    'cluster/local-two',
    'region/local',
  ])
  assert.deepEqual(await show('--cluster', 'local-one'), ['cluster/local-one'])
  assert.deepEqual(await show('--pool', 'region'), await show())
  assert.deepEqual(await show('--region', 'local', '--cluster', 'us-east-1-staging'), [])
})

test('the tree of a cluster leads to it and leaves out the rest', async t => {
  const dir = await acmeRepository(t)
  const flags = ['--tree', '--cluster', 'eu-west-1-production']
  const { out } = await runCli(dir, 'ipam', 'show', ...flags)
  assert.equal(
    out,
    `RANGE             ROLE     STATE    USED     OWNER
10.0.0.0/8        pool              4 of 31  region, in blocks of /13
  10.32.0.0/13    region   planned  39 %     region/eu-west-1
    10.33.0.0/20  service  planned           cluster/eu-west-1-production
    10.39.0.0/16  pod      planned           cluster/eu-west-1-production

ID   OWNER                         MESH     STATE
137  cluster/eu-west-1-production  default  planned
`,
  )
})

test('a name that is nowhere is refused, with the one that was probably meant', async t => {
  const dir = await tinyRepository(t)
  const { code, out, err } = await runCli(dir, 'ipam', 'show', '--region', 'locla')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /no region is named "locla"; did you mean "local"\? \[SPEC_UNKNOWN_REGION\]/)
})

test('what has no addresses yet is said, but not on a quiet run', async t => {
  const dir = acmeSpec(t)
  const said =
    'region/ap-south-1 and 19 more have no addresses yet: `bulkhead generate` gives them out.\n'
  assert.equal((await runCli(dir, 'ipam', 'show')).err, said)
  assert.equal((await runCli(dir, 'ipam', 'show', '--quiet')).err, '')
})

test('the tree has what islands drew, and after it what no pool gave out', async t => {
  const dir = fleetOf(t, {
    ...tinySpec,
    'fleet/fleet.yaml': tinySpec['fleet/fleet.yaml']!.replace(
      /network: .*/,
      `network:
    model: island
    pools:
      region: { cidr: 10.0.0.0/8 }
      pods: { role: pod, cidr: 100.64.0.0/15, islands: true }`,
    ),
    'fleet/region.yaml': tinySpec['fleet/region.yaml']!.replace(
      'environment: dev }',
      'environment: dev, addresses: { services: 172.16.0.0/20 } }',
    ),
  })
  await generate(dir)
  const { out } = await runCli(dir, 'ipam', 'show', '--tree', '--region', 'local')
  assert.match(
    out,
    /^100\.64\.0\.0\/15 +pool .* pods, in blocks of \/16\n {2}100\.6[45]\.0\.0\/16 +pod +planned +cluster\/local-dev$/m,
  )
  assert.match(
    out,
    /\n\nRANGE +ROLE +OWNER +POOL +STATE\n172\.16\.0\.0\/20 +service +cluster\/local-dev +adopted +active\n/,
  )
})
