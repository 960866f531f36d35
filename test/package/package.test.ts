import assert from 'node:assert/strict'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { findTool } from '../support/real-tools.ts'
import { run } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import {
  buildPackages,
  env,
  filesBelow,
  newDirectory,
  pack,
  root,
  succeed,
} from './build-packages.ts'

const repository = ['--repository', 'https://github.com/acme/fleet.git']
test('the packages are installed in an empty folder and work from there', async t => {
  const dir = temporaryDirectory(t)
  await installPackages(t, dir)
  const installed = join(dir, 'node_modules/bulkhead')
  const bulkhead = (cwd: string, ...args: string[]) =>
    succeed(join(dir, 'node_modules/.bin/bulkhead'), args, cwd)

  await t.test('it holds what is read at run time', () => {
    assert.deepEqual(filesBelow(join(installed, 'templates')), filesBelow(join(root, 'templates')))
    assert.ok(existsSync(join(installed, 'LICENSE')))
    assert.match(
      readFileSync(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8'),
      /^handlebars [\d.]+ \(MIT\)\n\nCopyright/m,
    )
    assert.ok(filesBelow(installed).every(path => !path.endsWith('.ts')))
    for (const path of filesBelow(installed).filter(path => path.endsWith('.js'))) {
      assert.match(readFileSync(join(installed, path), 'latin1'), /^[\0-\x7f]*$/, path)
    }
  })

  await t.test('the command says its version and explains a rule', async () => {
    const { version } = readManifest(join(root, 'packages/cli'))
    assert.equal((await bulkhead(dir, '--version')).out, `${version}\n`)
    assert.match((await bulkhead(dir, 'explain', 'NET002')).out, /^# NET002 /)
  })

  await t.test('the command starts a fleet that its own rules find sound', async () => {
    const fleet = newDirectory(dir, 'by-command')
    await bulkhead(fleet, 'init', 'acme', ...repository)
    assert.ok(existsSync(join(fleet, 'fleet/fleet.yaml')))
    await bulkhead(fleet, 'generate', '--check')
    await bulkhead(fleet, 'validate')
  })

  await t.test('a fault is reported with its place', async () => {
    const fleet = newDirectory(dir, 'with-a-fault')
    mkdirSync(join(fleet, 'fleet'))
    writeFileSync(join(fleet, 'fleet/fleet.yaml'), '# None.\nkind: Fleet\n')
    const bin = join(dir, 'node_modules/.bin/bulkhead')
    const { code, err } = await run(bin, ['validate'], { cwd: fleet, env })
    assert.match(err, /^fleet\/fleet\.yaml:2:1:/m)
    assert.equal(code, 2)
  })

  await t.test('Yeoman finds the generators, and what they write is the same', async () => {
    const fleet = newDirectory(dir, 'by-yeoman')
    const yeoman = (...args: string[]) =>
      succeed(process.execPath, [join(import.meta.dirname, 'run-yeoman.ts'), ...args], fleet)
    await yeoman('bulkhead:app', 'acme', ...repository)
    assert.deepEqual(readTree(fleet), readTree(join(dir, 'by-command')))
    const cluster = ['--region', 'local', '--environment', 'staging']
    await yeoman('bulkhead:cluster', 'local-spare', ...cluster, '--kubernetes-version', '1.34.1')
    assert.match(readFileSync(join(fleet, 'fleet/regions/local.yaml'), 'utf8'), /1\.34\.1/)
    await bulkhead(fleet, 'generate', '--check')
    await bulkhead(fleet, 'validate')
  })

  await t.test('yo runs the generators too', { skip: whyNoYo() }, async () => {
    const fleet = newDirectory(dir, 'by-yo')
    await succeed('yo', ['bulkhead', 'acme', ...repository], fleet)
    await succeed('yo', ['bulkhead:team', 'search'], fleet)
    await bulkhead(fleet, 'validate')
  })

  await t.test('an old Node is told in one line', async () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.9.0"}})'
    const bin = join(installed, 'bin/bulkhead.js')
    const { code, err } = await run(process.execPath, ['--import', old, bin], { cwd: dir, env })
    assert.equal(code, 3)
    assert.match(err, /^bulkhead needs Node 24 or newer[^\n]*\n$/)
  })
})

test('the package starts with what an earlier run compiled, where that is still true', async t => {
  const dir = temporaryDirectory(t)
  await buildPackages(join(dir, 'packages'))
  const built = join(dir, 'packages/bulkhead')
  const start = async (temporary: string, ...args: string[]) => {
    const bulkhead = [join(built, 'bin/bulkhead.js'), ...args]
    const result = await run(process.execPath, bulkhead, {
      cwd: dir,
      env: { ...env, TMPDIR: temporary },
    })
    assert.deepEqual([result.code, result.err], [0, ''])
    return result.out
  }
  const temporary = newDirectory(dir, 'tmp')
  const help = await start(temporary, '--help')
  const kept = filesBelow(temporary).map(path => join(temporary, path))
  const contents = () => kept.map(path => readFileSync(path))
  const compiled = contents()
  assert.match(kept.join('\n'), /\/bulkhead-[0-9a-f]{40}\n/)

  await t.test('another run of the same command writes nothing', async () => {
    const before = new Date(0)
    for (const path of kept) utimesSync(path, before, before)
    assert.equal(await start(temporary, '--help'), help)
    for (const path of kept) assert.deepEqual(statSync(path).mtime, before)
  })

  await t.test('the first run of another command adds to it', async () => {
    await start(temporary, 'explain', 'KUS001')
    assert.ok(filesBelow(temporary).length > kept.length)
  })

  await t.test('what is damaged is not used, and replaced', async () => {
    for (const path of kept) {
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 64))
      assert.equal(await start(temporary, '--help'), help)
    }
    for (const path of kept) {
      writeFileSync(path, '')
      assert.equal(await start(temporary, '--help'), help)
    }
    assert.deepEqual(
      contents().map(({ length }) => length > 20),
      compiled.map(() => true),
    )
  })

  await t.test('a program that was changed is not run as it was, if it is as long', async () => {
    const path = join(built, 'lib/run-process.js')
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, source.replace('print the version', 'PRINT THE VERSION'))
    assert.match(await start(temporary, '--help'), /PRINT THE VERSION/)
    writeFileSync(path, source)
    assert.equal(await start(temporary, '--help'), help)
  })

  await t.test('what another user left is not used', { skip: whyNoOther() }, async () => {
    const foreign = newDirectory(dir, 'foreign')
    await start(foreign, '--version')
    for (const path of readdirSync(join(foreign, 'node-compile-cache'))) {
      const directory = join(foreign, 'node-compile-cache', path)
      for (const file of readdirSync(directory)) rmSync(join(directory, file))
      chownSync(directory, 1, 1)
    }
    await start(foreign, '--version')
    assert.deepEqual(filesBelow(foreign), [])
  })

  await t.test('where nothing can be kept it runs all the same', async () => {
    assert.equal(await start(join(built, 'package.json/none'), '--help'), help)
  })
})

/** Builds, packs and installs as a user would; what Yeoman needs comes from the registry. */
async function installPackages(t: TestContext, dir: string): Promise<void> {
  const built = join(dir, 'built')
  await buildPackages(built)
  const tarballs = [
    await pack(join(built, 'bulkhead')),
    await pack(join(built, 'generator-bulkhead')),
  ]

  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0']
  // Both at once: npm would look in the registry for the one that it is not given.
  const args = ['install', '--prefix', dir, '--prefer-offline', ...quietly, ...tarballs]
  const { code, err } = await run('npm', args, { cwd: dir, env })
  if (code === 0) return
  // Tests need nothing outside the repository: without a registry, the checkout has the same.
  assert.match(err, /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED/)
  t.diagnostic('the registry cannot be reached: dependencies are those of the checkout')
  await installWithout(dir, tarballs)
}

async function installWithout(dir: string, tarballs: readonly string[]): Promise<void> {
  const modules = newDirectory(dir, 'node_modules')
  for (const [i, name] of ['bulkhead', 'generator-bulkhead'].entries()) {
    const place = newDirectory(modules, name)
    const unpack = ['-xzf', tarballs[i] ?? '', '-C', place, '--strip-components=1']
    await succeed('tar', unpack, dir)
  }
  symlinkSync(join(root, 'node_modules/yeoman-generator'), join(modules, 'yeoman-generator'))
  const bin = join(newDirectory(modules, '.bin'), 'bulkhead')
  symlinkSync(join(modules, 'bulkhead/bin/bulkhead.js'), bin)
}

function whyNoYo(): string | false {
  if (!findTool('yo')) return 'yo is not installed'
  return process.getuid?.() === 0 && 'as root, yo becomes another user, who may not write here'
}

function whyNoOther(): string | false {
  return process.getuid?.() !== 0 && 'only root can make files that are of another user'
}

function readManifest(directory: string): { readonly version: string } {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
}

/** What a run wrote, without git's own files. */
function readTree(directory: string): Readonly<Record<string, string>> {
  const paths = filesBelow(directory).filter(path => !path.startsWith('.git/'))
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(directory, path), 'utf8')]))
}
