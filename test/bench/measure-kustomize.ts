/* One process of the kustomize benchmark: builds every root that standard input names. */
import { readFileSync } from 'node:fs'
import { buildMany } from '@bulkhead/kustomize'

const roots = readFileSync(0, 'utf8').split('\n')
const start = performance.now()
let bytes = 0
for (const outcome of buildMany(roots)) {
  if ('error' in outcome) throw outcome.error
  bytes += outcome.result.toYaml().length
}
process.stdout.write(
  JSON.stringify({
    bytes,
    seconds: (performance.now() - start) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
)
