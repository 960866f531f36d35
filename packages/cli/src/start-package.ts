import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { loadCompiled } from './load-compiled.ts'

// What `start.ts` is to a checkout, this is to the package.
enableCompileCache()
const program = join(import.meta.dirname, 'run-process.js')
const { runProcess } = loadCompiled(program, getCompileCacheDir()) as {
  runProcess(): Promise<void>
}
void runProcess()
