import { enableCompileCache } from 'node:module'

// What was compiled once is not compiled again: most of the start-up time of a small run.
enableCompileCache()

const { runProcess } = await import('./run-process.ts')
await runProcess()
