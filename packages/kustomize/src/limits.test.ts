import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Budget, formatLocation, type LimitName } from '@bulkhead/diagnostics'
import { build, buildMany } from './build.ts'
import { BuildError } from './build-error.ts'
import { memoryFileSystem } from './file-system.ts'

type Files = Record<string, string | Uint8Array>
type Raised = readonly (readonly [LimitName, number])[]

function refusal(files: Files, root = '/', raised: Raised = []): BuildError {
  try {
    build(root, { fileSystem: memoryFileSystem(files), budget: new Budget(raised) }).toYaml()
  } catch (error) {
    assert.ok(error instanceof BuildError, String(error))
    return error
  }
  return assert.fail('it was built')
}

/** Enough for all that is meant here, and soon exceeded. */
const fewSteps: Raised = [['root-steps', 300_000]]

/** The limit that was exceeded, and where. */
function exceededLimit(files: Files, root = '/', raised: Raised = []): string {
  const error = refusal(files, root, raised)
  const [{ code, location, hint = '' }] = error.problems
  assert.equal(code, 'LIMIT_EXCEEDED', error.message)
  assert.equal(error.kind, 'environment')
  const [, name] = /--limit ([a-z-]+)=\d+/.exec(hint) ?? []
  return `${name} ${location ? formatLocation(location) : 'nowhere'}`
}

const configMap = (name: string, rest = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`

/** Layers of two overlays each, which both build on the two of the layer below. */
function diamonds(layers: number, first: string): Files {
  const files: Files = {
    '/0/kustomization.yaml': first,
    '/0/c.yaml': configMap('c'),
  }
  for (let layer = 1; layer <= layers; layer++) {
    for (const side of ['a', 'b']) {
      files[`/${layer}${side}/kustomization.yaml`] =
        `resources: [../${layer - 1}]\nnamePrefix: ${side}\n`
    }
    files[`/${layer}/kustomization.yaml`] = `resources: [../${layer}a, ../${layer}b]\n`
  }
  return files
}

suite('what grows by doubling is refused at the entry that goes too far', () => {
  test('kustomizations of two lines that would make 65,536 objects', () => {
    const files = diamonds(16, 'resources: [c.yaml]\n')
    assert.match(exceededLimit(files, '/16'), /^root-(objects|steps) \/1\d\/kustomization.yaml:1:/)
    assert.equal(Object.keys(files).length, 50)
  })

  test('the same where the bases cannot be shared', () => {
    const files = diamonds(30, 'resources: [c.yaml]\nbuildMetadata: [originAnnotations]\n')
    files['/30/kustomization.yaml'] += 'buildMetadata: [originAnnotations]\n'
    assert.match(exceededLimit(files, '/30', fewSteps), /^root-(objects|steps) /)
  })

  test('the same without any object', () => {
    const files = diamonds(40, 'namePrefix: x\nopenapi: {version: v1.21.2}\n')
    assert.match(exceededLimit(files, '/40', fewSteps), /^root-steps /)
  })

  test('a JSON patch that copies a subtree into itself', () => {
    const copy = (i: number) => `  - {op: copy, from: /data, path: /data/k${i}}\n`
    const operations = Array.from({ length: 40 }, (_, i) => copy(i)).join('')
    assert.equal(
      exceededLimit(
        {
          '/kustomization.yaml':
            'resources: [c.yaml]\npatches: [{path: p.yaml, target: {name: c}}]\n',
          '/c.yaml': configMap('c', 'data:\n  a: b\n'),
          '/p.yaml': operations.replaceAll(/^ {2}/gm, ''),
        },
        '/',
        fewSteps,
      ),
      'root-steps /c.yaml:6:3',
    )
  })

  test('a replacement that writes a text into itself', () => {
    const replacement = `
  - source: {kind: ConfigMap, name: c, fieldPath: data.a}
    targets:
      - select: {kind: ConfigMap, name: c}
        fieldPaths: [data.a]
        options: {delimiter: '-', index: 1}`
    const append = replacement.replace('index: 1', 'index: 999999999')
    assert.match(
      exceededLimit({
        '/kustomization.yaml': `resources: [c.yaml]\nreplacements:${append.repeat(60)}\n`,
        '/c.yaml': configMap('c', 'data:\n  a: abcdefgh\n'),
      }),
      /^root-(text|steps) \/kustomization.yaml:/,
    )
  })

  test('aliases that stand for aliases', () => {
    const levels = 'abcdefghij'.split('')
    const bomb = levels.map((name, i) => {
      const items = Array(10).fill(i === 0 ? 'x' : `*${levels[i - 1]}`)
      return `${name}: &${name} [${items.join(', ')}]\n`
    })
    assert.match(
      exceededLimit({ '/kustomization.yaml': 'resources: [r.yaml]\n', '/r.yaml': bomb.join('') }),
      /^yaml-aliases \/r.yaml:\d+:\d+$/,
    )
  })

  test('variables whose values hold long texts', () => {
    const files: Files = {
      '/kustomization.yaml': `resources: [c.yaml]
configurations: [v.yaml]
vars: [{name: V, objref: {kind: ConfigMap, name: c, apiVersion: v1}, fieldref: {fieldPath: data.a}}]
`,
      '/v.yaml': 'varReference: [{path: data/b, kind: ConfigMap}]\n',
      '/c.yaml': configMap(
        'c',
        `data:\n  a: ${'x'.repeat(20_000)}\n  b: ${'$(V) '.repeat(20_000)}\n`,
      ),
    }
    assert.equal(exceededLimit(files), 'root-text /c.yaml:7:6')
  })

  test('one large file under many keys', () => {
    const entries = Array.from({ length: 100 }, (_, i) => `k${i}=big.txt`)
    assert.match(
      exceededLimit({
        '/kustomization.yaml': `configMapGenerator: [{name: c, files: [${entries.join(', ')}]}]\n`,
        '/big.txt': 'x'.repeat(2_000_000),
      }),
      /^root-text \/kustomization.yaml:1:/,
    )
  })
})

suite('what multiplies is refused', () => {
  const objects = (count: number) =>
    Array.from({ length: count }, (_, i) => configMap(`c${i}`)).join('---\n')

  test('patches of all objects', () => {
    const patches = Array.from(
      { length: 5000 },
      () => '- {path: p.yaml, target: {kind: ConfigMap}}\n',
    )
    assert.match(
      exceededLimit(
        {
          '/kustomization.yaml': `resources: [r.yaml]\npatches:\n${patches.join('')}`,
          '/r.yaml': objects(1000),
          '/p.yaml': configMap('any', 'data: {a: b}\n'),
        },
        '/',
        fewSteps,
      ),
      /^root-steps /,
    )
  })

  test('field specs of a configuration', () => {
    const specs = Array.from({ length: 2000 }, (_, i) => `- {path: a/b${i}, create: true}\n`)
    const labels = Array.from({ length: 300 }, (_, i) => `  l${i}: x\n`)
    assert.match(
      exceededLimit({
        '/kustomization.yaml': `resources: [r.yaml]\nconfigurations: [f.yaml]\ncommonLabels:\n${labels.join('')}`,
        '/f.yaml': `commonLabels:\n${specs.join('')}`,
        '/r.yaml': objects(1000),
      }),
      /^root-steps \/kustomization.yaml:/,
    )
  })

  test('regular expressions that are large when they are written out', () => {
    const files = {
      '/kustomization.yaml':
        'resources: [r.yaml]\npatches: [{path: p.yaml, target: {name: "(?:a{1000})"}}]\n',
      '/r.yaml': configMap('a'),
      '/p.yaml': configMap('any', 'data: {a: b}\n'),
    }
    assert.doesNotThrow(() => build('/', { fileSystem: memoryFileSystem(files) }))
    files['/kustomization.yaml'] = files['/kustomization.yaml'].replace(
      '(?:a{1000})',
      '(?:a{1000})'.repeat(100),
    )
    assert.match(refusal(files).message, /is not a regular expression/)
  })
})

suite('what is nested without end is refused', () => {
  test('in a file', () => {
    const deep = `a: ${'['.repeat(100_000)}`
    assert.match(
      exceededLimit({ '/kustomization.yaml': 'resources: [r.yaml]\n', '/r.yaml': deep }),
      /^yaml-depth \/r.yaml:1:/,
    )
    assert.match(exceededLimit({ '/kustomization.yaml': deep }), /^yaml-depth /)
  })

  test('in the path of a patch or of a replacement', () => {
    const path = 'a.'.repeat(100_000)
    assert.match(
      exceededLimit({
        '/kustomization.yaml': `resources: [c.yaml]
replacements:
  - source: {kind: ConfigMap, name: c}
    targets:
      - {select: {kind: ConfigMap}, fieldPaths: [${path}a], options: {create: true}}
`,
        '/c.yaml': configMap('c'),
      }),
      /^yaml-depth \/kustomization.yaml:/,
    )
  })

  test('by patches that move one subtree into another', () => {
    const chain = (depth: number) => '{a: '.repeat(depth) + 'x' + '}'.repeat(depth)
    const into = '/a'.repeat(150)
    const round = [
      `- {op: add, path: /new, value: ${chain(150)}}`,
      `- {op: move, from: /data, path: /new${into}}`,
      '- {op: move, from: /new, path: /data}',
    ].join('\n')
    assert.match(
      exceededLimit({
        '/kustomization.yaml':
          'resources: [c.yaml]\npatches: [{path: p.yaml, target: {name: c}}]\n',
        '/c.yaml': configMap('c', 'data: {a: b}\n'),
        '/p.yaml': `${round}\n`.repeat(10),
      }),
      /^yaml-depth \/p.yaml:/,
    )
  })

  test('by kustomizations that build on one another', () => {
    const files: Files = {}
    for (let i = 0; i < 3000; i++) files[`/${i}/kustomization.yaml`] = `resources: [../${i + 1}]\n`
    assert.equal(exceededLimit(files, '/0'), 'base-depth /99/kustomization.yaml:1:13')
  })
})

test('a raised limit lets it through, and a repository cannot raise one', () => {
  const files = diamonds(5, 'resources: [c.yaml]\n')
  const lowered: Raised = [['root-objects', 31]]
  assert.equal(exceededLimit(files, '/5', lowered), 'root-objects /5/kustomization.yaml:1:20')
  const raised = new Budget([['root-objects', 32]])
  const { resources } = build('/5', { fileSystem: memoryFileSystem(files), budget: raised })
  assert.equal(resources.length, 32)
})

test('a limit of one kustomization does not hang on what was built before', () => {
  const files = diamonds(6, 'resources: [c.yaml]\n')
  const outcomes = (roots: readonly string[]) => {
    const budget = new Budget([['root-steps', 3000]])
    const all = buildMany(roots, { fileSystem: memoryFileSystem(files), budget })
    return new Map([...all].map(one => [one.root, 'error' in one ? one.error.message : 'built']))
  }
  const roots = ['/1', '/2', '/3', '/4', '/5', '/6']
  const forwards = outcomes(roots)
  assert.deepEqual(outcomes(roots.toReversed()), new Map([...forwards].toReversed()))
  assert.equal(forwards.get('/1'), 'built')
  assert.match(forwards.get('/6') ?? '', /LIMIT_EXCEEDED/)
})

test('many kustomizations with 100,000 objects in all are within the limits', () => {
  const objects = Array.from({ length: 1000 }, (_, i) => configMap(`c${i}`)).join('---\n')
  const files: Files = {
    '/base/kustomization.yaml': 'resources: [r.yaml]\n',
    '/base/r.yaml': objects,
  }
  for (let i = 0; i < 100; i++) {
    files[`/${i}/kustomization.yaml`] = `resources: [../base]\nnamespace: n${i}\n`
  }
  const roots = Array.from({ length: 100 }, (_, i) => `/${i}`)
  let count = 0
  for (const outcome of buildMany(roots, { fileSystem: memoryFileSystem(files) })) {
    assert.ok('result' in outcome)
    count += outcome.result.resources.length
  }
  assert.equal(count, 100_000)
})

test('texts made to hang a backtracking matcher do not', () => {
  const blank = '\n'.repeat(900)
  const files = {
    '/kustomization.yaml': `resources: [c.yaml]
patches: [{path: p.yaml}]
configurations: [v.yaml]
vars: [{name: V, objref: {kind: ConfigMap, name: c, apiVersion: v1}}]
`,
    '/v.yaml': 'varReference: [{path: data/open, kind: ConfigMap}]\n',
    '/c.yaml': configMap('c', `data:\n  open: "${'$('.repeat(200_000)}$(V)$$"\n`),
    '/p.yaml': `${blank}${configMap('c', `data:\n  a: "x${' '.repeat(200_000)}y\\Nz"\n`)}`,
  }
  const [object] = build('/', { fileSystem: memoryFileSystem(files) }).resources
  const data = object?.value['data'] as { readonly open: string; readonly a: string }
  assert.equal(data.open.length, 400_000 + '$(V)$'.length)
  assert.equal(data.a.length, 200_000 + 'xy\u0085z'.length)
})
