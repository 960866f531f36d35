import { findInputFiles, planTree, version } from '@bulkhead/blueprint'
import { main } from '@bulkhead/cli'
import { Budget, FleetError, throwIfAny } from '@bulkhead/diagnostics'
import { addressSpace, loadFleet } from '@bulkhead/fleet'
import { formatLedger } from '@bulkhead/ipam'
import { build } from '@bulkhead/kustomize'
import { Compiler } from '@bulkhead/state'
import { reportJson, reportSarif, reportText, validate } from '@bulkhead/validator'
import {
  kustomizeFiles,
  readPackFiles,
  readSpecFiles,
  type RepositoryFiles,
} from '@bulkhead/workspace'
import { applicationToJson } from '../../packages/cli/src/print/applications.ts'
import { stateOf } from '../../packages/cli/src/read-state.ts'
import { renderCluster } from '../../packages/cli/src/render/render-cluster.ts'
import type { Bases } from './bases.ts'
import type { Ending, Fault, FuzzInput, Outcome } from './input.ts'
import { judgeText } from './judge-text.ts'
import { memoryFiles } from './memory-files.ts'
import { differences, secret, type Scratch } from './scratch.ts'

export interface ExecuteOptions {
  /** Whether output is held to hold neither control characters nor commands of CI. */
  readonly checkOutput: boolean
}

/** Runs the commands of an input, and tells everything that may not happen and did. */
export async function execute(
  input: FuzzInput,
  scratch: Scratch,
  bases: Bases,
  options: ExecuteOptions,
): Promise<Outcome> {
  const faults: Fault[] = []
  const endings: Ending[] = []
  const onWarning = (warning: Error) => {
    faults.push({ sign: `warning ${warning.name}`, detail: `${warning.name}: ${warning.message}` })
  }
  process.on('warning', onWarning)
  const inMemory = input.where === 'memory'
  if (!inMemory) scratch.prepare(input)
  const files = inMemory ? memoryFiles(bases[input.base], input.changes) : undefined
  for (const command of input.commands) {
    const words = command.map(word => scratch.expand(word))
    const before = inMemory || mayWrite(words) ? undefined : scratch.list()
    const ending = await end(faults, words, () =>
      files ? runInMemory(words, files) : runOnDisk(words, scratch.repository),
    )
    endings.push(ending)
    // What is called in memory has not gone through the terminal, which escapes.
    const checkOutput = options.checkOutput && !inMemory
    faults.push(...judgeEnding(words, ending, input, checkOutput))
    if (before) {
      for (const path of differences(before, scratch.list())) {
        faults.push({ sign: `${words[0]} wrote`, detail: `${words.join(' ')} changed ${path}` })
      }
    }
  }
  // Warnings are told on the next turn.
  await new Promise(resolve => void setImmediate(resolve))
  process.off('warning', onWarning)
  faults.push(...judgePrototypes())
  if (!inMemory) {
    for (const path of scratch.damage()) faults.push({ sign: 'wrote outside', detail: path })
    if (scratch.markerRan()) faults.push({ sign: 'a program ran', detail: 'the marker ran' })
  }
  return { endings, faults }
}

/** Runs one command, and records what it throws. */
async function end(
  faults: Fault[],
  words: readonly string[],
  run: () => Promise<Ending>,
): Promise<Ending> {
  try {
    return await run()
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    faults.push({ sign: signOf(error), detail: `${words.join(' ')}: ${stack.slice(0, 6000)}` })
    return { code: -1, out: '', err: '' }
  }
}

/** What tells one reason from another: the kind of error, and where in our code it was thrown. */
function signOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`
  const stack = error.stack ?? ''
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line))
  const ours =
    frames.find(line => /\/(packages|generators|templates)\//.test(line)) ?? frames[0] ?? ''
  const [, where = 'nowhere'] = /([^/]+\/src\/\S+?):\d+:\d+\)?$/.exec(ours) ?? []
  const message = error.message.split('\n')[0] ?? ''
  const words = message.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '…').slice(0, 60)
  return `${error.name} at ${where}: ${words}`
}

async function runOnDisk(words: readonly string[], cwd: string): Promise<Ending> {
  let [out, err] = ['', '']
  const code = await main(words, {
    cwd,
    isInteractive: false,
    hasColor: false,
    columns: 80,
    out: text => void (out += text),
    err: text => void (err += text),
  })
  return { code, out, err }
}

/** What a command does, on files that are no longer read from a disk. */
async function runInMemory(words: readonly string[], files: RepositoryFiles): Promise<Ending> {
  try {
    return { code: 0, out: await outputOf(words, files), err: '' }
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    const codes = error.problems.map(({ code, message }) => `${message} [${code}]\n`)
    return { code: error.kind === 'input' ? 2 : 3, out: '', err: codes.join('') }
  }
}

async function outputOf(
  [name, argument = '']: readonly string[],
  files: RepositoryFiles,
): Promise<string> {
  switch (name) {
    case 'validate': {
      const report = validate(files, { today: '2026-06-01' })
      if (argument === 'json') return reportJson(report)
      if (argument === 'sarif') return reportSarif(report, { version })
      return reportText(report, { color: false, read: path => files.read(path) })
    }
    case 'generate': {
      const { loaded, problems } = loadFleet(readSpecFiles(files))
      throwIfAny(problems)
      if (!loaded) throw new Error('loadFleet gives a fleet or problems')
      const { addresses, tree } = await planTree(loaded, readPackFiles(), findInputFiles(files))
      return `${[...tree.files].length} files\n${formatLedger(addresses.ledger, addressSpace(loaded.fleet)).length}`
    }
    case 'apps': {
      const { instance } = stateOf(files, new Compiler(noStore, 'fuzz'), new Budget())
      return JSON.stringify(instance.applications.map(applicationToJson), null, 2)
    }
    case 'render': {
      const { instance } = stateOf(files, new Compiler(noStore, 'fuzz'), new Budget())
      return renderCluster(argument, instance)
        .documents.map(({ text }) => text)
        .join('---\n')
    }
    case 'build':
      return build(`/${argument}`, { fileSystem: kustomizeFiles(files) }).toYaml()
    default:
      throw new Error(`no such command in memory: ${name}`)
  }
}

const noStore = { read: () => [], keep: () => undefined }

/** Whether a command is there to write; all others leave the repository as it is. */
function mayWrite(words: readonly string[]): boolean {
  if (words.includes('--dry-run') || words.includes('--check')) return false
  if (words.includes('-o')) return true
  const [name = '', sub = ''] = words.filter(word => !word.startsWith('-'))
  if (['generate', 'add', 'remove', 'init', 'hooks'].includes(name)) return true
  return name === 'ipam' && ['gc', 'import', 'mark', 'rebase', 'reserve'].includes(sub)
}

function judgeEnding(
  words: readonly string[],
  { code, out, err }: Ending,
  input: FuzzInput,
  checkOutput: boolean,
): Fault[] {
  const faults: Fault[] = []
  const line = words.join(' ')
  const said = out + err
  if (![-1, 0, 1, 2, 3].includes(code))
    faults.push({ sign: 'exit code', detail: `${line}: ${code}` })
  if (said.includes('This is a bug'))
    faults.push({ sign: 'a bug', detail: `${line}: ${said.slice(0, 3000)}` })
  if (said.length > largestOutput(words, input))
    faults.push({
      sign: `${words[0]} prints without end`,
      detail: `${line}: ${said.length} characters: ${said.slice(0, 500)}`,
    })
  if (said.toUpperCase().includes(secret))
    faults.push({
      sign: `${words[0]} prints what lies outside`,
      detail: `${line}: ${said.slice(0, 3000)}`,
    })
  if (checkOutput) faults.push(...judgeText(line, out, err))
  return faults
}

/**
 * In characters. Only the documents that a command makes of an input may grow with the input; they
 * have limits of their own.
 */
function largestOutput([name = '']: readonly string[], input: FuzzInput): number {
  const largest = 1_000_000
  return ['apps', 'build', 'render'].includes(name) ? largest + 20 * sizeOf(input) : largest
}

function sizeOf({ changes }: FuzzInput): number {
  return changes.reduce((sum, change) => sum + ('text' in change ? change.text.length : 0), 0)
}

const prototypes = [Object, Array, String, Number, Function, Map, Set, RegExp].map(
  ({ prototype, name }) => ({ name, prototype: prototype as object, keys: keysOf(prototype) }),
)

function keysOf(prototype: object): number {
  return Reflect.ownKeys(prototype).length
}

function judgePrototypes(): Fault[] {
  const changed = prototypes.filter(one => keysOf(one.prototype) !== one.keys)
  for (const one of changed) one.keys = keysOf(one.prototype)
  return changed.map(({ name }) => ({ sign: 'pollution', detail: `${name}.prototype has changed` }))
}
