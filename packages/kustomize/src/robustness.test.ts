import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { build } from './build.ts'
import { BuildError } from './build-error.ts'
import { memoryFileSystem, type FileSystem } from './file-system.ts'

const kustomization = 'resources: [r.yaml]\n'

function refusal(files: Record<string, string | Uint8Array>, root = '/'): BuildError {
  try {
    build(root, { fileSystem: memoryFileSystem(files) }).toYaml()
  } catch (error) {
    assert.ok(error instanceof BuildError, String(error))
    return error
  }
  return assert.fail('it was built')
}

test('aliases that would expand without bound are refused', () => {
  const levels = 'abcdefghij'.split('')
  const bomb = levels.map((name, i) => {
    const items = Array(10).fill(i === 0 ? 'x' : `*${levels[i - 1]}`)
    return `${name}: &${name} [${items.join(', ')}]\n`
  })
  const error = refusal({ '/kustomization.yaml': kustomization, '/r.yaml': bomb.join('') })
  assert.equal(error.problems[0].code, 'LIMIT_EXCEEDED')
  assert.equal(error.problems[0].location?.file, '/r.yaml')
})

test('an alias inside its own anchor is refused', () => {
  refusal({ '/kustomization.yaml': kustomization, '/r.yaml': 'a: &a [*a]\n' })
})

test('nesting beyond all reason is refused', () => {
  const deep = `a: ${'['.repeat(100_000)}`
  refusal({ '/kustomization.yaml': kustomization, '/r.yaml': deep })
  const block = Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')
  refusal({ '/kustomization.yaml': kustomization, '/r.yaml': block })
})

test('a cycle of bases is refused', () => {
  const error = refusal(
    {
      '/a/kustomization.yaml': 'resources: [../b]\n',
      '/b/kustomization.yaml': 'resources: [../c]\n',
      '/c/kustomization.yaml': 'components: [../a]\n',
    },
    '/a',
  )
  assert.match(error.message, /a cycle/)
})

test('a very long chain of bases is built or refused, but does not crash', () => {
  const files: Record<string, string> = {}
  for (let i = 0; i < 3000; i++) {
    files[`/${i}/kustomization.yaml`] = `resources: [../${i + 1}]\n`
  }
  refusal(files, '/0')
})

test('a link that leaves the directory is refused', () => {
  const memory = memoryFileSystem({
    '/app/kustomization.yaml': kustomization,
    '/app/r.yaml': 'link',
    '/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n',
  })
  const linked: FileSystem = {
    ...memory,
    realPath: path => (path === '/app/r.yaml' ? '/secret.yaml' : memory.realPath(path)),
  }
  assert.throws(() => build('/app', { fileSystem: linked }), /outside the directory/)
})

test('bytes that are no text are refused as YAML and kept as data', () => {
  const bytes = Uint8Array.from([0x61, 0x3a, 0x20, 0xff, 0xfe])
  refusal({ '/kustomization.yaml': kustomization, '/r.yaml': bytes })
  const { resources } = build('/', {
    fileSystem: memoryFileSystem({
      '/kustomization.yaml': 'configMapGenerator: [{name: c, files: [r.bin]}]\n',
      '/r.bin': bytes,
    }),
  })
  assert.deepEqual(resources[0]?.value['binaryData'], { 'r.bin': 'YTog//4=' })
})

test('control characters are refused', () => {
  refusal({ '/kustomization.yaml': kustomization, '/r.yaml': 'a: \u0007\n' })
})

const fragments = [
  ['a', ': ', '- ', '\n', '  ', '[', ']', '{', '}', ',', '"', "'", '|', '>', '&a ', '*a', '!t '],
  ['#', '? ', '---\n', '%', '\t', '\\', '<<: ', 'null', '1', 'é', '😀', '...\n', '\u2028'],
  ['"\\x7f"', '\\x7f', '\u0085'],
].flat()
const fragment = fc.constantFrom(...fragments)

test('whatever a file holds, it is built or refused with a place', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 60 }), parts => {
      const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata: ${parts.join('')}`
      for (const file of ['/r.yaml', '/p.yaml', '/kustomization.yaml']) {
        const files = {
          '/kustomization.yaml': `${kustomization}patches: [{path: p.yaml, target: {name: x}}]\n`,
          '/r.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n',
          '/p.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n',
          [file]: text,
        }
        try {
          build('/', { fileSystem: memoryFileSystem(files) }).toYaml()
        } catch (error) {
          assert.ok(error instanceof BuildError, String(error))
        }
      }
    }),
    { numRuns: 2000, seed: 7 },
  )
})

/** Values that no field of a configuration expects, each of which made a reader fall over once. */
const oddValues = [
  ['null', '~', '[]', '{}', '[null]', '[[]]', '[{}]', '{a: null}', '{? [a] : b}', '{1: 2}'],
  ['.inf', '-.inf', '.nan', '-9223372036854775808', '18446744073709551615', '1e400', '-1'],
  ['"\\uD800"', '__proto__', '{__proto__: {a: b}}', '!!binary x', '!!int x', '"("', '"*"', '/'],
].flat()

const oddFields = [
  ['nameReference: %', 'nameReference: [%]', 'nameReference: [{kind: ConfigMap}]'],
  ['nameReference: [{kind: ConfigMap, fieldSpecs: [{path: %}]}]', 'commonLabels: [{path: %}]'],
  ['namespace: [{path: %, create: true}]', 'replicas: [{path: %}]', 'varReference: [{path: %}]'],
].flat()

test('a configuration of any shape is taken or refused with a place', () => {
  for (const field of oddFields) {
    for (const value of oddValues) {
      const files = {
        '/kustomization.yaml': `resources: [r.yaml]\nconfigurations: [c.yaml]\nnamePrefix: a-\nnamespace: n\n`,
        '/c.yaml': `${field.replaceAll('%', value)}\n`,
        '/r.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n',
      }
      try {
        build('/', { fileSystem: memoryFileSystem(files) }).toYaml()
      } catch (error) {
        assert.ok(error instanceof BuildError, `${files['/c.yaml']}${String(error)}`)
      }
    }
  }
})

test('an invalid pattern in a path is refused where it is written', () => {
  const error = refusal({
    '/kustomization.yaml': `resources: [r.yaml]
replacements:
  - source: {kind: ConfigMap, name: x}
    targets: [{select: {kind: ConfigMap}, fieldPaths: ['data.list.[name=(]']}]
`,
    '/r.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {list: [{name: a}]}\n',
  })
  assert.match(error.message, /"\(" is not a regular expression/)
})

for (const scalar of ['!!bool x', '.nan', '!!int y']) {
  test(`an object with ${scalar} has no value, and says so at its place`, () => {
    const files = {
      '/kustomization.yaml': kustomization,
      '/r.yaml': `apiVersion: v1\nkind: X\nmetadata: { name: n }\na: [${scalar}]\n`,
    }
    const [object] = build('/', { fileSystem: memoryFileSystem(files) }).resources
    assert.ok(object)
    for (const read of [() => object.value, () => object.toYaml()]) {
      assert.throws(
        read,
        (error: unknown) =>
          error instanceof BuildError && error.problems[0].location?.file === '/r.yaml',
      )
    }
  })
}
