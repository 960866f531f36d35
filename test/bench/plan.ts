import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedKustomize, type RealKustomize } from './installed-kustomize.ts'
import { largeFleet } from './large-fleet.ts'
import { median, printTable, timeProcess } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = 7
const clusters = 200
/** One process per overlay is measured on so many of them, and the rest is as many times that. */
const sampled = 20

/**
 * `bulkhead plan --since HEAD~1 --ref HEAD` of the package on 200 clusters with 30 workloads, both
 * states read from git's objects. Cold: nothing is left of an earlier run but the program's
 * bytecode. Warm: an earlier run has planned the commit before. Against a kustomize process for
 * each overlay that the change can reach, before and after it, which is what a review by hand
 * builds, once it has found out which overlays those are. The aim: under a second warm, a few
 * seconds cold.
 */
export async function plan(): Promise<void> {
  const real = installedKustomize()
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-plan-'))
  try {
    const node = process.execPath
    const built = join(dir, 'package')
    const fleet = join(dir, 'fleet')
    await timeProcess(node, [join(root, 'tools/build-packages.ts'), built])
    mkdirSync(join(fleet, 'fleet'), { recursive: true })
    writeFileSync(join(fleet, 'fleet/fleet.yaml'), largeFleet({ clusters, workloads: 30 }))
    const bin = join(built, 'bulkhead/bin/bulkhead.js')
    const env = { TMPDIR: dir }
    await timeProcess(node, [bin, '-C', fleet, 'generate', '--quiet'], env)
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@b', ...args], { cwd: fleet })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'Start')
    const args = [bin, '-C', fleet, 'plan', '--since', 'HEAD~1', '--ref', 'HEAD', '--json']

    const rows = [
      ['one file changed', 'cold, s', 'warm, s', 'kustomize per overlay, s', 'ratio to warm'],
    ]
    for (const [what, path, reached] of cases) {
      const times: { cold: number; warm: number }[] = []
      for (let round = 0; round <= rounds; round++) {
        changeFile(join(fleet, path), round)
        git('commit', '-qam', `Change ${round}`)
        const warm = await timeProcess(node, args, env)
        rmSync(join(fleet, '.git/bulkhead'), { recursive: true, force: true })
        const cold = await timeProcess(node, args, env)
        // In the first round nothing is warm yet.
        if (round > 0) times.push({ cold, warm })
      }
      const warm = median(times.map(time => time.warm))
      const alternative = real && (await buildBoth(fleet, reached, real))
      rows.push([
        what,
        (median(times.map(time => time.cold)) / 1000).toFixed(2),
        (warm / 1000).toFixed(2),
        alternative === undefined ? 'not measured' : (alternative / 1000).toFixed(2),
        alternative === undefined ? '' : (alternative / warm).toFixed(1),
      ])
    }
    printTable(rows)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const everywhere = Array.from({ length: clusters }, (_, i) => `region-${i >> 2}-${i & 3}`)

const cases: readonly (readonly [what: string, path: string, overlays: readonly string[]])[] = [
  [
    'an overlay of one cluster',
    'apps/service-7/overlays/region-3-1/kustomization.yaml',
    ['apps/service-7/overlays/region-3-1'],
  ],
  [
    'a base of 200 clusters',
    'apps/service-7/base/deployment.yaml',
    everywhere.map(cluster => `apps/service-7/overlays/${cluster}`),
  ],
]

/** A label more, which is another one in each round. */
function changeFile(path: string, round: number): void {
  const text = readFileSync(path, 'utf8')
  const changed = path.endsWith('kustomization.yaml')
    ? `${text.replace(/^commonAnnotations: .*\n/m, '')}commonAnnotations: { round: "${round}" }\n`
    : text.replace(/cpu: \d+m/, `cpu: ${200 + round}m`)
  writeFileSync(path, changed)
}

/** A process per overlay, for the state before and the one after. */
async function buildBoth(
  dir: string,
  overlays: readonly string[],
  { command, args }: RealKustomize,
): Promise<number> {
  const some = overlays.slice(0, sampled)
  const start = performance.now()
  for (const overlay of some) await timeProcess(command, [...args, join(dir, overlay)])
  return ((performance.now() - start) / some.length) * overlays.length * 2
}
