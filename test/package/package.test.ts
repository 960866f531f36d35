import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
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
import { dirname, join } from 'node:path'
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

  await t.test('it holds what people read, and what packs of their own start from', () => {
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
  const [shared, caches] = [newDirectory(dir, 'tmp'), newDirectory(dir, 'caches')]
  const bulkhead = join(built, 'bin/bulkhead.js')
  const start = async (place: string, ...args: string[]) => {
    const result = await run(process.execPath, [bulkhead, ...args], {
      cwd: dir,
      env: { ...env, XDG_CACHE_HOME: place, TMPDIR: shared },
    })
    assert.deepEqual([result.code, result.err], [0, ''])
    // Where other users may have been first, nothing is put.
    assert.deepEqual(filesBelow(shared), [])
    return result.out
  }
  const help = await start(caches, '--help')
  const kept = filesBelow(caches).map(path => join(caches, path))
  const contents = () => kept.map(path => readFileSync(path))
  const compiled = contents()
  assert.match(kept.join('\n'), /\/bulkhead\/bytecode\/v[^/]+\/[0-9a-f]{40}\n/)
  assert.equal(statSync(join(caches, 'bulkhead')).mode & 0o777, 0o700)

  await t.test('another run of the same command writes nothing', async () => {
    const before = new Date(0)
    for (const path of kept) utimesSync(path, before, before)
    assert.equal(await start(caches, '--help'), help)
    for (const path of kept) assert.deepEqual(statSync(path).mtime, before)
  })

  await t.test('the first run of another command adds to it', async () => {
    await start(caches, 'explain', 'KUS001')
    assert.ok(filesBelow(caches).length > kept.length)
  })

  await t.test('what is damaged is not used, and replaced', async () => {
    for (const path of kept) {
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.fill(0x5a, bytes.length >> 1, (bytes.length >> 1) + 64))
      assert.equal(await start(caches, '--help'), help)
    }
    for (const path of kept) {
      writeFileSync(path, '')
      assert.equal(await start(caches, '--help'), help)
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
    assert.match(await start(caches, '--help'), /PRINT THE VERSION/)
    writeFileSync(path, source)
    assert.equal(await start(caches, '--help'), help)
  })

  await t.test('what is old, and of no use any more, goes', async () => {
    const old = join(dirname(kept[0] ?? ''), '../v1.0.0-x64/old')
    mkdirSync(dirname(old))
    writeFileSync(old, '')
    utimesSync(old, new Date(0), new Date(0))
    writeFileSync(kept[0] ?? '', '')
    await start(caches, '--help')
    assert.equal(existsSync(old), false)
  })

  await t.test('without a place nothing is kept, and it runs all the same', async () => {
    assert.equal(await start(join(built, 'package.json/none'), '--help'), help)
    const none = newDirectory(dir, 'none')
    const { out } = await run(process.execPath, [bulkhead, '--help'], {
      cwd: dir,
      env: { ...env, XDG_CACHE_HOME: none, NODE_DISABLE_COMPILE_CACHE: '1' },
    })
    assert.deepEqual([out, readdirSync(none)], [help, []])
  })

  await t.test('bytecode that another user can have prepared is not run', async t => {
    const prepared = newDirectory(dir, 'prepared')
    await prepareBytecode(prepared, join(built, 'lib/run-process.js'), caches, start)
    // Where only the user can have put it, it runs: so it is known that it could.
    assert.match(await start(prepared, '--help'), /PRINT THE VERSION/)
    const place = (name: string, arrange: (copy: string) => void) => {
      const copy = newDirectory(dir, name)
      cpSync(prepared, copy, { recursive: true })
      chmodSync(join(copy, 'bulkhead'), 0o700)
      arrange(copy)
      return copy
    }
    const open = place('open', copy => chmodSync(copy, 0o777))
    const sticky = place('sticky', copy => chmodSync(copy, 0o1777))
    const readable = place('readable', copy => chmodSync(join(copy, 'bulkhead'), 0o755))
    const committed = place('committed', copy => mkdirSync(join(copy, '.git')))
    for (const unsafe of [open, sticky, readable, committed]) {
      assert.equal(await start(unsafe, '--help'), help, unsafe)
    }
    await t.test(
      'by a user who was there first, or by a link',
      { skip: whyNoOther() },
      async () => {
        const first = place('first', copy => chownSync(join(copy, 'bulkhead'), 1, 1))
        const above = place('above', copy => chownSync(copy, 1, 1))
        const linked = newDirectory(dir, 'linked')
        symlinkSync(join(first, 'bulkhead'), join(linked, 'bulkhead'))
        for (const unsafe of [first, above, linked]) {
          assert.equal(await start(unsafe, '--help'), help, unsafe)
        }
      },
    )
  })
})

test('a checkout puts nothing in the directory for temporary files', async t => {
  const [temporary, caches] = [temporaryDirectory(t), temporaryDirectory(t)]
  const start = (place: string) =>
    succeed(process.execPath, [join(root, 'packages/cli/bin/bulkhead.js'), '--version'], root, {
      ...env,
      TMPDIR: temporary,
      XDG_CACHE_HOME: place,
    })
  await start(caches)
  assert.match(filesBelow(caches).join('\n'), /^bulkhead\/node\/v/)
  chmodSync(caches, 0o1777)
  rmSync(join(caches, 'bulkhead'), { recursive: true })
  await start(caches)
  assert.deepEqual([filesBelow(caches), filesBelow(temporary)], [[], []])
})

/** Leaves bytecode of another text under the name and with the digest of a file of the program. */
async function prepareBytecode(
  place: string,
  file: string,
  caches: string,
  start: (place: string, ...args: string[]) => Promise<string>,
): Promise<void> {
  const source = readFileSync(file)
  // V8 compares only the lengths of texts.
  writeFileSync(file, source.toString('latin1').replace('print the version', 'PRINT THE VERSION'))
  await start(place, '--help')
  writeFileSync(file, source)
  const name = createHash('sha1').update(file).digest('hex')
  const path = filesBelow(place).find(path => path.endsWith(name))
  assert.ok(path && filesBelow(caches).includes(path))
  const bytecode = readFileSync(join(place, path)).subarray(0, -20)
  const digest = createHash('sha1').update(source).update(bytecode).digest()
  writeFileSync(join(place, path), Buffer.concat([bytecode, digest]))
}

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
