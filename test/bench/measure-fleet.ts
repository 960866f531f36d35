/* One process of the scale benchmark: plans and writes a fleet of N clusters, then does it again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  process.stdout.write(
    JSON.stringify({
      files: plan.changes.length,
      seconds: (written - start) / 1000,
      again: (again - written) / 1000,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  )
} finally {
  rmSync(dir, { recursive: true, force: true })
}
