import type { Change } from './input.ts'
import { mutateText } from './mutate-text.ts'
import { mutateTrees } from './mutate-tree.ts'
import type { Random } from './random.ts'
import { copyTree, readTrees, writeJson, writeYaml, type ValueTree } from './value-tree.ts'

const known = new Map<string, readonly ValueTree[]>()

/** The documents of a text; they are not to be changed. */
export function treesOf(text: string): readonly ValueTree[] {
  let trees = known.get(text)
  if (!trees) {
    trees = readTrees(text)
    known.set(text, trees)
  }
  return trees
}

/** A file that was changed by value or by byte, most of them once, some a few times. */
export function mutateFile(
  path: string,
  text: string,
  random: Random,
  others: readonly string[],
): Change {
  if (random.oneIn(/\.(ya?ml|json)$/.test(path) ? 6 : 1)) {
    return { path, bytes: mutateText(text, random).toString('base64') }
  }
  const trees = treesOf(text).map(copyTree)
  const donors = others.length > 0 ? treesOf(random.pick(others)) : []
  for (let times = random.pick([1, 1, 1, 2, 2, 3, 6]); times > 0; times--) {
    mutateTrees(trees, random, donors)
  }
  const isJson = path.endsWith('.json') || random.oneIn(8)
  return { path, text: isJson ? trees.map(writeJson).join('\n---\n') : writeYaml(trees) }
}

/** A path that becomes something else than the file that it is. */
export function mutatePath(paths: readonly string[], random: Random): Change {
  const path = random.pick(paths)
  const other = random.pick(paths)
  const directory = path.slice(0, path.lastIndexOf('/') + 1)
  return random.weighted<() => Change>([
    [3, () => ({ path, remove: true })],
    [3, () => ({ path, rename: directory + random.pick(oddNames) })],
    [2, () => ({ path, rename: other })],
    [2, () => ({ path, rename: path.toUpperCase() })],
    [6, () => ({ path, link: random.pick([...linkTargets, other.split('/').at(-1) ?? '']) })],
    [1, () => ({ path: directory.slice(0, -1) || 'apps', link: random.pick(linkTargets) })],
    [2, () => ({ path, directory: true })],
    [2, () => ({ path, pipe: true })],
    [2, () => ({ path, text: '' })],
    [1, () => ({ path, size: random.pick([1, 100_000, 20_000_000, 600_000_000]) })],
    [1, () => ({ path: `${directory}${random.pick(oddNames)}`, text: 'a: 1\n' })],
    [1, () => ({ path: `${directory}x\xff.yaml`, latin1: true, text: 'kind: Secret\n' })],
    [1, () => ({ path: `${path}/`, text: 'kind: Secret\n' })],
    [1, () => ({ path: `${directory}kustomization.yml`, text: 'resources: []\n' })],
    [1, () => ({ path: `${directory}.git/config`, text: hostileConfig })],
    [1, () => ({ path: `${directory}.git`, text: 'gitdir: {{outside}}\n' })],
  ])()
}

/** A configuration of git that runs a program wherever git runs one. */
export const hostileConfig = `[core]
\trepositoryformatversion = 0
\tbare = true
\tfsmonitor = {{marker}}
\tsshCommand = {{marker}}
\tpager = {{marker}}
\thooksPath = {{outside}}
\tattributesFile = {{outside}}/attributes
[diff]
\texternal = {{marker}}
[diff "x"]
\ttextconv = {{marker}}
\tcommand = {{marker}}
[filter "x"]
\tclean = {{marker}}
\tsmudge = {{marker}}
\tprocess = {{marker}}
[pager]
\tdiff = {{marker}}
[alias]
\tdiff = !{{marker}}
[include]
\tpath = {{outside}}/config
[uploadpack]
\tpackObjectsHook = {{marker}}
[remote "origin"]
\turl = ext::{{marker}}
\tuploadpack = {{marker}}
\tpromisor = true
[extensions]
\tpartialClone = origin
[credential]
\thelper = !{{marker}}
`

const linkTargets = [
  '{{outside}}/secret.yaml',
  '{{outside}}/token.txt',
  '{{outside}}/base',
  '{{outside}}/home/.bashrc',
  '{{outside}}',
  '/dev/zero',
  '/dev/stdin',
  '/proc/self/environ',
  '.',
  '..',
  'nowhere',
  'kustomization.yaml',
  '../../outside/secret.yaml',
]

const oddNames = [
  [
    'a\nb.yaml',
    'a\rb.yaml',
    '\u001b[31m.yaml',
    '::error::x.yaml',
    '-rf.yaml',
    ' .yaml',
    'a b.yaml',
    "a'b.yaml",
  ],
  [
    'a"b.yaml',
    'a\\b.yaml',
    '`id`.yaml',
    '$(id).yaml',
    '__proto__',
    'constructor.yaml',
    'Kustomization',
  ],
  [
    'kustomization.yml',
    '\u202egpj.yaml',
    '\ufeff.yaml',
    'é.yaml',
    'e\u0301.yaml',
    'con.yaml',
    '#.yaml',
    '%2e.yaml',
  ],
  [
    'a|b.yaml',
    '<b>.yaml',
    '[x](y).yaml',
    `${'n'.repeat(250)}.yaml`,
    'a.yaml.',
    '*.yaml',
    '{a}.yaml',
    '?.yaml',
  ],
].flat()
