/* One process of the scale benchmark: `bulkhead validate`, and on stderr how much memory it took. */
import process from 'node:process'

process.argv.splice(2, 0, 'validate', '--json')
process.on('exit', () => {
  process.stderr.write(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024 }))
})
await import('../../packages/cli/src/start.ts')
