import assert from 'node:assert/strict'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { runGenerator, type GeneratorRun } from './testing/generator-runs.ts'

const acme: GeneratorRun = {
  kind: 'app',
  args: ['acme'],
  options: { repository: 'https://github.com/acme/fleet.git' },
}

const ireland: GeneratorRun = {
  kind: 'region',
  args: ['eu-west-1'],
  options: { provider: 'aws', zones: 'eu-west-1a,eu-west-1b', environment: 'production' },
}

test('each generator adds to the fleet that the first one starts', async t => {
  const dir = temporaryDirectory(t)

  const started = await runGenerator(dir, acme)
  assert.equal(started.failure, undefined)
  assert.ok(started.lines.includes('create fleet/fleet.yaml'))
  assert.equal(readFileSync(join(dir, '.git/HEAD'), 'utf8'), 'ref: refs/heads/main\n')

  const region = await runGenerator(dir, ireland)
  assert.ok(region.lines.includes('create fleet/regions/eu-west-1.yaml'))
  assert.ok(region.lines.includes('update docs/addresses.md'))
  assert.match(region.lines.at(-1) ?? '', /^identical \d+ files$/)
  assert.equal(
    spec(dir, 'regions/eu-west-1'),
    `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata:
  name: eu-west-1
spec:
  provider: aws
  zones:
  - eu-west-1a
  - eu-west-1b
  clusters:
  - name: eu-west-1-production
    environment: production
`,
  )

  const cluster = await runGenerator(dir, {
    kind: 'cluster',
    args: ['eu-west-1-edge'],
    options: { region: 'eu-west-1', environment: 'production', 'kubernetes-version': '1.35.0' },
  })
  assert.ok(cluster.lines.includes('update fleet/regions/eu-west-1.yaml'))
  assert.match(
    spec(dir, 'regions/eu-west-1'),
    /name: eu-west-1-edge\n.*\n +kubernetesVersion: 1.35.0/,
  )

  const environment = await runGenerator(dir, {
    kind: 'environment',
    args: ['canary'],
    options: { protected: true },
  })
  assert.ok(environment.lines.includes('update fleet/fleet.yaml'))
  assert.match(spec(dir, 'fleet'), /name: canary\n +protected: true/)

  const team = await runGenerator(dir, { kind: 'team', args: ['search'] })
  assert.ok(team.lines.includes('create gitops/projects/search-production.yaml'))

  const workload = await runGenerator(dir, {
    kind: 'workload',
    args: ['finder'],
    options: { team: 'search', port: 9000, 'workload-namespace': 'lookup' },
  })
  assert.ok(workload.lines.includes('create apps/finder/base/deployment.yaml'))
  assert.match(spec(dir, 'workloads/finder'), /namespace: lookup\n +port: 9000/)
})

test('on a terminal, what flags leave open is asked', async t => {
  const dir = temporaryDirectory(t)
  await runGenerator(dir, acme)
  const { asked, failure } = await runGenerator(dir, {
    ...ireland,
    options: { provider: 'aws', residency: 'eu' },
    answers: { zones: 'eu-west-1a', environment: ['staging'], kubernetesVersion: '' },
  })
  assert.equal(failure, undefined)
  assert.deepEqual(asked, ['zones', 'environment', 'kubernetesVersion'])
  assert.match(spec(dir, 'regions/eu-west-1'), /zones:\n +- eu-west-1a\n +residency: eu/)
  assert.match(spec(dir, 'regions/eu-west-1'), /name: eu-west-1-staging/)
})

test('an answer file answers what flags do not', async t => {
  const dir = temporaryDirectory(t)
  writeFileSync(
    join(dir, 'answers.yaml'),
    'repository: https://github.com/acme/fleet.git\nenvironments: [live]\nregion: here\n',
  )
  const { failure } = await runGenerator(dir, {
    kind: 'app',
    args: ['acme'],
    options: { answers: 'answers.yaml', region: 'there' },
  })
  assert.equal(failure, undefined)
  assert.match(spec(dir, 'regions/there'), /name: there-live/)
})

test('a dry run says what it would write, shows the difference, and writes nothing', async t => {
  const dir = temporaryDirectory(t)
  const { lines } = await runGenerator(dir, {
    ...acme,
    options: { ...acme.options, 'dry-run': true, diff: true },
  })
  assert.ok(lines.includes('create fleet/fleet.yaml'))
  assert.ok(lines.some(line => line.startsWith('--- /dev/null\n+++ b/fleet/fleet.yaml\n')))
  assert.equal(lines.at(-1), 'Nothing was written: this was a dry run.')
  assert.deepEqual(readdirSync(dir), [])
})

test('without a terminal, an answer that is missing stops the run by its name', async t => {
  const dir = temporaryDirectory(t)
  const { failure } = await runGenerator(dir, { kind: 'app', args: ['acme'] })
  assert.deepEqual(failure, {
    code: 2,
    message:
      'error: no answer to "repository": URL that Argo CD will clone this repository from [ANSWER_MISSING]\n' +
      '  → Give --repository, or a line "repository: …" in an answer file.',
  })
  assert.deepEqual(readdirSync(dir), [])
})

test('a name that leads elsewhere stops the run and writes nothing', async t => {
  const dir = temporaryDirectory(t)
  const { failure } = await runGenerator(dir, { ...acme, args: ['../acme'] })
  assert.equal(failure?.code, 2)
  assert.match(
    failure.message,
    /^error: "\.\.\/acme" cannot name a fleet: .* \[SPEC_NAME\]\n {2}→ /,
  )
  assert.deepEqual(readdirSync(dir), [])
})

test('a fault in the spec is shown with its place and without a stack', async t => {
  const dir = temporaryDirectory(t)
  await runGenerator(dir, acme)
  appendFileSync(join(dir, 'fleet/fleet.yaml'), '  sistems: [mcs]\n')
  const { failure } = await runGenerator(dir, ireland)
  assert.equal(failure?.code, 2)
  assert.match(failure.message, /^fleet\/fleet\.yaml:\d+:\d+: error: .*sistems.*systems/m)
  assert.doesNotMatch(failure.message, /\n +at /)
  assert.equal(existsSync(join(dir, 'fleet/regions/eu-west-1.yaml')), false)
})

test('an answer file that is not there is a fault of the command line', async t => {
  const dir = temporaryDirectory(t)
  const { failure } = await runGenerator(dir, { ...acme, options: { answers: 'none.yaml' } })
  assert.equal(failure?.code, 2)
  assert.match(failure.message, /none\.yaml cannot be read \[ANSWERS_FILE\]/)
})

test('a file that a person changed is left alone, and the run fails', async t => {
  const dir = temporaryDirectory(t)
  await runGenerator(dir, acme)
  appendFileSync(join(dir, 'docs/fleet.md'), 'Ours.\n')
  const { lines, failure } = await runGenerator(dir, ireland)
  assert.ok(lines.includes('conflict docs/fleet.md  (edited since it was generated)'))
  assert.equal(failure?.code, 1)
  assert.match(failure.message, /^One file was changed by hand and left alone/)
  assert.match(readFileSync(join(dir, 'docs/fleet.md'), 'utf8'), /Ours\.\n$/)
  assert.ok(existsSync(join(dir, 'fleet/regions/eu-west-1.yaml')))
})

/** A spec file without the line that is for editors. */
function spec(dir: string, name: string): string {
  return readFileSync(join(dir, 'fleet', `${name}.yaml`), 'utf8').replace(/^#.*\n/, '')
}

function temporaryDirectory(t: TestContext): string {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'bulkhead-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}
