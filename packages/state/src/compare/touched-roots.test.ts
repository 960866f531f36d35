import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RootBuilder } from '../root-builder.ts'
import { map, repositoryOf, resources, type Files } from '../testing/moments.ts'
import { changedPaths, TouchedRoots } from './touched-roots.ts'

function touchedBy(edits: Files, tree: Files): TouchedRoots {
  const [before, after] = [repositoryOf(tree), repositoryOf({ ...tree, ...edits })]
  return new TouchedRoots(after, changedPaths(before, after))
}

const tree: Files = {
  'base/kustomization.yaml': resources('map.yaml'),
  'base/map.yaml': map('a', '1'),
  'over/one/Kustomization': resources('../../base'),
  'over/two/kustomization.yml': 'components: [../../part/]\n',
  'part/kustomization.yaml': 'kind: Component\npatches: [{ path: patch.yaml }]\n',
  'part/patch.yaml': map('a', '2'),
  'alone/kustomization.yaml': 'not: [yaml\n',
}
const roots = ['base', 'over/one', 'over/two', 'part', 'alone']

const cases: readonly (readonly [path: string, touched: readonly string[]])[] = [
  ['base/map.yaml', ['base', 'over/one']],
  ['base/new.yaml', ['base', 'over/one']],
  ['part/patch.yaml', ['over/two', 'part']],
  ['over/one/notes.md', ['over/one']],
  ['alone/deep/down.yaml', ['alone']],
  ['elsewhere.yaml', []],
]

for (const [path, touched] of cases) {
  test(`${path} touches ${touched.join(' and ') || 'nothing'}`, () => {
    const { has } = { has: (root: string) => touchedBy({ [path]: 'changed' }, tree).has(root) }
    assert.deepEqual(roots.filter(has), touched)
  })
}

test('a file that is taken away touches what took it in', () => {
  assert.ok(touchedBy({ 'base/map.yaml': undefined }, tree).has('over/one'))
})

test('what has changed is told by the ids of files, where there are any', () => {
  const before = { ...repositoryOf(tree), identify: () => 'same' }
  const after = { ...repositoryOf({ ...tree, 'base/map.yaml': 'other' }), identify: () => 'same' }
  assert.deepEqual(changedPaths(before, after), [])
  assert.deepEqual(changedPaths(repositoryOf(tree), after), ['base/map.yaml'])
})

/* Whatever builds to something else has been touched: of random trees and random edits of them. */

const names = ['a', 'b', 'c', 'd', 'e'] as const
const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

interface Directory {
  readonly fileName: (typeof fileNames)[number]
  readonly text: string
  readonly files: Readonly<Record<string, string>>
}

/** A directory that takes in those after it, and now and then one that takes it in as well. */
const directory = (name: string, later: readonly string[]): fc.Arbitrary<Directory> =>
  fc
    .record({
      fileName: fc.constantFrom(...fileNames),
      others: fc.oneof(
        {
          arbitrary: fc.subarray([...later], { maxLength: Math.min(2, later.length) }),
          weight: 20,
        },
        { arbitrary: fc.subarray([...names]), weight: 1 },
      ),
      own: fc.boolean(),
      patch: fc.boolean(),
      generates: fc.constantFrom('', 'files', 'envs'),
      suffix: fc.constantFrom('', 'nameSuffix: -s\n'),
      value: fc.integer({ min: 0, max: 2 }),
    })
    .map(one => {
      const isComponent = components.includes(name)
      const taken = (those: boolean) =>
        one.others.filter(other => components.includes(other) === those).map(other => `../${other}`)
      return {
        fileName: one.fileName,
        text: [
          isComponent ? 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n' : '',
          resources(...taken(false), ...(one.own ? ['own.yaml'] : [])),
          `components: [${taken(true).join(', ')}]\n`,
          one.patch ? 'patches: [{ path: patch.yaml, target: { kind: ConfigMap } }]\n' : '',
          one.generates === ''
            ? ''
            : `configMapGenerator: [{ name: made-${name}, ${one.generates}: [setting.env] }]\n`,
          one.suffix,
        ].join(''),
        files: {
          'own.yaml': map(name, String(one.value)),
          'patch.yaml': map('x', String(one.value)).replace(/value:/, `by-${name}:`),
          'setting.env': `value=${one.value}\n`,
        },
      }
    })

const components: readonly string[] = ['d', 'e']

const trees = fc
  .tuple(...names.map((name, i) => directory(name, names.slice(i + 1))))
  .map(directories => {
    const tree: Record<string, string> = {}
    for (const [i, { fileName, text, files }] of directories.entries()) {
      tree[`${names[i]}/${fileName}`] = text
      for (const [path, content] of Object.entries(files)) tree[`${names[i]}/${path}`] = content
    }
    return tree
  })

/** Some files of one tree as another has them, or gone. */
const edits = fc
  .tuple(trees, trees, fc.infiniteStream(fc.integer({ min: 0, max: 11 })))
  .map(([before, other, dice]) => {
    const paths = [...new Set([...Object.keys(before), ...Object.keys(other)])]
    const after: Record<string, string | undefined> = { ...before }
    for (const path of paths) {
      const thrown = dice.next().value
      if (thrown === 0) after[path] = other[path]
      if (thrown === 1) after[path] = undefined
    }
    return { before, after }
  })

function builtFrom(tree: Files): readonly string[] {
  const builder = new RootBuilder(repositoryOf(tree).fileSystem)
  return names.map(name => {
    const outcome = builder.build(name)
    return 'problems' in outcome
      ? 'does not build'
      : outcome.resources.map(resource => resource.toYaml()).join('---\n')
  })
}

test('whatever is built to something else was touched', () => {
  let [indirect, untouched] = [0, 0]
  const property = fc.property(edits, ({ before, after }) => {
    const [old, now] = [before, after].map(builtFrom) as [readonly string[], readonly string[]]
    const touched = touchedBy(after, before)
    const paths = changedPaths(repositoryOf(before), repositoryOf(after))
    for (const [i, name] of names.entries()) {
      if (!touched.has(name)) untouched += 1
      if (old[i] === now[i]) continue
      if (!paths.some(path => path.startsWith(`${name}/`))) indirect += 1
      assert.ok(touched.has(name), `${name} is built to something else`)
    }
  })
  fc.assert(property, { seed: 7, numRuns: 600 })
  // Neither side of the property is empty.
  assert.ok(indirect > 100 && untouched > 100, `${indirect} and ${untouched}`)
})
