import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { acmeRepository, acmeSpec, tinyRepository } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'

/* The ledger for other tools. */

test('CSV has a row for each range that is shown', async t => {
  const dir = await acmeRepository(t)
  const { code, out, err } = await runCli(dir, 'ipam', 'export')
  assert.deepEqual([code, err], [0, ''])
  const [heading, ...lines] = out.trimEnd().split('\n')
  assert.equal(heading, 'prefix,role,owner,region,cluster,zone,pool,state,claim')
  const { blocks } = JSON.parse((await runCli(dir, 'ipam', 'show', '--json')).out)
  assert.deepEqual(
    lines,
    blocks.map((b: Record<string, string>) =>
      [
        b['cidr'],
        b['role'],
        b['owner'],
        b['region'],
        b['cluster'],
        b['zone'],
        b['pool'],
        b['state'],
        b['claim'],
      ].join(','),
    ),
  )
})

test('each format is the same bytes every time, and ends with a newline', async t => {
  const dir = await acmeRepository(t)
  for (const format of ['csv', 'netbox', 'tfvars']) {
    const { out } = await runCli(dir, 'ipam', 'export', '--format', format)
    assert.match(out, /[^\n]\n$/)
    assert.equal((await runCli(dir, 'ipam', 'export', '--format', format)).out, out)
  }
})

test('Terraform gets what the manifests have', async t => {
  const dir = await acmeRepository(t)
  const { out } = await runCli(dir, 'ipam', 'export', '--format', 'tfvars')
  const { regions } = JSON.parse(out)
  assert.deepEqual(Object.keys(regions), ['ap-south-1', 'eu-west-1', 'local', 'us-east-1'])
  const name = 'eu-west-1-production'
  const { pods, services } = regions['eu-west-1'].clusters[name]
  const manifest = readFileSync(join(dir, `clusters/${name}/cluster.yaml`), 'utf8')
  assert.ok(manifest.includes(pods) && manifest.includes(services))
  const aws = readFileSync(join(dir, `clusters/${name}/aws-cluster.yaml`), 'utf8')
  for (const { nodes } of Object.values<{ nodes: string }>(regions['eu-west-1'].zones)) {
    assert.ok(aws.includes(nodes), nodes)
  }
})

test('flags choose what is exported, and where to', async t => {
  const dir = await acmeRepository(t)
  const flags = ['--format', 'netbox', '--cluster', 'local-one', '-o', 'netbox.json']
  const result = await runCli(dir, 'ipam', 'export', ...flags)
  assert.deepEqual(result, { code: 0, out: '', err: '' })
  const prefixes = JSON.parse(readFileSync(join(dir, 'netbox.json'), 'utf8'))
  assert.deepEqual(
    prefixes.map(({ role, description }: Record<string, string>) => [role, description]),
    [
      ['service', 'cluster/local-one'],
      ['pod', 'cluster/local-one'],
    ],
  )
})

test('a file that cannot be written is exit code 3, and another format 2', async t => {
  const dir = await tinyRepository(t)
  const { code, err } = await runCli(dir, 'ipam', 'export', '-o', 'no/where.csv')
  assert.equal(code, 3)
  assert.match(err, /no\/where\.csv cannot be written: .* \[OUTPUT_UNWRITABLE\]/)
  assert.ok(!existsSync(join(dir, 'no')))
  assert.equal((await runCli(dir, 'ipam', 'export', '--format', 'xlsx')).code, 2)
})

test('what the ledger lacks is said, so that an empty export is not taken for all', async t => {
  const { code, out, err } = await runCli(acmeSpec(t), 'ipam', 'export', '--format', 'tfvars')
  assert.deepEqual([code, out], [0, '{\n  "regions": {}\n}\n'])
  assert.match(err, /^region\/ap-south-1 and 19 more have no addresses yet/)
})
