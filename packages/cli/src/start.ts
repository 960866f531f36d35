import { enableCompileCache } from 'node:module'

// What was compiled once is not compiled again: most of the start-up time of a small run.
enableCompileCache()

// A reader that has seen enough, as `head` has, is no fault of ours.
process.stdout.on('error', error => {
  if (!('code' in error && error.code === 'EPIPE')) throw error
})

const { main } = await import('./main.ts')
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error)
  process.stderr.write(`This is a bug in bulkhead; please report it with what you did.\n${stack}\n`)
  process.exitCode = 3
}
