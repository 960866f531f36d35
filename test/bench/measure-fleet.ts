/*
 * One process of the scale benchmark: plans and writes a fleet of N clusters, then does it again, and
 * has another process validate it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applyChanges, planRepository } from '@bulkhead/workspace'
import { largeFleet } from './large-fleet.ts'

const clusters = Number(process.argv[2])
const dir = mkdtempSync(join(tmpdir(), 'bulkhead-scale-'))
try {
  mkdirSync(join(dir, 'fleet'))
  writeFileSync(join(dir, 'fleet/fleet.yaml'), largeFleet({ clusters, workloads: 20 }))
  const start = performance.now()
  const plan = await planRepository(dir)
  applyChanges(dir, plan)
  const written = performance.now()
  applyChanges(dir, await planRepository(dir))
  const again = performance.now()
  const { maxRSS } = process.resourceUsage()
  const validating = performance.now()
  const script = fileURLToPath(new URL('measure-validate.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [script], {
    cwd: dir,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(stderr)
  process.stdout.write(
    JSON.stringify({
      files: plan.changes.length,
      seconds: (written - start) / 1000,
      again: (again - written) / 1000,
      megabytes: maxRSS / 1024,
      validate: { seconds: (performance.now() - validating) / 1000, ...JSON.parse(stderr) },
    }),
  )
} finally {
  rmSync(dir, { recursive: true, force: true })
}
