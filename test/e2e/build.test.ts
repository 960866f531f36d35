import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { builtAcme } from '../support/build-roots.ts'
import { acmeRepository } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { bulkheadBin, runCli } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { writeTree } from '../support/tree.ts'

const root = {
  'app/kustomization.yaml': 'resources: [service.yaml, ../base]\nnamePrefix: shop-\n',
  'app/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
  'base/kustomization.yaml': 'resources: [map.yaml]\n',
  'base/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: facts\ndata: {a: b}\n',
}

const map = 'apiVersion: v1\ndata:\n  a: b\nkind: ConfigMap\nmetadata:\n  name: shop-facts\n'
const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop-web\n'

test('every kustomization of the example fleet is built as the real kustomize builds it', async t => {
  const builds = await builtAcme()
  if (!builds) return t.skip('neither kustomize nor kubectl is installed')
  const dir = await acmeRepository(t)
  for (const { root: directory, out } of builds) {
    const ours = await runCli(dir, 'build', directory)
    assert.equal(ours.out, out, directory)
  }
})

test('a build is printed, in the order of kinds or as it was put in', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, root)
  assert.deepEqual(await runCli(dir, 'build', 'app'), {
    code: 0,
    out: `${map}---\n${service}`,
    err: '',
  })
  const unsorted = await runCli(dir, 'build', 'app', '--reorder', 'none')
  assert.equal(unsorted.out, `${service}---\n${map}`)
})

test('a build is written to a file, or to a file per object', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, root)
  await runCli(dir, 'build', 'app', '-o', 'all.yaml')
  assert.equal(readFileSync(join(dir, 'all.yaml'), 'utf8'), `${map}---\n${service}`)
  mkdirSync(join(dir, 'out'))
  await runCli(dir, 'build', 'app', '-o', 'out')
  assert.deepEqual(readdirSync(join(dir, 'out')).sort(), [
    'v1_configmap_shop-facts.yaml',
    'v1_service_shop-web.yaml',
  ])
})

test('what would be fetched or run is refused, with the place and the way out', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, {
    'kustomization.yaml': 'resources:\n- https://github.com/acme/base?ref=v1\n',
    'helm/kustomization.yaml': 'helmCharts:\n- name: redis\n  repo: https://charts.example.com\n',
  })
  const remote = await runCli(dir, 'build')
  assert.equal(remote.code, 2)
  assert.match(remote.err, /kustomization\.yaml:2:3: error: .* would be fetched.*KUSTOMIZE_REMOTE/)
  const helm = await runCli(dir, 'build', 'helm')
  assert.equal(helm.code, 2)
  assert.match(helm.err, /helm\/kustomization\.yaml:\d+:\d+: error: .*KUSTOMIZE_HELM/)
})

test('many roots on standard input get a JSON line each, errors included', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { ...root, 'broken/kustomization.yaml': 'resources: [gone.yaml]\n' })
  const directories = [join(dir, 'app'), join(dir, 'broken')]
  const lines = await buildLines(directories)
  assert.deepEqual(Object.keys(lines[0] ?? {}), ['dir', 'sha256', 'ms'])
  const sha256 = createHash('sha256').update(`${map}---\n${service}`).digest('hex')
  assert.equal(lines[0]?.['sha256'], sha256)
  assert.match(String(lines[1]?.['error']), /gone\.yaml/)
  const [printed] = await buildLines(directories, '--output-yaml')
  assert.deepEqual(printed, { dir: directories[0], out: `${map}---\n${service}` })
})

test('REPLAY_LR=none lifts the load restriction for them', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, {
    'app/kustomization.yaml': 'resources: [../outside.yaml]\n',
    'outside.yaml': root['app/service.yaml'],
  })
  const [refused] = await buildLines([join(dir, 'app')])
  assert.match(String(refused?.['error']), /outside\.yaml/)
  process.env['REPLAY_LR'] = 'none'
  t.after(() => delete process.env['REPLAY_LR'])
  const [lifted] = await buildLines([join(dir, 'app')])
  assert.ok(lifted?.['sha256'])
})

test('a commit and the index are built without being checked out', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, root)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '--quiet', '--message=one')
  writeTree(dir, { 'base/map.yaml': root['base/map.yaml'].replace('a: b', 'a: staged') })
  git('add', '--all')
  writeTree(dir, { 'base/map.yaml': 'not: read' })
  assert.equal((await runCli(dir, 'build', 'app', '--ref', 'HEAD')).out, `${map}---\n${service}`)
  const staged = await runCli(dir, 'build', 'app', '--staged')
  assert.equal(staged.out, `${map.replace('a: b', 'a: staged')}---\n${service}`)
})

test('an engine that is not installed is named', async t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, root)
  const path = process.env['PATH']
  process.env['PATH'] = dir
  t.after(() => (process.env['PATH'] = path))
  const { code, err } = await runCli(dir, 'build', 'app', '--engine', 'kustomize')
  assert.equal(code, 3)
  assert.match(err, /kustomize cannot be started/)
})

test('an engine that the repository brings is not run, also by a link or as a name in the PATH', async t => {
  const [dir, outside] = [temporaryDirectory(t), temporaryDirectory(t)]
  startGit(dir)
  const script = (text: string) => `#!/bin/sh\necho "${text} $PATH"\n`
  writeTree(dir, { ...root, 'bin/kustomize': script('evil'), 'app/kustomize': script('evil') })
  writeTree(outside, { 'own/kustomize': script('own'), 'links/x': '' })
  for (const path of [join(dir, 'bin'), join(dir, 'app'), join(outside, 'own')]) {
    chmodSync(join(path, 'kustomize'), 0o755)
  }
  symlinkSync(join(dir, 'bin/kustomize'), join(outside, 'links/kustomize'))
  symlinkSync(join(dir, 'bin'), join(outside, 'linked'))
  const own = join(outside, 'own')
  const named = ['', '.', 'bin', join(dir, 'bin'), join(outside, 'linked'), join(outside, 'links')]
  const path = process.env['PATH']
  t.after(() => (process.env['PATH'] = path))
  process.env['PATH'] = [...named, own].join(delimiter)
  const { out } = await runCli(dir, 'build', 'app', '--engine', 'kustomize')
  assert.equal(out, `own ${join(outside, 'links')}:${own}\n`)
  process.env['PATH'] = named.join(delimiter)
  const { code } = await runCli(dir, 'build', 'app', '--engine', 'kustomize')
  assert.equal(code, 3)
})

function buildLines(
  directories: readonly string[],
  ...flags: readonly string[]
): Promise<readonly Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bulkheadBin, 'build', '--stdin', ...flags])
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text))
    child.on('error', reject)
    child.on('close', () => {
      const lines = out.trimEnd().split('\n')
      resolve(lines.map(line => JSON.parse(line) as Record<string, unknown>))
    })
    child.stdin.end(`${directories.join('\n')}\n`)
  })
}
