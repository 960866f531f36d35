import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryPart, arbitraryWindow } from './arbitrary-cidr.ts'
import { checkNesting, type NestingFault } from './check-nesting.ts'
import type { Cidr } from './cidr.ts'
import { equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { parseCidr } from './read-cidr.ts'

interface Item {
  readonly name: string
  readonly cidr: Cidr
  readonly parent: Item | undefined
  readonly depth: number
}

const declared = {
  depthOf: ({ depth }: Item) => depth,
  mayHold: (outer: Item, inner: Item) => inner.parent === outer,
  needsHolder: ({ parent }: Item) => parent !== undefined,
}

const pool = itemOf('pool', '10.0.0.0/8')
const region = itemOf('region', '10.16.0.0/13', pool)
const vpc = itemOf('vpc', '10.16.0.0/16', region)
const subnet = itemOf('subnet', '10.16.0.0/19', vpc)

const cases: readonly [name: string, items: readonly Item[], faults: readonly string[]][] = [
  ['each in its parent', [subnet, vpc, region, pool], []],
  [
    'each in its parent, all of one range',
    chain('10.0.0.0/8', 'pool', 'region', 'vpc', 'subnet').toReversed(),
    [],
  ],
  [
    'a subnet outside its VPC',
    [pool, region, vpc, itemOf('stray', '10.17.0.0/20', vpc)],
    ['region overlap stray', 'pool overlap stray', 'escape stray'],
  ],
  [
    'a range outside everything',
    [pool, region, vpc, itemOf('stray', '172.16.0.0/20', vpc)],
    ['escape stray'],
  ],
  [
    'a range that comes between, told once',
    [pool, region, vpc, subnet, itemOf('between', '10.16.0.0/17', region)],
    ['vpc overlap between', 'between overlap subnet'],
  ],
  [
    'one range given twice',
    [pool, region, vpc, itemOf('other', '10.16.0.0/16', region)],
    ['vpc duplicate other'],
  ],
  [
    'a region inside another, told once and not of all that it holds',
    [pool, region, ...insideOf(itemOf('inner', '10.20.0.0/16', pool))],
    ['region overlap inner'],
  ],
]

for (const [name, items, faults] of cases) {
  test(`${name}: ${faults.length > 0 ? faults.join(', ') : 'no fault'}`, () => {
    assert.deepEqual(checkNesting(items, declared).map(describe).sort(), [...faults].sort())
  })
}

test('the faults of one item are told up to a limit, the nearest first', () => {
  const items = Array.from({ length: 50 }, (_, at) => itemOf(`${at}`, '10.16.0.0/16', pool))
  const faults = checkNesting([pool, ...items], { ...declared, most: 2 }).map(describe)
  assert.equal(faults.length, 1 + 48 * 2)
  assert.deepEqual(faults.slice(-2), ['48 duplicate 49', '47 duplicate 49'])
})

/** Items in a window, of which each may declare one that was made before it as its parent. */
const forests = arbitraryWindow.chain(window =>
  fc
    .array(fc.tuple(arbitraryPart(window), fc.option(fc.nat({ max: 30 }))), { maxLength: 14 })
    .map(rows =>
      rows.reduce<readonly Item[]>((items, [cidr, choice], at) => {
        const parent = choice === null || at === 0 ? undefined : items[choice % at]
        return [...items, { name: `${at}`, cidr, parent, depth: parent ? parent.depth + 1 : 0 }]
      }, []),
    ),
)

test('the sweep tells of exactly the items that a look at all pairs finds out of place', () => {
  fc.assert(
    fc.property(forests, items => {
      const faults = checkNesting(items, { ...declared, most: Infinity }).map(describe)
      assert.deepEqual([...faults].sort(), items.flatMap(item => faultsOf(item, items)).sort())
    }),
    { seed: 1, numRuns: 1000 },
  )
})

/** What encloses an item, and does not enclose its parent, is a fault of the item. */
function faultsOf(inner: Item, items: readonly Item[]): readonly string[] {
  const around = items.filter(outer => isAround(outer, inner, items))
  const isHeld = inner.parent !== undefined && around.includes(inner.parent)
  const nearer = around.filter(
    outer => !isHeld || (outer !== inner.parent && !isAround(outer, inner.parent!, items)),
  )
  const escape = inner.parent && !isHeld ? [describe({ kind: 'escape', inner })] : []
  return [
    ...escape,
    ...nearer.map(outer => {
      const kind = equalCidrs(outer.cidr, inner.cidr) ? 'duplicate' : 'overlap'
      return describe({ kind, outer, inner })
    }),
  ]
}

/** Of equal ranges the one of lesser depth is around the other, and then the one given first. */
function isAround(outer: Item, inner: Item, items: readonly Item[]): boolean {
  if (!equalCidrs(outer.cidr, inner.cidr)) return contains(outer.cidr, inner.cidr)
  const order = (item: Item) => item.depth * items.length + items.indexOf(item)
  return order(outer) < order(inner)
}

function itemOf(name: string, text: string, parent?: Item): Item {
  return { name, cidr: parseCidr(text), parent, depth: parent ? parent.depth + 1 : 0 }
}

/** Items of one range, each the parent of the next. */
function chain(text: string, ...names: readonly string[]): readonly Item[] {
  return names.reduce<readonly Item[]>(
    (items, name) => [...items, itemOf(name, text, items.at(-1))],
    [],
  )
}

function insideOf(outer: Item): readonly Item[] {
  return [outer, itemOf('a', '10.20.0.0/17', outer), itemOf('b', '10.20.128.0/17', outer)]
}

function describe(fault: NestingFault<Item>): string {
  if (fault.kind === 'escape') return `escape ${fault.inner.name}`
  return `${fault.outer.name} ${fault.kind} ${fault.inner.name}`
}
