import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, changeOf, resources, type Files } from '../testing/moments.ts'
import type { SetChange } from './compare-sets.ts'

const selecting = (environment: string) =>
  cartSet({ selector: `matchLabels: { environment: ${environment} }` })
const without = resources('root.yaml', 'clusters.yaml', 'project.yaml')

const same: Partial<SetChange> = {
  before: 2,
  after: 2,
  freezes: false,
  refused: [],
  lost: [],
  gained: [],
}
const refused = ['cart-eu', 'cart-us'].map(name => ({
  name,
  why: 'application references project gone which does not exist',
}))

const cases: readonly (readonly [
  what: string,
  before: Files,
  after: Files,
  told: Partial<SetChange> | undefined,
])[] = [
  ['makes the same', {}, { 'hub/cart.yaml': `# more\n${cartSet()}` }, undefined],
  ['shrinks', {}, { 'hub/cart.yaml': selecting('staging') }, { ...same, after: 1, lost: ['eu'] }],
  [
    'moves to other clusters',
    { 'hub/cart.yaml': selecting('staging') },
    { 'hub/cart.yaml': selecting('production') },
    { ...same, before: 1, after: 1, lost: ['us'], gained: ['eu'] },
  ],
  [
    'is emptied',
    {},
    { 'hub/cart.yaml': selecting('nothing') },
    { ...same, after: 0, lost: ['eu', 'us'] },
  ],
  [
    'comes',
    { 'hub/kustomization.yaml': without },
    { 'hub/kustomization.yaml': `${without.replace(']\n', ', cart.yaml]\n')}` },
    { ...same, before: undefined, gained: ['eu', 'us'] },
  ],
  [
    'goes',
    {},
    { 'hub/kustomization.yaml': without },
    { ...same, after: undefined, lost: ['eu', 'us'] },
  ],
  [
    'freezes, and keeps what it made',
    {},
    { 'hub/cart.yaml': cartSet({ label: 'nothing' }) },
    { ...same, freezes: true },
  ],
  [
    'is frozen before as after',
    { 'hub/cart.yaml': cartSet({ label: 'nothing' }) },
    { 'hub/cart.yaml': cartSet({ label: 'nowhere' }) },
    undefined,
  ],
  [
    'refuses what it made, and keeps it',
    {},
    { 'hub/cart.yaml': cartSet({ project: 'gone' }) },
    { ...same, refused },
  ],
  [
    'comes to refuse what it made, by what goes elsewhere',
    {},
    {
      'hub/project.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: other, namespace: argocd }\n',
    },
    {
      ...same,
      refused: refused.map(({ name, why }) => ({ name, why: why.replace('gone', 'shop') })),
    },
  ],
  [
    'refuses before as after',
    { 'hub/cart.yaml': cartSet({ project: 'gone' }) },
    { 'hub/cart.yaml': cartSet({ project: 'lost' }) },
    undefined,
  ],
  [
    'loses its clusters to a root that does not build',
    {},
    { 'clusters/kustomization.yaml': resources('nothing.yaml') },
    undefined,
  ],
  [
    'stands in a root that does not build any more',
    {},
    { 'hub/kustomization.yaml': resources('nothing.yaml') },
    undefined,
  ],
]

for (const [what, before, after, told] of cases) {
  test(`a set that ${what}`, () => {
    const { sets } = changeOf(after, before)
    assert.equal(sets.length, told ? 1 : 0)
    assert.partialDeepStrictEqual(
      sets,
      told ? [{ name: 'cart', namespace: 'argocd', ...told }] : [],
    )
  })
}

test('a set is told where it is written, and one that goes where it was', () => {
  for (const after of [
    { 'hub/cart.yaml': selecting('staging') },
    { 'hub/kustomization.yaml': without },
  ]) {
    assert.equal(changeOf(after).sets[0]?.location?.file, 'hub/cart.yaml')
  }
})
