import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { acmeRepository, tinyRepository } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { compareTrees, readTree } from '../support/tree.ts'

async function succeed(dir: string, ...line: readonly string[]) {
  const result = await runCli(dir, ...line)
  assert.equal(result.code, 0, result.err + result.out)
  return result
}

const csv = `prefix,role,owner,description
172.20.0.0/16,pod,cluster/local-dev,
10.96.0.0/12,service,cluster/local-dev,kubeadm of old
10.64.0.0/16,,,VPN of Berlin
10.72.0.0/16,pod,cluster/elsewhere,
`

test('a CSV is taken over: ranges of the fleet are adopted, the others kept free', async t => {
  const dir = await tinyRepository(t)
  writeFileSync(join(dir, 'networks.csv'), csv)
  const { err } = await succeed(dir, 'ipam', 'import', 'networks.csv')
  assert.match(err, /2 ranges adopted, 2 kept free, 0 in the ledger already\./)
  assert.equal(
    readFileSync(join(dir, 'fleet/imported/networks.yaml'), 'utf8'),
    `# yaml-language-server: $schema=../../.bulkhead/schema.json
apiVersion: bulkhead.dev/v1alpha1
kind: ImportedRanges
metadata:
  name: networks
spec:
  ranges:
  - cidr: 172.20.0.0/16
    role: pod
    owner: cluster/local-dev
    reason: pod of cluster/local-dev
  - cidr: 10.96.0.0/12
    role: service
    owner: cluster/local-dev
    reason: kubeadm of old
  - cidr: 10.64.0.0/16
    reason: VPN of Berlin
  - cidr: 10.72.0.0/16
    reason: pod of cluster/elsewhere
`,
  )
  const kind = readFileSync(join(dir, 'clusters/local-dev/kind.yaml'), 'utf8')
  assert.match(kind, /podSubnet: 172\.20\.0\.0\/16\n {2}serviceSubnet: 10\.96\.0\.0\/12\n/)
  const ledger = readFileSync(join(dir, 'fleet/addresses.yaml'), 'utf8')
  assert.match(ledger, /10\.64\.0\.0\/13:\n {6}reserved: VPN of Berlin\n/)
  const { out } = await succeed(dir, 'ipam', 'show')
  assert.match(out, /172\.20\.0\.0\/16 +pod +cluster\/local-dev +adopted +active/)
  await succeed(dir, 'validate')
  const before = readTree(dir)
  await succeed(dir, 'ipam', 'import', 'networks.csv')
  assert.deepEqual(compareTrees(before, readTree(dir)), [], 'an import can be repeated')
})

test('what bulkhead exported is in the ledger already', async t => {
  const dir = await acmeRepository(t)
  for (const [format, file] of [
    ['csv', 'plan.csv'],
    ['netbox', 'plan.json'],
  ] as const) {
    await succeed(dir, 'ipam', 'export', '--format', format, '-o', file)
    const { err } = await succeed(dir, 'ipam', 'import', file, '--dry-run')
    assert.match(err, /\n0 ranges adopted, \d+ kept free, (?:[1-9]\d*) in the ledger already\./)
  }
})

test('prefixes of NetBox are taken over, of one VRF if that is asked', async t => {
  const dir = await tinyRepository(t)
  const prefixes = {
    count: 2,
    next: null,
    results: [
      { prefix: '10.64.0.0/16', status: { value: 'active' }, vrf: null, description: 'VPN' },
      { prefix: '10.72.0.0/16', status: { value: 'active' }, vrf: { name: 'lab' } },
    ],
  }
  writeFileSync(join(dir, 'prefixes.json'), JSON.stringify(prefixes))
  await succeed(dir, 'ipam', 'import', 'prefixes.json', '--vrf', 'global', '--name', 'netbox')
  const text = readFileSync(join(dir, 'fleet/imported/netbox.yaml'), 'utf8')
  assert.match(text, /10\.64\.0\.0\/16/)
  assert.doesNotMatch(text, /10\.72\.0\.0\/16/)
})

test('the manifests of clusters that exist say what they use', async t => {
  const dir = await tinyRepository(t)
  const legacy = join(dir, 'legacy')
  mkdirSync(legacy)
  const kind = (name: string, pods: string) =>
    `apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nname: ${name}\nnetworking: { podSubnet: ${pods}, serviceSubnet: 10.72.0.0/16 }\n`
  writeFileSync(join(legacy, 'a.yaml'), kind('local-dev', '172.20.0.0/16'))
  writeFileSync(join(legacy, 'b.yaml'), kind('other', '172.21.0.0/16'))
  await succeed(dir, 'ipam', 'import', '--tree', 'legacy', '--name', 'old')
  const text = readFileSync(join(dir, 'fleet/imported/old.yaml'), 'utf8')
  assert.match(text, /- cidr: 172\.20\.0\.0\/16\n {4}role: pod\n {4}owner: cluster\/local-dev\n/)
  assert.match(text, /- cidr: 172\.21\.0\.0\/16\n {4}reason: pod range of other, in b\.yaml\n/)
})

test('networks that overlap already are adopted, found, and waived for a time', async t => {
  const dir = await tinyRepository(t)
  await succeed(dir, 'add', 'cluster', 'second', '--region', 'local', '--environment', 'dev')
  const rows = ['local-dev', 'second'].map(name => `172.20.0.0/16,pod,cluster/${name}`)
  // One range of two owners is no duplicate row where each has a file of its own.
  for (const [at, row] of rows.entries()) {
    writeFileSync(join(dir, `legacy-${at}.csv`), `prefix,role,owner\n${row}\n`)
    await succeed(dir, 'ipam', 'import', `legacy-${at}.csv`)
  }
  const found = await runCli(dir, 'validate')
  assert.equal(found.code, 1)
  assert.match(found.out, /NET002/)
  const spec = join(dir, 'fleet/fleet.yaml')
  const waiver =
    "  waivers: [{ rule: NET002, clusters: [local-dev, second], until: '2999-12-31', reason: known }]\n"
  writeFileSync(spec, readFileSync(spec, 'utf8') + waiver)
  await succeed(dir, 'generate')
  const waived = await succeed(dir, 'validate')
  assert.match(waived.out, /suppressed/)
})

const wrong: readonly [name: string, file: string, text: string, says: RegExp][] = [
  [
    'host bits',
    'a.csv',
    'prefix\n10.64.1.0/16\n',
    /a\.csv:2:1: error: host bits are set in 10\.64\.1\.0\/16; did you mean 10\.64\.0\.0\/16\?/,
  ],
  ['no column with prefixes', 'a.csv', 'name,mask\nx,y\n', /a\.csv:1:\d+: error: .*prefix/],
  ['no JSON', 'a.json', '{"results": [', /a\.json:1:\d+: error: /],
]

for (const [name, file, text, says] of wrong) {
  test(`a file with ${name} is refused at its place, and nothing is written`, async t => {
    const dir = await tinyRepository(t)
    writeFileSync(join(dir, file), text)
    const before = readTree(dir)
    const { code, err } = await runCli(dir, 'ipam', 'import', file)
    assert.equal(code, 2)
    assert.match(err, says)
    assert.deepEqual(compareTrees(before, readTree(dir)), [])
  })
}

test('a file that is not there is named', async t => {
  const dir = await tinyRepository(t)
  const { code, err } = await runCli(dir, 'ipam', 'import', 'nowhere.csv')
  assert.equal(code, 2)
  assert.match(err, /the file nowhere\.csv cannot be read/)
})
