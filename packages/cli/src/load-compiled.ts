import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/**
 * Loads a CommonJS file of the package and what it requires beside it, with the bytecode of earlier
 * runs.
 *
 * Node's own compile cache is filled as soon as a file is compiled, when of nearly all functions
 * nothing is compiled yet: each run then compiles again whatever it calls, for a fifth of the time
 * of a small run. This one is filled at the end of a run, with every function that was called.
 *
 * @param path of the file, as ASCII
 * @param cache a directory for bytecode, which is code: one that nobody but the user can write to;
 *   bytecode is neither read nor kept without one
 * @returns what the file exports
 */
export function loadCompiled(path: string, cache: string | undefined): unknown {
  // Bytecode is good for one version of Node. Its flags count too, and V8 compares those.
  const compiler = new Compiler(cache && join(cache, `${process.version}-${process.arch}`))
  process.once('exit', () => compiler.keep())
  return load(path, compiler, new Map())
}

const requireOther = createRequire(import.meta.url)

function load(
  path: string,
  compiler: Compiler,
  modules: Map<string, { exports: unknown }>,
): unknown {
  const known = modules.get(path)
  if (known) return known.exports
  const module = { exports: {} }
  modules.set(path, module)
  const directory = dirname(path)
  const require = (name: string) =>
    name.startsWith('./') ? load(join(directory, name), compiler, modules) : requireOther(name)
  const run = compiler.compile(path).runInThisContext() as (...scope: unknown[]) => void
  run(module.exports, require, module, path, directory)
  return module.exports
}

interface Compiled {
  readonly path: string
  readonly source: Buffer
  readonly script: Script
}

class Compiler {
  readonly #cache: string | undefined
  readonly #compiled: Compiled[] = []
  #hasNew = false

  constructor(cache: string | undefined) {
    this.#cache = cache
  }

  compile(path: string): Script {
    const source = readFileSync(path)
    const cachedData =
      this.#cache === undefined ? undefined : readBytecode(this.#cache, path, source)
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${source.toString('latin1')}\n})`,
      { filename: path, cachedData },
    )
    if (!cachedData || script.cachedDataRejected) this.#hasNew = true
    this.#compiled.push({ path, source, script })
    return script
  }

  /**
   * Keeps the bytecode of every file, if that of any is new. So a command that runs for the first
   * time, which brings a file of its own, adds what it called to the files that all commands share.
   */
  keep(): void {
    if (this.#cache === undefined || !this.#hasNew) return
    try {
      mkdirSync(this.#cache, { recursive: true, mode: 0o700 })
      for (const { path, source, script } of this.#compiled) {
        const bytecode = script.createCachedData()
        writeBytecode(this.#cache, path, Buffer.concat([bytecode, digestOf(source, bytecode)]))
      }
      sweep(dirname(this.#cache))
    } catch {
      // That nothing can be kept costs the next run some time, and this one nothing.
    }
  }
}

/** Of other versions, and of programs that have gone; what is still used is made again. */
const oldest = 7 * 24 * 60 * 60 * 1000

function sweep(directory: string): void {
  const now = Date.now()
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && now - statSync(path).mtimeMs > oldest) rmSync(path, { force: true })
  }
}

function readBytecode(cache: string, path: string, source: Buffer): Buffer | undefined {
  try {
    const content = readFileSync(fileOf(cache, path))
    const bytecode = content.subarray(0, -digestSize)
    return digestOf(source, bytecode).equals(content.subarray(-digestSize)) ? bytecode : undefined
  } catch {
    return undefined
  }
}

function writeBytecode(cache: string, path: string, content: Buffer): void {
  const target = fileOf(cache, path)
  const prepared = `${target}.${process.pid}`
  try {
    writeFileSync(prepared, content, { flag: 'wx', mode: 0o600 })
    renameSync(prepared, target)
  } finally {
    rmSync(prepared, { force: true })
  }
}

function fileOf(cache: string, path: string): string {
  return join(cache, createHash('sha1').update(path).digest('hex'))
}

const digestSize = 20

/**
 * Binds bytecode to the text that it was made from, and to itself: V8 compares only the length of
 * the text, and ends the process over damaged bytecode.
 */
function digestOf(source: Buffer, bytecode: Buffer): Buffer {
  return createHash('sha1').update(source).update(bytecode).digest()
}
