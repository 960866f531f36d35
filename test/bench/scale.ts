import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './measure.ts'

const sizes = [100, 200, 500, 1000]
const rounds = 3

/**
 * A fleet of N clusters and 20 workloads, planned and written in one run, in a process of its own, and
 * validated in another.
 * The slope is that of time over clusters on logarithmic scales: 1 is linear.
 */
export async function scale(): Promise<void> {
  const rows: (string | number)[][] = [
    [
      'clusters',
      'files',
      'seconds',
      'peak MB',
      'again, seconds',
      'validate, seconds',
      'validate, peak MB',
    ],
  ]
  const points: { clusters: number; seconds: number; megabytes: number }[] = []
  for (const clusters of sizes) {
    const runs = Array.from({ length: rounds }, () => measureFleet(clusters))
    const seconds = median(runs.map(run => run.seconds))
    const megabytes = median(runs.map(run => run.megabytes))
    points.push({ clusters, seconds, megabytes })
    const again = median(runs.map(run => run.again))
    rows.push([
      clusters,
      runs[0]?.files ?? 0,
      seconds.toFixed(2),
      megabytes.toFixed(0),
      again.toFixed(2),
      median(runs.map(run => run.validate.seconds)).toFixed(2),
      median(runs.map(run => run.validate.megabytes)).toFixed(0),
    ])
  }
  printTable(rows)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return
  const slope = (value: (point: (typeof points)[number]) => number) =>
    Math.log(value(last) / value(first)) / Math.log(last.clusters / first.clusters)
  process.stdout.write(
    `\nslope from ${first.clusters} to ${last.clusters} clusters: time ${slope(p => p.seconds).toFixed(2)}, memory ${slope(p => p.megabytes).toFixed(2)} (1 is linear)\n`,
  )
}

interface Run {
  readonly files: number
  readonly seconds: number
  readonly again: number
  readonly megabytes: number
  readonly validate: { readonly seconds: number; readonly megabytes: number }
}

function measureFleet(clusters: number): Run {
  const script = fileURLToPath(new URL('measure-fleet.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(clusters)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Run
}
