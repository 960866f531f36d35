import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
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

/*
 * What is installed to guard a repository runs with the rights of who installs it, so what is in it
 * is held here name by name.
 */

/** Every package of others that has code in the command. What is added here was read. */
const bundled = [
  '@inquirer/ansi',
  '@inquirer/checkbox',
  '@inquirer/confirm',
  '@inquirer/core',
  '@inquirer/editor',
  '@inquirer/expand',
  '@inquirer/external-editor',
  '@inquirer/figures',
  '@inquirer/input',
  '@inquirer/number',
  '@inquirer/password',
  '@inquirer/rawlist',
  '@inquirer/search',
  '@inquirer/select',
  '@inquirer/type',
  'ajv',
  'chardet',
  'cli-width',
  'commander',
  'csv-parse',
  'diff',
  'fast-deep-equal',
  'fast-string-truncated-width',
  'fast-string-width',
  'fast-uri',
  'fast-wrap-ansi',
  'fastest-levenshtein',
  'handlebars',
  'iconv-lite',
  'inquirer',
  'js-yaml',
  'json-schema-traverse',
  'mute-stream',
  're2js',
  'rolldown',
  'run-async',
  'safer-buffer',
  'signal-exit',
  'source-map',
  'yaml',
]

interface Component {
  readonly group?: string
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses: readonly [{ readonly expression: string }]
  readonly hashes?: readonly [{ readonly alg: string; readonly content: string }]
}

test('the packages are what their manifests and lists of contents say', async t => {
  const dir = temporaryDirectory(t)
  const built = newDirectory(dir, 'built')
  await buildPackages(built)
  const command = join(built, 'bulkhead')
  const generators = join(built, 'generator-bulkhead')
  const { version } = readJson(join(root, 'package.json')) as { readonly version: string }
  const tarballs = [await pack(command), await pack(generators)]

  await t.test('the command depends on nothing, and installing it runs nothing', () => {
    assert.deepEqual(readJson(join(command, 'package.json')), {
      name: 'bulkhead',
      version,
      description: manifest('description'),
      keywords: ['gitops', 'kubernetes', 'argocd', 'kustomize', 'multi-cluster'],
      license: 'Apache-2.0',
      repository: manifest('repository'),
      bin: { bulkhead: 'bin/bulkhead.js' },
      exports: { './generators': './lib/generators.js', './package.json': './package.json' },
      files: ['bin', 'lib', 'templates', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'],
      engines: { node: '>=24' },
      publishConfig: { access: 'public', provenance: true },
    })
  })

  await t.test('the generators depend on that version and on one of Yeoman', () => {
    assert.deepEqual(readJson(join(generators, 'package.json')), {
      name: 'generator-bulkhead',
      version,
      description: manifest('description'),
      keywords: ['yeoman-generator', 'gitops', 'kubernetes', 'argocd', 'kustomize'],
      license: 'Apache-2.0',
      repository: manifest('repository'),
      files: ['generators', 'lib', 'sbom.cdx.json'],
      dependencies: { bulkhead: version, 'yeoman-generator': '10.2.1' },
      engines: { node: '>=24' },
      publishConfig: { access: 'public', provenance: true },
    })
  })

  await t.test('the command holds its program, templates and pages, and nothing else', async () => {
    const pages = filesBelow(join(root, 'packages/validator/src'))
      .filter(path => /^(change\/)?rules\/[^/]+\.md$/.test(path))
      .map(path => `lib/${path}`)
    const templates = filesBelow(join(root, 'templates')).map(path => `templates/${path}`)
    const files = await packed(tarballs[0], dir)
    const programs = files.filter(path => /^lib\/[\w.-]+\.js$/.test(path))
    assert.deepEqual(
      files,
      [
        'LICENSE',
        'README.md',
        'THIRD-PARTY-NOTICES.txt',
        'bin/bulkhead.js',
        'package.json',
        'sbom.cdx.json',
        ...pages,
        ...templates,
        ...programs,
      ].sort(),
    )
    for (const name of ['start', 'run-process', 'positions', 'generators']) {
      assert.ok(programs.includes(`lib/${name}.js`), name)
    }
  })

  await t.test('the generators hold no second copy of anything', async () => {
    const kinds = ['app', 'cluster', 'environment', 'region', 'team', 'workload']
    const files = await packed(tarballs[1], dir)
    assert.deepEqual(
      files.map(path => path.replace(/-[\w-]{8}\.js$/, '-….js')),
      [
        'LICENSE',
        'README.md',
        ...kinds.flatMap(kind => [`generators/${kind}/USAGE`, `generators/${kind}/index.js`]),
        'lib/addition-generator-….js',
        'package.json',
        'sbom.cdx.json',
      ].sort(),
    )
    const size = files.reduce((sum, path) => sum + statSync(join(generators, path)).size, 0)
    assert.ok(size < 40_000, `${size} bytes`)
  })

  await t.test('each package that is bundled is listed as package-lock.json has it', () => {
    const { packages } = readJson(join(root, 'package-lock.json')) as {
      readonly packages: Readonly<
        Record<string, { readonly version: string; license: string; integrity: string }>
      >
    }
    const components = readContents(command)
    assert.deepEqual(components.map(nameOf), bundled)
    const notices = readFileSync(join(command, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const component of components) {
      const { version: ofIt, licenses, hashes, purl } = component
      const name = nameOf(component)
      const locked = Object.entries(packages).find(
        ([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === ofIt,
      )?.[1]
      assert.ok(locked, `${name} ${ofIt}`)
      const integrity = Buffer.from(hashes?.[0].content ?? '', 'hex').toString('base64')
      assert.equal(`sha512-${integrity}`, locked.integrity, name)
      assert.equal(licenses[0].expression, locked.license)
      assert.equal(purl, `pkg:npm/${name.replace('@', '%40')}@${ofIt}`)
      assert.ok(notices.includes(`${name} ${ofIt} (${locked.license})\n`), name)
    }
  })

  await t.test('the generators list what they ask for', () => {
    assert.deepEqual(
      readContents(generators).map(({ purl }) => purl),
      [`pkg:npm/bulkhead@${version}`, 'pkg:npm/yeoman-generator@10.2.1'],
    )
  })

  await t.test('nothing in them hangs on the place or time of the build', async () => {
    const again = newDirectory(dir, 'another-place')
    await buildPackages(again)
    assert.deepEqual(digestsBelow(again), digestsBelow(built, /\.tgz$/))
    const repeated = [
      await pack(join(again, 'bulkhead')),
      await pack(join(again, 'generator-bulkhead')),
    ]
    assert.deepEqual(repeated.map(digest), tarballs.map(digest))
    for (const path of filesBelow(again).filter(name => !name.endsWith('.tgz'))) {
      assert.ok(!readFileSync(join(again, path), 'latin1').includes(root), path)
    }
  })

  await t.test(
    'it is installed without network and works; npm puts nothing beside it',
    async () => {
      const empty = newDirectory(dir, 'empty')
      const offline = {
        PATH: env.PATH,
        HOME: newDirectory(dir, 'home'),
        npm_config_offline: 'true',
        npm_config_registry: 'http://127.0.0.1:9/',
      }
      const quietly = ['--ignore-scripts', '--no-audit', '--no-fund']
      await succeed('npm', ['install', ...quietly, tarballs[0] ?? ''], empty, offline)
      const modules = join(empty, 'node_modules')
      assert.deepEqual(
        readdirSync(modules).filter(name => !name.startsWith('.')),
        ['bulkhead'],
      )
      assert.deepEqual(
        filesBelow(modules).filter(path => path.includes('/node_modules/')),
        [],
      )
      const bin = join(modules, '.bin/bulkhead')
      assert.equal((await succeed(bin, ['--version'], empty, offline)).out, `${version}\n`)
      await succeed(bin, ['init', 'acme', '--repository=https://example.com/f.git'], empty, offline)
      await succeed(bin, ['validate'], empty, offline)
    },
  )

  await t.test('unpacked it works as well, which needs no npm', async () => {
    const place = newDirectory(dir, 'unpacked')
    await succeed('tar', ['-xzf', tarballs[0] ?? '', '-C', place, '--strip-components=1'], dir)
    const { out } = await succeed(join(place, 'bin/bulkhead.js'), ['explain', 'NET002'], dir)
    assert.match(out, /^# NET002 /)
    assert.ok(!existsSync(join(place, 'node_modules')))
  })
})

test('no dependency of the checkout runs a script when it is installed', () => {
  assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m)
  const { packages } = readJson(join(root, 'package-lock.json')) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>
  }
  // It works without: its script only fills a cache. One more would have to be looked at.
  assert.deepEqual(
    Object.keys(packages).filter(path => packages[path]?.hasInstallScript),
    ['node_modules/nx'],
  )
})

function manifest(field: string): unknown {
  return (readJson(join(root, 'package.json')) as Readonly<Record<string, unknown>>)[field]
}

function readContents(directory: string): readonly Component[] {
  const { components } = readJson(join(directory, 'sbom.cdx.json')) as {
    readonly components: readonly Component[]
  }
  return components
}

function nameOf({ group, name }: Component): string {
  return group === undefined ? name : `${group}/${name}`
}

/** The paths of a tarball as npm packs it, sorted. */
async function packed(tarball = '', cwd: string): Promise<readonly string[]> {
  const { out } = await succeed('tar', ['-tzf', tarball], cwd)
  return out
    .trim()
    .split('\n')
    .map(path => path.replace(/^package\//, ''))
    .sort()
}

function digestsBelow(directory: string, without?: RegExp): Readonly<Record<string, string>> {
  const paths = filesBelow(directory).filter(path => !without?.test(path))
  return Object.fromEntries(paths.map(path => [path, digest(join(directory, path))]))
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
