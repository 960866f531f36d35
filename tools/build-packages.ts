import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown, type InputOptions, type Plugin } from 'rolldown'
import { billOfMaterials, type Component } from './bill-of-materials.ts'
import { bundledPackages, lockedPackage, type BundledPackage } from './bundled-packages.ts'
import { bundlePacks, parseManifests, precompileTemplates } from './precompile-templates.ts'

// Builds the two packages that users install, as plain JavaScript with what it reads while it runs:
// `bulkhead`, the command, which depends on nothing, and `generator-bulkhead`, the generators, which
// depends on it and on Yeoman.
//
//     node tools/build-packages.ts [DIR]

const root = fileURLToPath(new URL('..', import.meta.url))
const kinds = ['app', 'region', 'cluster', 'workload', 'environment', 'team']
const program = 'lib/start.js'
/** What `generator-bulkhead` takes from `bulkhead`, in the checkout and as the entry of the package. */
const library = { source: 'generators/library.ts', entry: 'lib/generators.js' }
/** Left to npm: Yeoman is large, and a generator shares it with what runs the generator. */
const yeoman = 'yeoman-generator'

/** What is required by name when it is first needed stands beside the one that asks for it. */
const required: Readonly<Record<string, readonly [asked: string, entry: string]>> = {
  './positions.js': ["'./positions.ts'", 'packages/yaml/src/positions.ts'],
  './re2.js': ["'re2js'", 'node_modules/re2js/build/index.js'],
}

const requiredByName: Plugin = {
  name: 'required-by-name',
  transform: (code, id) => {
    if (!/\/load-\w+\.ts$/.test(id)) return undefined
    let changed = code
    for (const [name, [asked]] of Object.entries(required)) {
      changed = changed.replace(`createRequire(import.meta.url)(${asked})`, `require('${name}')`)
    }
    return changed
  },
}

const precompiledTemplates: Plugin = {
  name: 'precompiled-templates',
  load: id => {
    if (id.endsWith('/render/precompiled.ts'))
      return { code: precompileTemplates(), moduleType: 'js' }
    if (id.endsWith('/pack/parsed-manifests.ts'))
      return { code: parseManifests(), moduleType: 'js' }
    if (id.endsWith('/workspace/src/bundled-packs.ts'))
      return { code: bundlePacks(), moduleType: 'js' }
    return undefined
  },
}

const takenFromCommand: Plugin = {
  name: 'taken-from-command',
  resolveId: id =>
    /^\.\.?\/library\.ts$/.test(id) ? { id: 'bulkhead/generators', external: true } : undefined,
}

const yeomanShim = `\0${yeoman}`

/** `require` of an ES module gives all that it exports, and the default among it. */
const takenFromYeoman: Plugin = {
  name: 'taken-from-yeoman',
  resolveId: (id, importer) =>
    id !== yeoman ? undefined : importer === yeomanShim ? { id, external: true } : yeomanShim,
  load: id => (id === yeomanShim ? `export default require('${yeoman}').default` : undefined),
}

const ascii: Plugin = {
  name: 'ascii',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = toAscii(file.code)
    }
  },
}

const out = resolve(process.argv[2] ?? join(root, 'dist'))
const { version, description, license, repository } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Readonly<Record<'version' | 'description' | 'license', string> & Record<'repository', object>>
const command = startPackage('bulkhead')
const generators = startPackage('generator-bulkhead')
await buildCommand()
await buildGenerators()

function startPackage(name: string): string {
  const directory = join(out, name)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  return directory
}

async function buildCommand(): Promise<void> {
  const modules = await bundle(command, {
    input: {
      [entryName(program)]: join(root, 'packages/cli/src/start-package.ts'),
      [entryName(library.entry)]: join(root, library.source),
      // These are required by name when they are needed, so they keep their names.
      'lib/run-process': join(root, 'packages/cli/src/run-process.ts'),
      ...Object.fromEntries(
        Object.entries(required).map(([name, [, entry]]) => [
          name.replace(/^\.\/(.*)\.js$/, 'lib/$1'),
          join(root, entry),
        ]),
      ),
    },
    external: Object.keys(required),
    // Its build for Node is CommonJS, which starts slower and keeps all of it.
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
    plugins: [requiredByName, precompiledTemplates],
  })
  writeProgram()
  copyData()
  const bundled = bundledPackages(root, modules)
  writeNotices(bundled)
  writeManifest(command, {
    name: 'bulkhead',
    keywords: ['gitops', 'kubernetes', 'argocd', 'kustomize', 'multi-cluster'],
    bin: { bulkhead: 'bin/bulkhead.js' },
    exports: { './generators': `./${library.entry}`, './package.json': './package.json' },
    files: ['bin', dirname(program), 'templates', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'],
  })
  writeContents(command, 'bulkhead', bundled)
}

async function buildGenerators(): Promise<void> {
  const modules = await bundle(generators, {
    input: Object.fromEntries(
      kinds.map(kind => [`generators/${kind}/index`, join(root, `generators/${kind}/index.ts`)]),
    ),
    plugins: [takenFromCommand, takenFromYeoman],
  })
  const [foreign] = bundledPackages(root, modules)
  if (foreign) throw new Error(`the generators bundle ${foreign.name} instead of loading it`)
  for (const kind of kinds) {
    cpSync(join(root, `generators/${kind}/USAGE`), join(generators, `generators/${kind}/USAGE`))
  }
  cpSync(join(root, 'LICENSE'), join(generators, 'LICENSE'))
  cpSync(join(root, 'generators/README.md'), join(generators, 'README.md'))
  const taken = lockedPackage(root, `node_modules/${yeoman}`)
  writeManifest(generators, {
    name: 'generator-bulkhead',
    keywords: ['yeoman-generator', 'gitops', 'kubernetes', 'argocd', 'kustomize'],
    files: ['generators', 'lib', 'sbom.cdx.json'],
    // Both exact: what is installed with a version is what was tested with it.
    dependencies: { bulkhead: version, [yeoman]: taken.version },
  })
  writeContents(generators, 'generator-bulkhead', [{ name: 'bulkhead', version, license }, taken])
}

/** @returns the file of each module that went in */
async function bundle(
  directory: string,
  { plugins = [], ...options }: InputOptions,
): Promise<readonly string[]> {
  const build = await rolldown({
    ...options,
    cwd: root,
    platform: 'node',
    makeAbsoluteExternalsRelative: false,
    plugins: [plugins, ascii],
    onwarn: ({ message }) => {
      throw new Error(message)
    },
  })
  const { output } = await build.write({
    dir: directory,
    format: 'cjs',
    comments: false,
    entryFileNames: '[name].js',
    // All in one directory, so that what a module finds beside itself can be put there.
    chunkFileNames: 'lib/[name]-[hash].js',
  })
  await build.close()
  return output.flatMap(chunk => (chunk.type === 'chunk' ? chunk.moduleIds : []))
}

/** The same program in ASCII, which is read and compiled fastest. */
function toAscii(code: string): string {
  // A backslash before the escape would turn it into letters.
  if (/(?<!\\)\\(?:\\\\)*[^\0-\x7f]/.test(code)) {
    throw new Error('a character that is not ASCII is escaped')
  }
  return code.replace(
    /[^\0-\x7f]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function entryName(file: string): string {
  return file.replace(/\.js$/, '')
}

/** The bin as it is in the checkout, before the bundle instead of the sources. */
function writeProgram(): void {
  const source = readFileSync(join(root, 'packages/cli/bin/bulkhead.js'), 'utf8')
  const text = source.replace("import('../src/start.ts')", `require('../${program}')`)
  if (text === source) throw new Error('the bin does not start ../src/start.ts any more')
  mkdirSync(join(command, 'bin'))
  writeFileSync(join(command, 'bin/bulkhead.js'), text, { mode: 0o755 })
}

/** The pages that `pagePath` looks for at run time, and the files that people read or start from. */
function copyData(): void {
  const validator = join(root, 'packages/validator/src')
  for (const page of globSync('{rules,change/rules}/*.md', { cwd: validator })) {
    cpSync(join(validator, page), join(command, dirname(program), page))
  }
  cpSync(join(root, 'templates'), join(command, 'templates'), { recursive: true })
  for (const text of ['LICENSE', 'README.md']) cpSync(join(root, text), join(command, text))
}

/** What others wrote and we pass on comes with their licences. */
function writeNotices(bundled: readonly BundledPackage[]): void {
  const notices = bundled.map(({ name, version: ofIt, license, directory: source }) => {
    const [text] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: source }).sort()
    const terms = text ? readFileSync(join(source, text), 'utf8').trim() : 'No text of its own.'
    return `${name} ${ofIt} (${license})\n\n${terms}\n`
  })
  const rule = `\n${'-'.repeat(80)}\n\n`
  writeFileSync(join(command, 'THIRD-PARTY-NOTICES.txt'), notices.join(rule))
}

function writeContents(directory: string, name: string, contents: readonly Component[]): void {
  const bill = billOfMaterials({ name, version, license }, contents)
  writeFileSync(join(directory, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
}

function writeManifest(directory: string, own: Readonly<Record<string, unknown>>): void {
  const { name, keywords, ...rest } = own
  const manifest = {
    name,
    version,
    description,
    keywords,
    license,
    repository,
    ...rest,
    engines: { node: '>=24' },
    publishConfig: { access: 'public', provenance: true },
  }
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
