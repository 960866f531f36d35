import { enableCompileCache } from 'node:module'

// What was compiled once is not compiled again: most of the start-up time of a small run.
enableCompileCache()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
