import { hostileKeys, hostilePieces, hostileScalars } from './hostile-values.ts'
import type { Random } from './random.ts'
import { copyTree, quoted, readTrees, unquoted, writeYaml, type ValueTree } from './value-tree.ts'

/** A node and the place that holds it. */
interface Spot {
  readonly node: ValueTree
  readonly parent: ValueTree | undefined
  readonly index: number
}

/**
 * Changes one thing in some documents: a value, a key, the order, the number, or a tag.
 *
 * @param others documents to take parts from
 */
export function mutateTrees(
  trees: ValueTree[],
  random: Random,
  others: readonly ValueTree[],
): void {
  const spots = trees.flatMap(spotsOf)
  if (spots.length === 0) return
  const spot = random.pick(spots)
  random.weighted(mutations)(spot, random, { spots, others, trees })
}

interface Around {
  readonly spots: readonly Spot[]
  readonly others: readonly ValueTree[]
  readonly trees: ValueTree[]
}

type Mutation = (spot: Spot, random: Random, around: Around) => void

const mutations: readonly (readonly [number, Mutation])[] = [
  [20, ({ node }, random) => become(node, { raw: random.pick(hostileScalars) })],
  [14, editText],
  [6, rename],
  [6, remove],
  [5, duplicate],
  [
    4,
    ({ node }, random) =>
      become(node, random.pick([{ items: [] }, { entries: [] }, { raw: 'null' }])),
  ],
  [4, ({ node }) => become(node, { items: [copyTree(node)] })],
  [
    3,
    ({ node }, random) =>
      become(node, { entries: [{ key: random.pick(hostileKeys), value: copyTree(node) }] }),
  ],
  [3, ({ node }, random) => become(node, { raw: deep(random) })],
  [2, ({ node }, random) => become(node, { raw: quoted('x'.repeat(10 ** (2 + random.below(4)))) })],
  [5, swap],
  [6, splice],
  [4, (spot, random, around) => become(spot.node, copyTree(random.pick(around.spots).node))],
  [3, alias],
  [3, ({ node }, random) => void (node.prefix = random.pick(prefixes))],
  [4, insertKey],
  [2, ({ node }) => become(node, { raw: laughs() })],
  [
    2,
    ({ node }, random) =>
      become(node, {
        items: Array.from({ length: 10 ** (1 + random.below(3)) }, (_, i) => ({ raw: `x${i}` })),
      }),
  ],
  [
    1,
    (_, random, { trees }) =>
      void trees.push(
        ...Array.from({ length: 1 + random.below(50) }, () => copyTree(random.pick(trees))),
      ),
  ],
  [4, nested],
]

const prefixes = [
  '!!str',
  '!!int',
  '!!map',
  '!!seq',
  '!!binary',
  '!!set',
  '!!omap',
  '!!merge',
  '!x',
  '&a',
  '!!float',
  '!!null',
  '!!timestamp',
  '! ',
  '!!str &b',
]

function spotsOf(tree: ValueTree): Spot[] {
  const spots: Spot[] = [{ node: tree, parent: undefined, index: 0 }]
  for (const spot of spots) {
    const children = spot.node.items ?? spot.node.entries?.map(({ value }) => value) ?? []
    for (const [index, node] of children.entries()) spots.push({ node, parent: spot.node, index })
  }
  return spots
}

function become(node: ValueTree, other: ValueTree): void {
  const { raw, items, entries, prefix } = other
  delete node.prefix
  delete node.raw
  delete node.items
  delete node.entries
  if (prefix !== undefined) node.prefix = prefix
  if (raw !== undefined) node.raw = raw
  if (items) node.items = items
  if (entries) node.entries = entries
}

function editText({ node }: Spot, random: Random): void {
  if (node.raw === undefined) return become(node, { raw: quoted(random.pick(hostilePieces)) })
  const text = unquoted(node.raw)
  const piece = random.pick(hostilePieces)
  const at = random.below(text.length + 1)
  const edited = random.pick([
    text + piece,
    piece + text,
    text.slice(0, at) + piece + text.slice(at),
    piece,
    text.slice(0, at),
    text.toUpperCase(),
    text + text,
  ])
  node.raw = JSON.stringify(edited)
}

function rename({ parent, index }: Spot, random: Random): void {
  const entry = parent?.entries?.[index]
  if (!entry) return
  const other = random.pick(parent.entries ?? [])
  entry.key = random.oneIn(4) ? other.key : random.pick(hostileKeys)
}

function remove({ parent, index }: Spot): void {
  parent?.entries?.splice(index, 1)
  parent?.items?.splice(index, 1)
}

function duplicate({ parent, index, node }: Spot, random: Random): void {
  const times = random.oneIn(6) ? 500 : 1
  const copies = Array.from({ length: times }, () => copyTree(node))
  const key = parent?.entries?.[index]?.key
  if (key !== undefined) {
    const isSame = random.oneIn(2)
    const entries = copies.map((value, i) => ({
      key: isSame ? key : `${unquoted(key).replaceAll(/\W/g, '')}${i}`,
      value,
    }))
    parent?.entries?.push(...entries)
  } else parent?.items?.push(...copies)
}

function swap({ node }: Spot, random: Random, { spots }: Around): void {
  const other = random.pick(spots).node
  const [one, two] = [copyTree(node), copyTree(other)]
  become(node, two)
  if (other !== node) become(other, one)
}

function splice({ node }: Spot, random: Random, { others }: Around): void {
  if (others.length === 0) return
  become(node, copyTree(random.pick(spotsOf(random.pick(others))).node))
}

function insertKey({ node }: Spot, random: Random, { others, spots }: Around): void {
  const donors = others.length > 0 ? spotsOf(random.pick(others)) : spots
  const { parent, index } = random.pick(donors)
  const entry = parent?.entries?.[index]
  node.entries?.push(
    entry && !random.oneIn(3)
      ? { key: entry.key, value: copyTree(entry.value) }
      : { key: random.pick(hostileKeys), value: { raw: random.pick(hostileScalars) } },
  )
}

function alias({ node }: Spot, random: Random, { spots }: Around): void {
  node.prefix = '&a'
  const other = random.pick(spots).node
  if (other.entries && random.oneIn(2)) other.entries.push({ key: '<<', value: { raw: '*a' } })
  else if (other !== node) become(other, { raw: '*a' })
}

function deep(random: Random): string {
  const depth = random.pick([20, 100, 300, 1000, 5000])
  return random.oneIn(2)
    ? '['.repeat(depth) + ']'.repeat(depth)
    : '{a: '.repeat(depth) + '1' + '}'.repeat(depth)
}

function laughs(): string {
  const levels = Array.from({ length: 12 }, (_, i) => {
    const items = Array.from({ length: 8 }, () => (i === 0 ? 'x' : `*l${i - 1}`))
    return `&l${i} [${items.join(', ')}]`
  })
  return `[${levels.join(', ')}]`
}

/** Changes YAML that stands as text within YAML, as patches and values do. */
function nested({ node }: Spot, random: Random, { spots, others }: Around): void {
  const texts = spots.filter(
    spot => spot.node.raw?.startsWith('"') && spot.node.raw.includes('\\n'),
  )
  const chosen = texts.length > 0 ? random.pick(texts).node : node
  if (chosen.raw === undefined) return
  const inner = readTrees(unquoted(chosen.raw))
  mutateTrees(inner, random, others)
  chosen.raw = JSON.stringify(writeYaml(inner))
}
