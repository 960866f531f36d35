import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { installedKustomize, type RealKustomize } from './installed-kustomize.ts'
import { median, printTable, timeProcess } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const applications = 20
const rounds = 3
/** One process per overlay is measured on so many of them, and the rest is as many times that. */
const sampled = 40

/**
 * Overlays of 20 applications for N clusters, each with a namespace, labels, images, replicas, a
 * strategic-merge patch and a ConfigMap generator: all of them in one process of ours, against one
 * process of the installed kustomize for each, and against one root that lists them all.
 */
export async function kustomize(): Promise<void> {
  const real = installedKustomize()
  const rows: string[][] = [
    ['overlays', 'ours, s', 'peak MB', 'a process each, s', 'ratio', 'one root of all, s', 'ratio'],
  ]
  for (const clusters of [5, 25, 50]) {
    const dir = mkdtempSync(join(tmpdir(), 'bulkhead-kustomize-'))
    try {
      const overlays = writeOverlays(dir, clusters)
      rows.push(await measure(dir, overlays, real))
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }
  printTable(rows)
  if (!real) process.stdout.write('\nkustomize and kubectl are not installed: not measured\n')
  await singleRoot(real)
}

async function measure(
  dir: string,
  overlays: readonly string[],
  real: RealKustomize | undefined,
): Promise<string[]> {
  const script = fileURLToPath(new URL('measure-kustomize.ts', import.meta.url))
  const runs = Array.from({ length: rounds }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      input: overlays.join('\n'),
    })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as { seconds: number; megabytes: number }
  })
  const ours = median(runs.map(run => run.seconds))
  const row = [
    String(overlays.length),
    ours.toFixed(3),
    median(runs.map(run => run.megabytes)).toFixed(0),
  ]
  if (!real) return [...row, '-', '-', '-', '-']
  const sample = overlays.filter((_, i) => i % Math.ceil(overlays.length / sampled) === 0)
  const each: number[] = []
  for (const overlay of sample) each.push(await timeProcess(real.command, [...real.args, overlay]))
  const separate = (median(each) * overlays.length) / 1000
  const together: number[] = []
  for (let round = 0; round < rounds; round++) {
    together.push((await timeProcess(real.command, [...real.args, join(dir, 'all')])) / 1000)
  }
  const all = median(together)
  return [
    ...row,
    separate.toFixed(1),
    (separate / ours).toFixed(0),
    all.toFixed(2),
    (all / ours).toFixed(1),
  ]
}

/** The whole command on one small root, against kustomize's own process; at most 1.5 times it. */
async function singleRoot(real: RealKustomize | undefined): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-kustomize-'))
  try {
    const built = join(dir, 'package')
    await timeProcess(process.execPath, [join(root, 'tools/build-packages.ts'), built])
    const [overlay = ''] = writeOverlays(dir, 1)
    const command = [join(built, 'bulkhead/bin/bulkhead.js'), 'build', overlay]
    await timeProcess(process.execPath, command)
    const pairs: [number, number][] = []
    for (let round = 0; round < 15; round++) {
      const ours = await timeProcess(process.execPath, command)
      pairs.push([
        ours,
        real ? await timeProcess(real.command, [...real.args, overlay]) : Number.NaN,
      ])
    }
    process.stdout.write('\n')
    printTable([
      ['one small root', 'ours, ms', 'theirs, ms', 'ratio'],
      [
        'bulkhead build',
        median(pairs.map(([ours]) => ours)).toFixed(0),
        real ? median(pairs.map(([, theirs]) => theirs)).toFixed(0) : '-',
        real ? median(pairs.map(([ours, theirs]) => ours / theirs)).toFixed(2) : '-',
      ],
    ])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** @returns the directories of the overlays; `all` beside them is a root that lists each */
function writeOverlays(dir: string, clusters: number): readonly string[] {
  const overlays: string[] = []
  for (let app = 0; app < applications; app++) {
    const name = `app-${app}`
    write(
      join(dir, name, 'base/kustomization.yaml'),
      'resources: [deployment.yaml, service.yaml]\n',
    )
    write(join(dir, name, 'base/deployment.yaml'), deployment(name))
    write(join(dir, name, 'base/service.yaml'), service(name))
    for (let cluster = 0; cluster < clusters; cluster++) {
      const overlay = join(dir, name, `overlays/cluster-${cluster}`)
      write(join(overlay, 'kustomization.yaml'), overlayOf(name, cluster))
      write(join(overlay, 'patch.yaml'), patch(name, cluster))
      overlays.push(overlay)
    }
  }
  const list = overlays.map(overlay => `- ../${overlay.slice(dir.length + 1)}`).join('\n')
  write(join(dir, 'all/kustomization.yaml'), `resources:\n${list}\n`)
  return overlays
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const overlayOf = (name: string, cluster: number) => `namespace: ${name}-${cluster}
resources: [../../base]
labels:
- pairs: { cluster: cluster-${cluster}, team: shop }
  includeSelectors: true
images:
- name: registry.example/${name}
  newTag: 1.2.${cluster}
replicas:
- name: ${name}
  count: ${2 + (cluster % 5)}
patches:
- path: patch.yaml
configMapGenerator:
- name: ${name}-place
  literals: [CLUSTER=cluster-${cluster}, REGION=region-${cluster % 7}]
`

const patch = (name: string, cluster: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
      - name: main
        resources:
          limits: { memory: ${128 + cluster}Mi }
`

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
      - name: main
        image: registry.example/${name}:1.0.0
        envFrom:
        - configMapRef: { name: ${name}-place }
        ports:
        - containerPort: 8080
        resources:
          requests: { cpu: 100m, memory: 64Mi }
`

const service = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
  - port: 80
    targetPort: 8080
`
