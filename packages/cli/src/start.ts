import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { cacheDirectory } from '@bulkhead/workspace/cache-directory'

// What was compiled once is not compiled again: most of the start-up time of a small run. Node's own
// choice of a directory is below that for temporary files, where another user may have been first.
const cache = cacheDirectory()
if (cache !== undefined) enableCompileCache(join(cache, 'node'))

const { runProcess } = await import('./run-process.ts')
await runProcess()
