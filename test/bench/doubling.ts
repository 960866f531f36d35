import { readLedger } from '@bulkhead/ipam'
import { build, memoryFileSystem, readManifests } from '@bulkhead/kustomize'
import { loadYaml, parseYaml } from '@bulkhead/yaml'
import { fleetGrowths } from './fleet-growths.ts'
import type { Growth } from './growth.ts'
import { median, printTable } from './measure.ts'

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('')

const configMap = (name: string, data = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${data && `data:\n${data}`}`

function building(files: Readonly<Record<string, string>>): () => unknown {
  const fileSystem = memoryFileSystem(files)
  return () => {
    try {
      return build('/', { fileSystem }).toYaml()
    } catch (error) {
      return error
    }
  }
}

const object = (text: string, kustomization = '') =>
  building({ '/kustomization.yaml': `resources: [r.yaml]\n${kustomization}`, '/r.yaml': text })

const patched = (text: string, patch: string) =>
  building({
    '/kustomization.yaml': 'resources: [r.yaml]\npatches: [{path: p.yaml}]\n',
    '/r.yaml': text,
    '/p.yaml': patch,
  })

const reading = (text: string) => () => parseYaml(text, 'a.yaml')

/** Places of all of a document, as rules that find something in each part of it ask for them. */
function locating(text: string, paths: readonly (readonly (string | number)[])[]): () => unknown {
  return () => {
    const [document] = parseYaml(text, 'a.yaml').documents
    return paths.map(path => document?.locate(path).line)
  }
}

function ledger(rows: number): string {
  const head = 'apiVersion: bulkhead.dev/v1alpha1\nkind: AddressLedger\npools:\n  p:\n'
  const row = (i: number) =>
    `    10.${i >> 8}.${i & 255}.0/24: { owner: region/r${i}, state: active }\n`
  return head + lines(rows, row)
}

const ledgerOf = (text: string) => () => {
  const [document] = parseYaml(text, 'fleet/addresses.yaml').documents
  return document && readLedger(document)
}

const growths: readonly Growth[] = [
  {
    name: 'keys of a map, read',
    size: 4000,
    of: n => reading(lines(n, i => `k${i}: &a${i} v\n`)),
  },
  {
    name: 'keys of a map, built',
    size: 8000,
    of: n =>
      object(
        configMap(
          'a',
          lines(n, i => `  k${i}: v\n`),
        ),
      ),
  },
  {
    name: 'keys of a map, patched',
    size: 8000,
    of: n =>
      patched(
        configMap(
          'a',
          lines(n, i => `  k${i}: v\n`),
        ),
        configMap(
          'a',
          lines(n, i => `  k${i}: w\n`),
        ),
      ),
  },
  {
    name: 'keys of a map, labelled',
    size: 4000,
    of: n => object(configMap('a'), `commonAnnotations:\n${lines(n, i => `  k${i}: v\n`)}`),
  },
  { name: 'duplicate keys, read', size: 2000, of: n => reading(lines(n, () => 'k: v\n')) },
  {
    name: 'duplicate keys, built',
    size: 4000,
    of: n =>
      object(
        configMap(
          'a',
          lines(n, () => '  k: v\n'),
        ),
      ),
  },
  {
    name: 'keys that are merged',
    size: 8000,
    of: n => object(configMap('a', `  <<: {${lines(n, i => `k${i}: v, `)}}\n`)),
  },
  {
    name: 'documents, read',
    size: 1000,
    of: n => reading(lines(n, i => `---\na: &a${i} b\n`)),
  },
  {
    name: 'documents, loaded',
    size: 4000,
    of: n => () =>
      loadYaml(
        lines(n, () => '---\na: b\n'),
        'a',
      ),
  },
  {
    name: 'documents, built',
    size: 4000,
    of: n => object(lines(n, i => `${configMap(`c${i}`)}---\n`)),
  },
  {
    name: 'documents, as manifests',
    size: 1000,
    of: n => {
      const bytes = Buffer.from(lines(n, i => `${configMap(`c${i}`)}---\n`))
      return () => [...readManifests('/a.yaml', bytes)]
    },
  },
  {
    name: 'values of a JSON stream',
    size: 2000,
    of: n => {
      const bytes = Buffer.from(lines(n, () => '{"apiVersion":"v1","kind":"A"}\n'))
      return () => [...readManifests('/a.json', bytes)]
    },
  },
  { name: 'carriage returns, read', size: 20_000, of: n => reading(`a: &a b\n${'\r'.repeat(n)}`) },
  {
    name: 'carriage returns, built',
    size: 200_000,
    of: n => object(configMap('a', `  k: "${'x\r'.repeat(n)}"\n`)),
  },
  { name: 'comments, read', size: 10_000, of: n => reading(`${lines(n, () => '# x\n')}a: &a b\n`) },
  {
    name: 'comments, built',
    size: 20_000,
    of: n => object(lines(n, () => '# x\n') + configMap('a')),
  },
  {
    name: 'anchors and aliases, read',
    size: 1000,
    of: n => reading(lines(n, i => `k${i}: &a${i} v\nl${i}: *a${i}\n`)),
  },
  {
    name: 'anchors and aliases, built',
    size: 8000,
    of: n =>
      object(
        configMap(
          'a',
          lines(n, i => `  k${i}: &a${i} v\n  l${i}: *a${i}\n`),
        ),
      ),
  },
  { name: 'a long text, read', size: 200_000, of: n => reading(`a: &a "${'x y'.repeat(n)}"\n`) },
  {
    name: 'a long text, built',
    size: 100_000,
    of: n => object(configMap('a', `  k: "${'x y '.repeat(n)}"\n`)),
  },
  {
    name: 'a text of many lines, built',
    size: 20_000,
    of: n => object(configMap('a', `  k: |\n${lines(n, () => '    x\n')}`)),
  },
  {
    name: 'a text of many spaces, built',
    size: 50_000,
    of: n => object(configMap('a', `  k: "x${' '.repeat(n)}y"\n`)),
  },
  {
    name: 'a key of many digits, built',
    size: 4000,
    of: n =>
      object(configMap('a', `  ? k${'1'.repeat(n)}2\n  : v\n  ? k${'1'.repeat(n)}1\n  : v\n`)),
  },
  {
    name: 'places of many findings',
    size: 1000,
    of: n =>
      locating(
        lines(n, i => `k${i}: &a${i} v\n`),
        Array.from({ length: n }, (_, i) => [`k${i}`]),
      ),
  },
  {
    name: 'places of many findings in a list',
    size: 1000,
    of: n =>
      locating(
        `a: &a\n${lines(n, () => '- b\n')}`,
        Array.from({ length: n }, (_, i) => ['a', i]),
      ),
  },
  { name: 'ranges of a ledger', size: 1000, of: n => ledgerOf(ledger(n)) },
  {
    name: 'faults of a ledger',
    size: 500,
    of: n => ledgerOf(ledger(n).replaceAll('state: active', 'state: wrong')),
  },
  {
    name: 'kustomizations',
    size: 1000,
    of: n =>
      building({
        '/kustomization.yaml': `resources:\n${lines(n, i => `- b${i}\n`)}`,
        ...Object.fromEntries(
          Array.from({ length: n }, (_, i) => [
            `/b${i}/kustomization.yaml`,
            `configMapGenerator: [{name: c${i}}]\n`,
          ]),
        ),
      }),
  },
  {
    name: 'generators',
    size: 3000,
    of: n =>
      building({
        '/kustomization.yaml': `configMapGenerator:\n${lines(n, i => `- {name: c${i}}\n`)}`,
      }),
  },
  {
    name: 'generators that merge',
    size: 2000,
    of: n =>
      object(
        lines(n, i => `${configMap(`c${i}`)}---\n`),
        `configMapGenerator:\n${lines(n, i => `- {name: c${i}, behavior: merge, literals: [a=b]}\n`)}`,
      ),
  },
  {
    name: 'references by names',
    size: 2000,
    of: n =>
      object(
        lines(
          n,
          i => `${configMap(`c${i}`)}---
apiVersion: v1
kind: Pod
metadata: {name: p${i}}
spec: {volumes: [{name: v, configMap: {name: c${i}}}]}
---
`,
        ),
        'namePrefix: x-\n',
      ),
  },
  {
    name: 'blank lines before a patch',
    size: 500,
    of: n => patched(configMap('a'), `${'\n'.repeat(n)}${configMap('a', '  k: v\n')}`),
  },
  {
    name: 'next-line characters and spaces',
    size: 20_000,
    of: n => object(configMap('a', `  k: "a${' '.repeat(n)}b\\Nc"\n`)),
  },
  {
    name: 'names that do not end',
    size: 20_000,
    of: n =>
      building({
        '/kustomization.yaml': `resources: [r.yaml]
configurations: [v.yaml]
vars: [{name: V, objref: {kind: ConfigMap, name: a, apiVersion: v1}}]
`,
        '/v.yaml': 'varReference: [{path: data/k, kind: ConfigMap}]\n',
        '/r.yaml': configMap('a', `  k: "${'$('.repeat(n)}"\n`),
      }),
  },
  {
    name: 'containers of a patched list',
    size: 400,
    of: n => {
      const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
${lines(n, i => `  - {name: c${i}, image: ${image}}\n`)}`
      return patched(pod('a'), pod('b'))
    },
  },
]

const rounds = 7

/**
 * Shows that the work grows as its input does: how much longer what is twice as large takes. Linear is
 * 2; sorting adds a little; what would be quadratic is 4.
 */
export function doubling(): void {
  const rows = [...growths, ...fleetGrowths].map(growth => {
    const { name, of } = growth
    const size = sizeOf(growth)
    const [once, twice] = [of(size), of(2 * size)]
    const times = Array.from({ length: rounds }, () => [time(once), time(twice)] as const)
    const [small, large] = [0, 1].map(at => median(times.slice(1).map(pair => pair[at] ?? 0)))
    return [
      name,
      size.toLocaleString('en'),
      (small ?? 0).toFixed(1),
      (large ?? 0).toFixed(1),
      ((large ?? 0) / (small ?? 1)).toFixed(2),
    ]
  })
  printTable([['input', 'size', 'ms', 'twice, ms', 'ratio'], ...rows])
}

/** The processor time of this process: what others do on the machine is not in it. */
function time(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  return process.cpuUsage(start).user / 1000
}

/** A size that takes long enough to measure. */
function sizeOf({ size, of }: Growth): number {
  let enough = size
  for (let doublings = 0; doublings < 5 && time(of(enough)) < 15; doublings++) enough *= 2
  return enough
}
