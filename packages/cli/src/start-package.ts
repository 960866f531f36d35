import { join } from 'node:path'
import { cacheDirectory } from '@bulkhead/workspace/cache-directory'
import { loadCompiled } from './load-compiled.ts'

// What `start.ts` is to a checkout, this is to the package.
const isDisabled = (process.env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== ''
const cache = isDisabled ? undefined : cacheDirectory()
const program = join(import.meta.dirname, 'run-process.js')
const { runProcess } = loadCompiled(program, cache && join(cache, 'bytecode')) as {
  runProcess(): Promise<void>
}
void runProcess()
