import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { acmeRepository, tinyRepository } from '../support/fleets.ts'
import { bulkheadBin, runCli } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { readTree, writeTree } from '../support/tree.ts'

/*
 * On a branch of anyone nothing outside the repository is read or written: the files of the tree
 * are hostile, what the person at the command line names is not.
 */

const isLinux = process.platform === 'linux'

/** A repository whose `link` leads to a file of a person, and `dir-link` to a directory. */
async function trapped(t: TestContext) {
  const dir = await tinyRepository(t)
  const outside = temporaryDirectory(t)
  writeTree(outside, { '.profile': 'export TOKEN=secret\n', 'kept/file': 'kept\n' })
  symlinkSync(join(outside, '.profile'), join(dir, 'link'))
  symlinkSync(outside, join(dir, 'dir-link'))
  const untouched = () =>
    assert.deepEqual(readTree(outside), {
      '.profile': 'export TOKEN=secret\n',
      'kept/file': 'kept\n',
    })
  return { dir, outside, untouched }
}

test('a link below fleet/ is refused, and nothing of what it leads to is printed', async t => {
  const { dir, outside } = await trapped(t)
  symlinkSync(join(outside, '.profile'), join(dir, 'fleet/evil.yaml'))
  for (const command of [['validate'], ['generate'], ['list', 'clusters'], ['apps'], ['plan']]) {
    const { code, out, err } = await runCli(dir, ...command)
    if (command[0] !== 'validate') assert.notEqual(code, 0, command.join(' '))
    assert.doesNotMatch(out + err, /TOKEN|secret/, command.join(' '))
  }
})

test(
  'a link below fleet/ to the environment of the process or to /dev/zero ends at once',
  {
    skip: !isLinux,
  },
  async t => {
    for (const target of ['/proc/self/environ', '/dev/zero', '/dev/stdin']) {
      const dir = await tinyRepository(t)
      symlinkSync(target, join(dir, 'fleet/evil.yaml'))
      const { out, err } = await runCli(dir, 'validate')
      assert.doesNotMatch(out + err, /PATH=/)
    }
  },
)

test('a pipe anywhere in the tree hangs nothing', { skip: !isLinux }, async t => {
  const dir = await tinyRepository(t)
  for (const path of ['apps/pipe.yaml', 'clusters/kustomization.yml', 'apps/cart/base/more.yaml']) {
    assert.equal(spawnSync('mkfifo', [join(dir, path)]).status, 0)
  }
  for (const command of [['validate'], ['generate', '--check'], ['apps'], ['build', 'clusters']]) {
    const args = [bulkheadBin, '-C', dir, ...command]
    const { signal } = spawnSync(process.execPath, args, { timeout: 60_000 })
    assert.equal(signal, null, command.join(' '))
  }
})

for (const output of ['link', 'dir-link/new.csv', 'dir-link/kept/file']) {
  test(`no export is written through the link ${output}`, async t => {
    const { dir, untouched } = await trapped(t)
    const { code, err } = await runCli(dir, 'ipam', 'export', '-o', output)
    assert.equal(code, 3)
    assert.match(err, /cannot be written: .*symbolic link.*OUTPUT_UNWRITABLE/)
    untouched()
  })

  test(`no build is written through the link ${output}`, async t => {
    const { dir, untouched } = await trapped(t)
    assert.equal((await runCli(dir, 'build', 'clusters', '-o', output)).code, 3)
    untouched()
  })
}

test('no build or rendering is written below a link', async t => {
  const { dir, outside, untouched } = await trapped(t)
  assert.equal((await runCli(dir, 'build', 'clusters', '-o', 'dir-link')).code, 3)
  assert.equal((await runCli(dir, 'render', 'local-dev', '-o', 'dir-link')).code, 3)
  assert.equal((await runCli(dir, 'render', 'local-dev', '-o', 'dir-link/new')).code, 3)
  mkdirSync(join(dir, 'out'))
  symlinkSync(outside, join(dir, 'out/cart-local-dev'))
  assert.equal((await runCli(dir, 'render', 'local-dev', '-o', 'out')).code, 3)
  untouched()
})

test('a file that is a link below an output directory outside is not followed either', async t => {
  const { dir, outside, untouched } = await trapped(t)
  const elsewhere = temporaryDirectory(t)
  await runCli(dir, 'build', 'clusters', '-o', elsewhere)
  const [name = ''] = Object.keys(readTree(elsewhere))
  const other = temporaryDirectory(t)
  symlinkSync(join(outside, '.profile'), join(other, name))
  assert.equal((await runCli(dir, 'build', 'clusters', '-o', other)).code, 3)
  untouched()
})

test('a pipe or a directory of the tree is no output', { skip: !isLinux }, async t => {
  const { dir } = await trapped(t)
  spawnSync('mkfifo', [join(dir, 'pipe')])
  assert.equal((await runCli(dir, 'ipam', 'export', '-o', 'pipe')).code, 3)
  assert.equal((await runCli(dir, 'ipam', 'export', '-o', 'fleet')).code, 3)
})

test('an output is whole, keeps its mode, and leaves nothing beside it', async t => {
  const { dir } = await trapped(t)
  writeFileSync(join(dir, 'out.csv'), 'old', { mode: 0o640 })
  assert.equal((await runCli(dir, 'ipam', 'export', '-o', 'out.csv')).code, 0)
  assert.match(readFileSync(join(dir, 'out.csv'), 'utf8'), /^prefix,/)
  const beside = readdirSync(dir).filter(path => path.includes('.bulkhead-'))
  assert.deepEqual(beside, [])
})

test(
  'a person may name /dev/stdout, and a link outside a repository',
  { skip: !isLinux },
  async t => {
    const { dir } = await trapped(t)
    const args = [bulkheadBin, '-C', dir, 'ipam', 'export', '-o', '/dev/stdout']
    const { stdout, status } = spawnSync('sh', ['-c', '"$0" "$@" | cat', process.execPath, ...args])
    assert.equal(status, 0)
    assert.match(stdout.toString(), /^prefix,/)
    const own = temporaryDirectory(t)
    symlinkSync('target.csv', join(own, 'mine.csv'))
    assert.equal((await runCli(dir, 'ipam', 'export', '-o', join(own, 'mine.csv'))).code, 0)
    assert.ok(existsSync(join(own, 'target.csv')))
  },
)

const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  token: hidden\n'

test('a build does not follow a base out of the repository', async t => {
  const parent = temporaryDirectory(t)
  writeTree(parent, {
    'other/base/kustomization.yaml': 'resources: [secret.yaml]\n',
    'other/base/secret.yaml': secret,
    'repository/.git/HEAD': '',
    'repository/app/kustomization.yaml': 'resources: [../../other/base]\n',
    'repository/linked/kustomization.yaml': 'resources: [base]\n',
    'repository/file/kustomization.yaml': 'resources: [../../other/base/secret.yaml]\n',
  })
  symlinkSync('../../other/base', join(parent, 'repository/linked/base'))
  const dir = join(parent, 'repository')
  for (const root of ['app', 'linked']) {
    const { code, out, err } = await runCli(dir, 'build', root)
    assert.equal(code, 2)
    assert.match(
      err,
      /"(?:\.\.\/\.\.\/other\/base|base)" leads to what lies outside .*\/repository, which --allow-outside/,
    )
    assert.doesNotMatch(out + err, /hidden/)
    assert.match((await runCli(dir, 'build', root, '--allow-outside')).out, /hidden/)
  }
  const flags = ['--load-restrictor', 'LoadRestrictionsNone'] as const
  const file = await runCli(dir, 'build', 'file', ...flags)
  assert.equal(file.code, 2)
  assert.doesNotMatch(file.out + file.err, /hidden/)
  assert.match((await runCli(dir, 'build', 'file', ...flags, '--allow-outside')).out, /hidden/)
  // What is asked for from below the repository may use all of it.
  writeTree(dir, {
    'base/kustomization.yaml': 'resources: [secret.yaml]\n',
    'base/secret.yaml': secret,
    'deep/a/kustomization.yaml': 'resources: [../../base]\n',
  })
  assert.match((await runCli(join(dir, 'deep'), 'build', 'a')).out, /hidden/)
  // Without git, what holds is the directory that the command works in.
  assert.equal((await runCli(join(parent, 'other'), 'build', 'base')).code, 0)
})

test('objects whose names differ in letters alone, or are no file names, are all written', async t => {
  const dir = temporaryDirectory(t)
  const map = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${JSON.stringify(name)}\n`
  const names = ['a', 'A', '..', 'x/../../y', 'con', 'a\u202Eb', 'n'.repeat(300), 'a:b']
  writeTree(dir, {
    'app/kustomization.yaml': 'resources: [maps.yaml]\n',
    'app/maps.yaml': names.map(map).join('---\n'),
  })
  mkdirSync(join(dir, 'out'))
  const { code, err } = await runCli(dir, 'build', 'app', '-o', 'out')
  assert.equal(code, 0, err)
  const written = Object.keys(readTree(join(dir, 'out')))
  assert.equal(written.length, names.length)
  assert.equal(new Set(written.map(name => name.toLowerCase())).size, names.length)
  for (const name of written) assert.match(name, /^[\w.:-]{1,220}\.yaml$/)
})

test('a file that the command line names is held to a limit', async t => {
  const dir = await acmeRepository(t)
  writeFileSync(join(dir, 'large.csv'), 'prefix\n'.repeat(1000))
  const { code, err } = await runCli(
    dir,
    'ipam',
    'import',
    join(dir, 'large.csv'),
    '--limit',
    'named-file=100',
  )
  assert.equal(code, 3)
  assert.match(err, /more than 100 bytes.*LIMIT_EXCEEDED/)
})
