import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { acmeRepository, acmeSpec, fleetOf, tinyRepository, tinySpec } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree } from '../support/tree.ts'

interface Finding {
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly cluster?: string
  readonly related: readonly { file: string; line: number; column: number; message: string }[]
  readonly hint: string
}

interface Report {
  readonly findings: readonly Finding[]
  readonly checked: Readonly<Record<string, number>>
  readonly skipped: readonly { what: string; why: string }[]
}

async function validate(dir: string, ...flags: readonly string[]) {
  const { code, out, err } = await runCli(dir, 'validate', '--json', ...flags)
  assert.equal(err, '')
  const report = JSON.parse(out) as Report
  return { code, report, found: report.findings.map(f => `${f.rule} ${f.file}`) }
}

test('what was generated has nothing wrong with it, and the report has the shape that scripts rely on', async t => {
  const dir = await acmeRepository(t)
  const { code, report } = await validate(dir)
  assert.equal(code, 0)
  assert.deepEqual(Object.keys(report), ['findings', 'checked', 'skipped'])
  assert.deepEqual(
    report.findings.map(({ rule, severity }) => `${rule} ${severity}`),
    ['ARG006 info'],
  )
  assert.deepEqual(Object.keys(report.checked), [
    'files',
    'roots',
    'applications',
    'clusters',
    'objects',
    'rules',
  ])
  assert.equal(report.checked['clusters'], 7)
  assert.equal(report.checked['applications'], 36)
  assert.equal(report.checked['files'], Object.keys(readTree(dir)).length)
  for (const skipped of report.skipped) assert.deepEqual(Object.keys(skipped), ['what', 'why'])
})

for (const topology of ['regional', 'cluster']) {
  test(`${topology}: what was generated has no findings`, async t => {
    const dir = acmeSpec(t)
    const path = 'fleet/fleet.yaml'
    writeTree(dir, { [path]: read(dir, path).replace('topology: hub', `topology: ${topology}`) })
    assert.equal((await runCli(dir, 'generate')).code, 0)
    const { report } = await validate(dir)
    assert.deepEqual(report.findings, [])
    assert.ok((report.checked['objects'] ?? 0) > 200)
  })
}

test('an overlay that is gone is told with the cluster that it is for', async t => {
  const dir = await acmeRepository(t)
  rmSync(join(dir, 'apps/cart-service/overlays/local-one'), { recursive: true })
  const { report } = await validate(dir)
  const found = report.findings.filter(({ rule }) => rule === 'ARG003')
  assert.deepEqual(
    found.map(({ file, cluster }) => `${file} ${cluster}`),
    ['gitops/applicationsets/cart-service.yaml local-one'],
  )
})

test('an edit of any managed file is GEN001 at that file, and of no other', async t => {
  const dir = await acmeRepository(t)
  const managed = managedPaths(dir)
  assert.ok(managed.length > 100)
  for (const path of managed) {
    // A blank line at the end changes no meaning, so that no other rule has anything to say.
    writeTree(dir, { [path]: `${read(dir, path)}\n` })
  }
  const { code, report } = await validate(dir)
  assert.deepEqual(
    report.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`),
    managed.map(path => `GEN001 ${path}:1:1`),
  )
  assert.equal(code, 1)
})

test('one edited file is one finding, with its hint', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, { 'docs/fleet.md': 'mine\n' })
  const { code, report } = await validate(dir)
  assert.deepEqual(
    report.findings.map(({ hint, ...finding }) => ({ ...finding, hint: hint !== '' })),
    [
      {
        rule: 'GEN001',
        severity: 'error',
        message: 'docs/fleet.md was edited since it was generated',
        file: 'docs/fleet.md',
        line: 1,
        column: 1,
        related: [],
        hint: true,
      },
    ],
  )
  assert.equal(code, 1)
})

test('any managed file that is deleted is GEN002 under its name', async t => {
  const dir = await acmeRepository(t)
  const managed = managedPaths(dir)
  for (const path of managed) rmSync(join(dir, path))
  const { code, found } = await validate(dir)
  assert.deepEqual(
    found.filter(finding => finding.startsWith('GEN002')),
    managed.map(path => `GEN002 ${path}`),
  )
  assert.equal(code, 1)
})

test('a given file may be edited and deleted', async t => {
  const dir = await tinyRepository(t)
  const path = 'apps/cart/base/pod-disruption-budget.yaml'
  writeTree(dir, { [path]: `# ours\n${read(dir, path)}` })
  assert.equal((await validate(dir)).code, 0)
  rmSync(join(dir, 'README.md'))
  assert.equal((await validate(dir)).code, 0)
})

test('a change of the spec that was not generated is GEN004', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, {
    'fleet/team.yaml': (tinySpec['fleet/team.yaml'] ?? '').replace('{}', '{ description: x }'),
  })
  const { code, found } = await validate(dir)
  assert.deepEqual(found, ['GEN004 fleet/fleet.yaml'])
  assert.equal(code, 1)
})

test('a spec from which nothing was generated yet is GEN004', async t => {
  const { code, found } = await validate(fleetOf(t, tinySpec))
  assert.equal(code, 1)
  assert.ok(found.includes('GEN004 fleet/fleet.yaml'))
})

/* Two clusters, one range: each place that says so is told, with the other. */

test('a pod range of the ledger that is moved onto a neighbour is NET002 in both, with lines', async t => {
  const dir = await acmeRepository(t)
  const [us, eu] = [podsOf(dir, 'us-east-1-production'), podsOf(dir, 'eu-west-1-production')]
  const path = 'fleet/addresses.yaml'
  const line = lineOf(dir, path, `${us}: { role: pod`)
  writeTree(dir, { [path]: read(dir, path).replace(`${us}: { role: pod`, `${eu}: { role: pod`) })
  const { code, report } = await validate(dir)
  const collisions = report.findings.filter(({ rule }) => rule === 'NET002')
  // A file is told once; where both ranges stand in it, the other is the related place.
  const places = collisions
    .flatMap(finding => [finding, ...finding.related])
    .map(place => `${place.file}:${place.line}`)
  assert.ok(places.includes(`${path}:${line}`), places.join('\n'))
  assert.ok(
    places.includes(`${path}:${lineOf(dir, path, 'pod, owner: cluster/eu-west-1-production')}`),
  )
  assert.ok(places.includes(clusterPlace(dir, 'eu-west-1-production', eu)), places.join('\n'))
  for (const { message, related } of collisions) {
    assert.match(message, /us-east-1-production/)
    assert.match(message, /eu-west-1-production/)
    assert.ok(related.length > 0)
    for (const other of related) assert.ok(other.line > 0 && other.column > 0 && other.file !== '')
  }
  assert.equal(code, 1)
})

test('a pod range of a manifest that is moved onto a neighbour is NET002 in both, with lines', async t => {
  const dir = await acmeRepository(t)
  const [us, eu] = [podsOf(dir, 'us-east-1-production'), podsOf(dir, 'eu-west-1-production')]
  const path = 'clusters/us-east-1-production/cluster.yaml'
  writeTree(dir, { [path]: read(dir, path).replace(us, eu) })
  const { code, report } = await validate(dir)
  const collisions = report.findings.filter(({ rule }) => rule === 'NET002')
  const mine = collisions.find(({ file }) => file === path)
  assert.equal(
    mine?.message,
    `${eu} (pods of us-east-1-production) overlaps ${eu} (pods of eu-west-1-production)`,
  )
  assert.equal(mine?.line, lineOf(dir, path, eu))
  assert.ok(
    mine?.related.some(
      ({ file, line }) => `${file}:${line}` === clusterPlace(dir, 'eu-west-1-production', eu),
    ),
  )
  const places = collisions.map(finding => `${finding.file}:${finding.line}`)
  assert.ok(places.includes(clusterPlace(dir, 'eu-west-1-production', eu)), places.join('\n'))
  assert.ok(report.findings.some(({ rule, file }) => rule === 'GEN001' && file === path))
  assert.equal(code, 1)
})

test('in text, a finding names file, line, column, rule, message and what to do', async t => {
  const dir = await acmeRepository(t)
  const [us, eu] = [podsOf(dir, 'us-east-1-production'), podsOf(dir, 'eu-west-1-production')]
  const path = 'clusters/us-east-1-production/cluster.yaml'
  writeTree(dir, { [path]: read(dir, path).replace(us, eu) })
  const { code, out, err } = await runCli(dir, 'validate')
  const place = `${path}:${lineOf(dir, path, eu)}:`
  const start = out.split('\n').findIndex(line => line.startsWith(place) && line.includes('NET002'))
  const [head, source, pointer] = out.split('\n').slice(start)
  assert.match(head ?? '', /cluster\.yaml:\d+:\d+ {2}error {2}NET002 {2}10\./)
  assert.match(source ?? '', new RegExp(`^ +\\d+ \\| +- ${eu}$`))
  assert.match(pointer ?? '', /^ +\| +\^+$/)
  assert.match(out, /\d+ errors, 1 note in \d+ files/)
  assert.equal(err, '')
  assert.equal(code, 1)
})

/* --staged judges what is about to be committed. */

test('--staged reads the index and not the disk', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  const good = read(dir, 'docs/fleet.md')

  writeTree(dir, { 'docs/fleet.md': 'broken on disk\n', 'fleet/team.yaml': 'kind: [\n' })
  assert.deepEqual((await validate(dir, '--staged')).found, [])

  const team = tinySpec['fleet/team.yaml'] ?? ''
  writeTree(dir, { 'fleet/team.yaml': team })
  git('add', '--all')
  writeTree(dir, { 'docs/fleet.md': good })
  const { code, found } = await validate(dir, '--staged')
  assert.deepEqual(found, ['GEN001 docs/fleet.md'])
  assert.equal(code, 1)
  assert.deepEqual((await validate(dir)).found, [])
})

test('--staged counts a deletion', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start')
  git('rm', '-q', '--cached', 'docs/fleet.md')
  assert.deepEqual((await validate(dir, '--staged')).found, ['GEN002 docs/fleet.md'])
  assert.deepEqual((await validate(dir)).found, [])
})

test('--staged does not hold a commit to what it does not touch', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, { 'docs/fleet.md': 'edited long ago\n' })
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start')
  writeTree(dir, { 'notes.txt': 'new\n' })
  git('add', 'notes.txt')
  assert.deepEqual((await validate(dir, '--staged')).found, [])
})

test('--staged outside a git repository cannot be checked: exit code 3', async t => {
  const dir = await tinyRepository(t)
  const { code, err } = await runCli(dir, 'validate', '--staged')
  assert.match(err, /is not in a git repository \[WORKSPACE_NOT_A_REPOSITORY\]/)
  assert.equal(code, 3)
})

/* SARIF, as code scanning reads it. */

test('SARIF has a driver with rules, and results that refer to them with places inside the tree', async t => {
  const dir = await acmeRepository(t)
  const path = 'clusters/us-east-1-production/cluster.yaml'
  const eu = podsOf(dir, 'eu-west-1-production')
  writeTree(dir, { [path]: read(dir, path).replace(podsOf(dir, 'us-east-1-production'), eu) })
  const { code, out } = await runCli(dir, 'validate', '--format', 'sarif')
  assert.equal(code, 1)
  const log = JSON.parse(out) as Sarif
  assert.equal(log.version, '2.1.0')
  assert.equal(log.$schema, 'https://json.schemastore.org/sarif-2.1.0.json')
  assert.equal(log.runs.length, 1)
  const [{ tool, results } = { tool: undefined, results: [] }] = log.runs
  assert.equal(tool?.driver.name, 'bulkhead')
  assert.match(tool?.driver.semanticVersion ?? '', /^\d+\.\d+\.\d+$/)
  assert.ok(results.length > 1)
  const tree = readTree(dir)
  for (const { ruleId, ruleIndex, level, message, locations, ...result } of results) {
    assert.equal(tool?.driver.rules[ruleIndex]?.id, ruleId)
    assert.ok(['error', 'warning', 'note'].includes(level))
    assert.ok(message.text.length > 0)
    assert.equal(locations.length, 1)
    assert.match(result.partialFingerprints.primaryLocationLineHash, /^[0-9a-f]+:\d+$/)
    for (const { physicalLocation } of [...locations, ...result.relatedLocations]) {
      const { artifactLocation, region } = physicalLocation
      assert.ok(artifactLocation.uri in tree, artifactLocation.uri)
      assert.ok(region.startLine >= 1 && region.startColumn >= 1)
      assert.ok(region.endLine >= region.startLine)
    }
  }
  for (const rule of tool?.driver.rules ?? []) {
    assert.match(rule.id, /^[A-Z]{3}\d{3}$/)
    assert.ok(rule.shortDescription.text.length > 0)
  }
})

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string }
    readonly region: {
      readonly startLine: number
      readonly startColumn: number
      readonly endLine: number
    }
  }
}

interface Sarif {
  readonly $schema: string
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string
        readonly semanticVersion: string
        readonly rules: readonly {
          readonly id: string
          readonly shortDescription: { readonly text: string }
        }[]
      }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly Place[]
      readonly relatedLocations: readonly Place[]
      readonly partialFingerprints: { readonly primaryLocationLineHash: string }
    }[]
  }[]
}

function managedPaths(dir: string): readonly string[] {
  const { files } = JSON.parse(read(dir, '.bulkhead/lock.json')) as {
    files: Record<string, { owner: string }>
  }
  return Object.keys(files).filter(path => files[path]?.owner === 'managed')
}

function podsOf(dir: string, cluster: string): string {
  const row = new RegExp(`(\\S+): \\{ role: pod, owner: cluster/${cluster} \\}`)
  return row.exec(read(dir, 'fleet/addresses.yaml'))?.[1] ?? ''
}

/** Where the manifest of a cluster says its range. */
function clusterPlace(dir: string, cluster: string, range: string): string {
  const path = `clusters/${cluster}/cluster.yaml`
  return `${path}:${lineOf(dir, path, range)}`
}

function lineOf(dir: string, path: string, text: string): number {
  return (
    read(dir, path)
      .split('\n')
      .findIndex(line => line.includes(text)) + 1
  )
}

function read(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8')
}
