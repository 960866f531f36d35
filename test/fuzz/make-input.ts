import type { Tree } from '../support/tree.ts'
import { makeHistory, makeIndex } from './git-inputs.ts'
import type { Change, FuzzInput, Kind } from './input.ts'
import { mutateFile, mutatePath } from './mutate-file.ts'
import { Random } from './random.ts'
import type { Seeds } from './seeds.ts'

/** How many of a hundred inputs are of a kind. */
const shares: readonly (readonly [number, Kind])[] = [
  [14, 'spec'],
  [8, 'tree'],
  [3, 'packs'],
  [16, 'ledger'],
  [4, 'lock'],
  [1, 'index'],
  [1, 'history'],
  [45, 'kustomize'],
  [8, 'applicationset'],
]

/** The input of a number: the same for the same seed, whatever ran before. */
export function makeInput(
  seed: number,
  index: number,
  seeds: Seeds,
  only: Kind | undefined,
): FuzzInput {
  const random = new Random(seed, index)
  const kind = random.weighted(shares)
  const input = makers[only ?? kind](random, seeds)
  return { ...input, changes: input.changes.map(withinReason) }
}

/** In characters. Larger files are made by their size alone, so as not to fill the memory. */
const longestText = 20_000_000

function withinReason(change: Change): Change {
  if (!('text' in change) || change.text.length <= longestText) return change
  return { ...change, text: change.text.slice(0, longestText) }
}

const makers: Readonly<Record<Kind, (random: Random, seeds: Seeds) => FuzzInput>> = {
  spec: (random, { bases }) => {
    const base = random.pick(['tiny', 'wide'] as const)
    const isSpec = (path: string) => /^fleet\/[^/]+\.yaml$/.test(path) && path !== ledger
    const changes = mutateSome(bases[base], isSpec, random)
    const onDisk = random.oneIn(2)
    return {
      kind: 'spec',
      base,
      where: onDisk ? 'disk' : 'memory',
      changes:
        onDisk && random.oneIn(6)
          ? [...changes, pathBelow(bases[base], 'fleet/', random)]
          : changes,
      commands: onDisk
        ? [random.pick(specCommands)]
        : [random.pick([['generate'], ['validate', 'json']])],
    }
  },
  tree: (random, { bases }) => {
    const base = random.oneIn(4) ? 'wide' : 'tiny'
    const isTree = (path: string) => !path.startsWith('fleet/') && /\.ya?ml$/.test(path)
    const changes = mutateSome(bases[base], isTree, random)
    if (random.oneIn(2)) {
      return {
        kind: 'tree',
        base,
        where: 'memory',
        changes,
        commands: [random.pick(memoryCommands)],
      }
    }
    const paths = Object.keys(bases[base])
    const moved = Array.from({ length: random.below(3) }, () => mutatePath(paths, random))
    const commands = [random.pick(treeCommands)]
    return { kind: 'tree', base, where: 'disk', changes: [...changes, ...moved], commands }
  },
  packs: (random, { bases }) => {
    const isPack = (path: string) => path.startsWith('fleet/packs/')
    const changes = mutateSome(bases.wide, isPack, random)
    if (random.oneIn(4))
      changes.push(...mutateSome(bases.wide, path => path === 'fleet/fleet.yaml', random))
    const onDisk = random.oneIn(3)
    return {
      kind: 'packs',
      base: 'wide',
      where: onDisk ? 'disk' : 'memory',
      changes:
        onDisk && random.oneIn(6)
          ? [...changes, pathBelow(bases.wide, 'fleet/packs/', random)]
          : changes,
      commands: onDisk
        ? [
            random.pick([
              ['generate', '--dry-run', '--diff'],
              ['validate'],
              ['generate'],
              ['list', 'clusters'],
            ]),
          ]
        : [['generate']],
    }
  },
  ledger: (random, { bases }) => {
    const base = random.oneIn(2) ? 'wide' : 'tiny'
    const changes = mutateSome(bases[base], path => path === ledger, random)
    const onDisk = !random.oneIn(3)
    return {
      kind: 'ledger',
      base,
      where: onDisk ? 'disk' : 'memory',
      changes,
      commands: onDisk ? [random.pick(ledgerCommands)] : [['generate']],
    }
  },
  lock: (random, { bases }) => {
    const text = bases.tiny[lock] ?? ''
    const changes: Change[] = [mutateFile(lock, text, random, [])]
    if (random.oneIn(3)) {
      const path = random.pick([
        '.bulkhead/journal.json',
        '.bulkhead/journal-0123456789abcdef.json',
      ])
      changes.push({ ...mutateFile(lock, text, random, []), path })
    }
    if (random.oneIn(8)) changes.push(mutatePath([lock, '.bulkhead/schema.json'], random))
    if (random.oneIn(4))
      changes.push(mutateFile('fleet/fleet.yaml', bases.tiny['fleet/fleet.yaml'] ?? '', random, []))
    const onDisk = !random.oneIn(4)
    return {
      kind: 'lock',
      base: 'tiny',
      where: onDisk ? 'disk' : 'memory',
      changes,
      commands: onDisk
        ? [
            random.pick([
              ['generate', '--check'],
              ['generate'],
              ['validate'],
              ['remove', 'workload', 'cart', '-y'],
            ]),
          ]
        : [['validate', 'json']],
    }
  },
  index: (random, { bases }) => makeIndex(random, bases),
  history: (random, { bases }) => makeHistory(random, bases),
  kustomize: (random, { kustomize }) => {
    const { files, root } = random.pick(kustomize)
    const changes = new Map<string, Change>(
      Object.entries(files).map(([path, text]) => [path, { path, text }]),
    )
    const others = Object.values(random.pick(kustomize).files)
    for (let times = random.pick([1, 1, 1, 2, 3]); times > 0; times--) {
      const [path, text] = random.pick(Object.entries(files))
      changes.set(path, mutateFile(path, text, random, others))
    }
    const onDisk = random.oneIn(20)
    return {
      kind: 'kustomize',
      base: 'empty',
      where: onDisk ? 'disk' : 'memory',
      changes: [...changes.values(), ...(onDisk ? [mutatePath(Object.keys(files), random)] : [])],
      commands: [['build', root]],
    }
  },
  applicationset: (random, { bases, applicationSets }) => {
    const path = 'gitops/applicationsets/cart.yaml'
    const change = mutateFile(path, random.pick(applicationSets), random, [
      random.pick(applicationSets),
    ])
    const registration = 'clusters/local-dev/registration.yaml'
    const more = random.oneIn(6)
      ? [mutateFile(registration, bases.tiny[registration] ?? '', random, [])]
      : []
    const command = random.pick([
      ['apps'],
      ['apps'],
      ['apps'],
      ['validate', 'json'],
      ['render', 'local-dev'],
    ])
    return {
      kind: 'applicationset',
      base: 'tiny',
      where: 'memory',
      changes: [change, ...more],
      commands: [command],
    }
  },
}

const ledger = 'fleet/addresses.yaml'
const lock = '.bulkhead/lock.json'

const specCommands = [
  ['list', 'clusters'],
  ['list', 'workloads', '--json'],
  ['ipam', 'show'],
  ['ipam', 'check'],
  ['ipam', 'forecast'],
  ['ipam', 'next', 'region', 'new'],
  ['validate'],
  ['generate', '--check'],
  ['generate'],
  ['add', 'team', 'more', '-y'],
  ['add', 'region', 'more', '--provider', 'kind', '-y', '--dry-run'],
  ['remove', 'workload', 'cart', '-y', '--dry-run'],
  ['list', 'regions'],
]

const ledgerCommands = [
  ['ipam', 'check'],
  ['ipam', 'show'],
  ['ipam', 'show', '--tree'],
  ['ipam', 'export', '--format', 'netbox'],
  ['ipam', 'export', '--format', 'csv'],
  ['ipam', 'export', '--format', 'tfvars'],
  ['ipam', 'forecast'],
  ['ipam', 'next', 'region', 'new'],
  ['ipam', 'gc', '--dry-run'],
  ['ipam', 'gc'],
  ['ipam', 'mark', 'active', '--dry-run'],
  ['ipam', 'reserve', '10.4.0.0/16', 'x', '--dry-run'],
  ['ipam', 'import', '--tree', 'clusters', '--dry-run'],
  ['generate', '--check'],
  ['validate'],
]

const memoryCommands = [
  ['validate', 'text'],
  ['validate', 'json'],
  ['validate', 'sarif'],
  ['apps'],
  ['render', 'local-dev'],
]

const treeCommands = [
  ['validate'],
  ['validate', '--format', 'json'],
  ['validate', '--format', 'sarif'],
  ['build', 'gitops/hub'],
  ['build', 'apps/cart/overlays/dev'],
  ['build', 'clusters'],
  ['apps'],
  ['apps', '--json'],
  ['render', 'local-dev'],
  ['render', 'local-dev', '-o', 'rendered'],
  ['build', 'clusters', '-o', 'built'],
  ['show', 'cluster', 'local-dev'],
  ['generate', '--check'],
  ['generate', '--dry-run', '--diff'],
  ['generate'],
]

/** One file that fits, changed; now and then two. */
function mutateSome(files: Tree, fits: (path: string) => boolean, random: Random): Change[] {
  const entries = Object.entries(files).filter(([path]) => fits(path))
  const others = entries.map(([, text]) => text)
  return Array.from({ length: random.pick([1, 1, 1, 2]) }, () => {
    const [path, text] = random.pick(entries)
    return mutateFile(path, text, random, others)
  })
}

function pathBelow(files: Tree, directory: string, random: Random): Change {
  const paths = Object.keys(files).filter(path => path.startsWith(directory))
  return mutatePath(paths, random)
}
