import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { precompileTemplates } from './precompile-templates.ts'

// Builds the installable package, `generator-bulkhead`: the command and the generators as plain
// JavaScript, with what they read while they run.
//
//     node tools/build-package.ts [DIR]

const root = fileURLToPath(new URL('..', import.meta.url))
const kinds = ['app', 'region', 'cluster', 'workload', 'environment', 'team']
const program = 'lib/start.js'
/** Left to npm: Yeoman is large, and a generator shares it with what runs the generator. */
const yeoman = 'yeoman-generator'
const yeomanShim = `\0${yeoman}`

const out = resolve(process.argv[2] ?? join(root, 'dist/generator-bulkhead'))
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const modules = await bundle()
writeProgram()
copyData()
writeNotices(modules)
writeManifest()

/** @returns the file of each module that went in */
async function bundle(): Promise<readonly string[]> {
  const generators = kinds.map(
    kind => [`generators/${kind}/index`, join(root, `generators/${kind}/index.ts`)] as const,
  )
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: {
      [program.replace(/\.js$/, '')]: join(root, 'packages/cli/src/start-package.ts'),
      ...Object.fromEntries(generators),
      // Both are required by name when they are needed, so they keep their names.
      'lib/run-process': join(root, 'packages/cli/src/run-process.ts'),
      'lib/positions': join(root, 'packages/yaml/src/positions.ts'),
    },
    external: ['./positions.js'],
    makeAbsoluteExternalsRelative: false,
    // Its build for Node is CommonJS, which starts slower and keeps all of it.
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
    plugins: [
      {
        name: 'required-by-name',
        transform: (code, id) =>
          id.endsWith('/yaml/src/load-positions.ts')
            ? code.replace(
                "createRequire(import.meta.url)('./positions.ts')",
                "require('./positions.js')",
              )
            : undefined,
      },
      {
        // `require` of an ES module gives all that it exports, and the default among it.
        name: 'yeoman',
        resolveId: (id, importer) =>
          id !== yeoman ? undefined : importer === yeomanShim ? { id, external: true } : yeomanShim,
        load: id => (id === yeomanShim ? `export default require('${yeoman}').default` : undefined),
      },
      {
        name: 'precompiled-templates',
        load: id =>
          id.endsWith('/render/precompiled.ts')
            ? { code: precompileTemplates(), moduleType: 'js' }
            : undefined,
      },
      {
        name: 'ascii',
        generateBundle: (_, bundle) => {
          for (const file of Object.values(bundle)) {
            if (file.type === 'chunk') file.code = toAscii(file.code)
          }
        },
      },
    ],
    onwarn: ({ message }) => {
      throw new Error(message)
    },
  })
  const { output } = await build.write({
    dir: out,
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

/** The bin as it is in the checkout, before the bundle instead of the sources. */
function writeProgram(): void {
  const source = readFileSync(join(root, 'packages/cli/bin/bulkhead.js'), 'utf8')
  const text = source.replace("import('../src/start.ts')", `require('../${program}')`)
  if (text === source) throw new Error('the bin does not start ../src/start.ts any more')
  mkdirSync(join(out, 'bin'))
  writeFileSync(join(out, 'bin/bulkhead.js'), text, { mode: 0o755 })
}

/** What is read at run time, each where `readPackFiles`, `pagePath` and Yeoman look for it. */
function copyData(): void {
  cpSync(join(root, 'templates'), join(out, 'templates'), { recursive: true })
  const validator = join(root, 'packages/validator/src')
  for (const page of globSync('{rules,change/rules}/*.md', { cwd: validator })) {
    cpSync(join(validator, page), join(out, dirname(program), page))
  }
  for (const kind of kinds) {
    cpSync(join(root, `generators/${kind}/USAGE`), join(out, `generators/${kind}/USAGE`))
  }
  for (const text of ['LICENSE', 'README.md']) cpSync(join(root, text), join(out, text))
}

/** What others wrote and we pass on comes with their licences. */
function writeNotices(files: readonly string[]): void {
  const packages = files.flatMap(file => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  const notices = [...new Set(packages)].sort().map(directory => {
    const { name, version, license } = readManifest(relative(root, join(directory, 'package.json')))
    const [text] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: directory })
    const terms = text ? readFileSync(join(directory, text), 'utf8').trim() : 'No text of its own.'
    return `${String(name)} ${String(version)} (${String(license)})\n\n${terms}\n`
  })
  const rule = `\n${'-'.repeat(80)}\n\n`
  writeFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), notices.join(rule))
}

function writeManifest(): void {
  const monorepo = readManifest('package.json')
  const cli = readManifest('packages/cli/package.json')
  const generators = readManifest('generators/package.json')
  const manifest = {
    name: 'generator-bulkhead',
    version: cli['version'],
    description: monorepo['description'],
    keywords: ['yeoman-generator', 'gitops', 'kubernetes', 'argocd', 'kustomize', 'multi-cluster'],
    license: cli['license'],
    bin: { bulkhead: 'bin/bulkhead.js' },
    files: ['bin', 'generators', dirname(program), 'templates', 'THIRD-PARTY-NOTICES.txt'],
    engines: { node: '>=24' },
    dependencies: { [yeoman]: dependency(generators, yeoman) },
  }
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

function readManifest(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
}

function dependency(manifest: Record<string, unknown>, name: string): string {
  const version = (manifest['dependencies'] as Record<string, string>)[name]
  if (!version) throw new Error(`no version is known of ${name}`)
  return version
}
