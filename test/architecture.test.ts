import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

/*
 * Dependencies point one way. The manifests are the edges; each import must be covered by one, and
 * each edge must lead to a lower layer. The layers are those of the picture in ARCHITECTURE.md.
 */

const root = fileURLToPath(new URL('..', import.meta.url))

const layers: readonly (readonly string[])[] = [
  ['diagnostics'],
  ['yaml'],
  ['gotemplate', 'ipam', 'kustomize'],
  ['argocd', 'fleet'],
  ['blueprint', 'state'],
  ['validator', 'workspace'],
  ['generators'],
  ['cli'],
]
const layerOf = new Map(layers.flatMap((names, layer) => names.map(name => [name, layer] as const)))

/** What may touch disk, git or the terminal; the rest are functions from values to values. */
const edge = new Set(['cli', 'generators', 'workspace'])
/** The one adapter below: kustomize stands alone as a library, and then has to read somewhere. */
const adapters = new Set(['packages/kustomize/src/disk-file-system.ts'])
const worldly = /^(node:)?(fs|child_process|net|http|https|os|readline|worker_threads)(\/|$)/

/** Knows no more than its name says. */
const ignorant: Readonly<Record<string, readonly string[]>> = {
  kustomize: ['fleet', 'ipam', 'blueprint'],
  argocd: ['fleet', 'ipam', 'blueprint'],
  state: ['fleet', 'ipam', 'blueprint'],
  gotemplate: ['yaml', 'fleet', 'argocd', 'kustomize', 'ipam'],
  ipam: ['fleet', 'argocd', 'kustomize'],
}

interface Package {
  readonly name: string
  readonly directory: string
  readonly dependencies: readonly string[]
}

const packages: readonly Package[] = [
  ...readdirSync(join(root, 'packages')).map(name => read(name, join(root, 'packages', name))),
  read('generators', join(root, 'generators')),
]

for (const { name, directory, dependencies } of packages) {
  test(`${name} depends on lower layers only`, () => {
    for (const dependency of ownNames(dependencies)) {
      assert.ok(
        layer(dependency) < layer(name),
        `${name} (layer ${layer(name)}) depends on ${dependency} (layer ${layer(dependency)})`,
      )
      assert.ok(!ignorant[name]?.includes(dependency), `${name} may not know ${dependency}`)
    }
  })

  test(`${name} imports what its manifest names, and stays inside itself`, () => {
    for (const file of sources(directory)) {
      for (const imported of importsOf(file)) {
        const place = `${relative(root, file)} imports ${imported}`
        if (imported.startsWith('.')) {
          const target = resolve(dirname(file), imported)
          assert.ok(!relative(directory, target).startsWith('..'), `${place}, outside its package`)
        } else if (!imported.startsWith('node:')) {
          const bare = imported
            .split('/')
            .slice(0, imported.startsWith('@') ? 2 : 1)
            .join('/')
          assert.ok(dependencies.includes(bare) || isTest(file), `${place}, which is not declared`)
        }
      }
    }
  })

  if (!edge.has(name)) {
    test(`${name} touches neither disk, git nor terminal`, () => {
      for (const file of sources(directory).filter(path => !isTest(path) && !isAdapter(path))) {
        const worldlyImports = importsOf(file).filter(imported => worldly.test(imported))
        assert.deepEqual(worldlyImports, [], relative(root, file))
        assert.doesNotMatch(
          readFileSync(file, 'utf8'),
          /\bprocess\.(exit|stdout|stderr|cwd)\b/,
          file,
        )
      }
    })
  }
}

test('all that is printed is escaped by the terminal, and data is printed by builds alone', () => {
  const streams = ['packages/cli/src/terminal.ts', 'packages/cli/src/run-process.ts']
  const dataPrinters = ['build/run-engine.ts', 'commands/build.ts', 'commands/render.ts']
  for (const { directory } of packages) {
    for (const file of sources(directory).filter(path => !isTest(path) && !/\/bin\//.test(path))) {
      const [path, text] = [relative(root, file), readFileSync(file, 'utf8')]
      if (!streams.includes(path)) {
        assert.doesNotMatch(text, /\b(?:stdout|stderr)\.write\b|\bconsole\.|emitWarning/, path)
        if (!dataPrinters.some(printer => path === `packages/cli/src/${printer}`)) {
          assert.doesNotMatch(text, /\bterminal\.data\b/, path)
        }
      }
    }
  }
})

/** What starts other programs; each finds them by `findProgram`. */
const starters = ['packages/cli/src/build/run-engine.ts', 'packages/workspace/src/run-git.ts']

test('programs are started in two files only, by an absolute path, and never by a shell', () => {
  const files = packages
    .flatMap(({ directory }) => sources(directory))
    .filter(path => !isTest(path))
  const starting = files.filter(file =>
    /['"](?:node:)?child_process['"]|['"]node:(?:cluster|worker_threads)['"]/.test(
      readFileSync(file, 'utf8'),
    ),
  )
  assert.deepEqual(starting.map(file => relative(root, file)).sort(), starters)
  for (const file of starting) {
    const text = readFileSync(file, 'utf8')
    assert.match(text, /= findProgram\(/, file)
    assert.doesNotMatch(
      text,
      /\bshell:|(?<!\.)\bexec(?:File)?(?:Sync)?\(|spawn(?:Sync)?\(['"`]/,
      file,
    )
  }
})

/** Who opens files, and of whom: everybody else goes through one of these. */
const openers: Readonly<Record<string, string>> = {
  'packages/workspace/src/read-regular-file.ts': 'files of a repository',
  'packages/workspace/src/held-directories.ts': 'directories of a repository',
  'packages/workspace/src/stage-files.ts': 'what a run prepares, in held directories',
  'packages/workspace/src/rename.ts': 'names, in held directories',
  'packages/workspace/src/publish-journal.ts': 'the directory of the journal, which is held',
  'packages/workspace/src/write-output.ts': 'outputs',
  'packages/workspace/src/read-named-file.ts': 'a file that the command line names',
  'packages/workspace/src/read-pack-files.ts': 'our own packs, beside the program',
  'packages/workspace/src/install-hook.ts':
    'the hook, in what belongs to git or in held directories',
  'packages/workspace/src/find-repository.ts': 'what belongs to git',
  'packages/workspace/src/run-git.ts': 'the first bytes of the git that is installed',
  'packages/workspace/src/kept-texts.ts': 'what is kept for the user',
  'packages/workspace/src/exposed-part.ts': 'what is kept for the user',
  'packages/workspace/src/cache-directory.ts': 'what is kept for the user',
  'packages/kustomize/src/disk-file-system.ts': 'builds on disk',
  'packages/cli/src/load-compiled.ts': 'the program itself',
  'packages/cli/src/commands/explain.ts': 'pages beside the program',
}

test('files are opened in few places, so that none goes round what they hold to', () => {
  const opens =
    /\b(?:readFile|open|read|createReadStream|writeFile|appendFile|copyFile|cp|rename|createWriteStream)(?:Sync)?\b/
  for (const { directory } of packages) {
    for (const file of sources(directory).filter(path => !isTest(path))) {
      const imports = readFileSync(file, 'utf8').matchAll(
        /import\s+(?:\* as \w+|\w+)?,?\s*(\{[^}]*\})?\s*from '(?:node:)?fs(?:\/promises)?'/g,
      )
      for (const [whole, names] of imports) {
        if (names !== undefined && !opens.test(names)) continue
        assert.ok(openers[relative(root, file)], `${relative(root, file)}: ${whole}`)
      }
    }
  }
})

test('process.exit is nowhere', () => {
  for (const { directory } of packages) {
    for (const file of sources(directory).filter(path => !isTest(path))) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), /\bprocess\.exit\(/, relative(root, file))
    }
  }
})

/** Where a pattern that is no literal may become a JavaScript regular expression: its parts are ours. */
const builtPatterns: readonly string[] = [
  'packages/diagnostics/src/escape/styles.ts',
  'packages/gotemplate/src/sprig/characters.ts',
  'packages/gotemplate/src/sprig/semver.ts',
  'packages/validator/src/scan-files.ts',
]

/** Packages in which each such place is listed. */
const patternless =
  'argocd blueprint diagnostics fleet gotemplate ipam kustomize state validator yaml'.split(' ')

test('no text of a repository becomes a JavaScript regular expression', () => {
  const found = patternless
    .flatMap(name => sources(join(root, 'packages', name, 'src')))
    .filter(path => !isTest(path))
    .filter(path => /\bRegExp\s*\(/.test(readFileSync(path, 'utf8')))
    .map(path => relative(root, path))
  assert.deepEqual(found, builtPatterns)
})

test('the YAML library is called in one place, where it is told to write nothing', () => {
  const found = packages
    .flatMap(({ directory }) => sources(directory))
    .filter(path => !isTest(path))
    .filter(path =>
      /\b(?:parseAllDocuments|parseDocument|parse)\b[^;]*from 'yaml'/.test(
        readFileSync(path, 'utf8'),
      ),
    )
    .map(path => relative(root, path))
  assert.deepEqual(found, ['packages/yaml/src/parse-documents.ts'])
})

test('the version is the same wherever it is written', async () => {
  const { version } = await import('@bulkhead/blueprint')
  for (const { directory } of packages) {
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
    assert.equal(manifest.version, version, directory)
  }
})

test('the compiled schemas are those of the TypeBox definitions', async () => {
  const { compileSchemas } = await import('../tools/compile-schemas.ts')
  for (const [path, text] of compileSchemas()) {
    assert.equal(readFileSync(join(root, path), 'utf8'), text, `${path} is stale: npm run schema`)
  }
})

function read(name: string, directory: string): Package {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  const { dependencies = {}, devDependencies = {} } = manifest
  return { name, directory, dependencies: Object.keys({ ...dependencies, ...devDependencies }) }
}

function layer(name: string): number {
  const found = layerOf.get(name)
  assert.ok(found !== undefined, `${name} has no layer`)
  return found
}

function ownNames(dependencies: readonly string[]): readonly string[] {
  return dependencies.flatMap(name => (name.startsWith('@bulkhead/') ? [name.slice(10)] : []))
}

function sources(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !/node_modules|generated/.test(path))
}

function isTest(path: string): boolean {
  return /\.test\.ts$|\/testing\/|\/test\/|arbitrary-/.test(path)
}

function isAdapter(path: string): boolean {
  return adapters.has(relative(root, path))
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const pattern =
    /^\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  return [...text.matchAll(pattern)].flatMap(match => match[1] ?? match[2] ?? match[3] ?? [])
}

test('one function asks for the home directory, which can be unknown', () => {
  const files = packages
    .flatMap(({ directory }) => sources(directory))
    .filter(path => !isTest(path))
  const asking = files.filter(file => /\bhomedir\b/.test(readFileSync(file, 'utf8')))
  assert.deepEqual(
    asking.map(file => relative(root, file)),
    ['packages/workspace/src/home-directory.ts'],
  )
})
