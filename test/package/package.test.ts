import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findTool } from '../support/real-tools.ts'
import { run, type CliResult } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const repository = ['--repository', 'https://github.com/acme/fleet.git']
/** The Node that runs the tests comes first, as the one that a user has. */
const env = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
}

test('the package is installed in an empty folder and works from there', async t => {
  const dir = temporaryDirectory(t)
  await installPackage(t, dir)
  const installed = join(dir, 'node_modules/generator-bulkhead')
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

/** Builds, packs and installs as a user would; what Yeoman needs comes from the registry. */
async function installPackage(t: TestContext, dir: string): Promise<void> {
  const built = join(dir, 'built')
  await succeed(process.execPath, [join(root, 'tools/build-package.ts'), built], root)
  await succeed('npm', ['pack', '--silent', '--pack-destination', dir], built)
  const tarball = readdirSync(dir).find(name => name.endsWith('.tgz'))
  assert.ok(tarball)

  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0']
  const args = ['install', '--prefix', dir, '--prefer-offline', ...quietly, join(dir, tarball)]
  const { code, err } = await run('npm', args, { cwd: dir, env })
  if (code === 0) return
  // Tests need nothing outside the repository: without a registry, the checkout has the same.
  assert.match(err, /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED/)
  t.diagnostic('the registry cannot be reached: dependencies are those of the checkout')
  await installWithout(dir, join(dir, tarball))
}

async function installWithout(dir: string, tarball: string): Promise<void> {
  const modules = newDirectory(dir, 'node_modules')
  const installed = newDirectory(modules, 'generator-bulkhead')
  await succeed('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], dir)
  for (const name of Object.keys(readManifest(installed).dependencies)) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  const bin = join(newDirectory(modules, '.bin'), 'bulkhead')
  symlinkSync(join(installed, 'bin/bulkhead.js'), bin)
}

async function succeed(program: string, args: readonly string[], cwd: string): Promise<CliResult> {
  const result = await run(program, args, { cwd, env })
  assert.equal(result.code, 0, `${program} ${args.join(' ')}\n${result.out}${result.err}`)
  return result
}

function whyNoYo(): string | false {
  if (!findTool('yo')) return 'yo is not installed'
  return process.getuid?.() === 0 && 'as root, yo becomes another user, who may not write here'
}

function newDirectory(parent: string, name: string): string {
  const path = join(parent, name)
  mkdirSync(path, { recursive: true })
  return path
}

function readManifest(directory: string): {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
} {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}

/** What a run wrote, without git's own files. */
function readTree(directory: string): Readonly<Record<string, string>> {
  const paths = filesBelow(directory).filter(path => !path.startsWith('.git/'))
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(directory, path), 'utf8')]))
}
