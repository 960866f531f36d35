import { resolve } from 'node:path'
import { Budget, FleetError, oneLine, readLimit } from '@bulkhead/diagnostics'
import { Command, CommanderError, Option } from 'commander'
import type { CommandContext, CommandEntry, ExitCode, Run } from './command.ts'
import { commands } from './commands/index.ts'
import { processStreams, terminalOn, type Streams, type Terminal } from './terminal.ts'
import manifest from '../package.json' with { type: 'json' }

const examples = `
Examples:
  bulkhead init acme --repository https://github.com/acme/fleet.git
  bulkhead add region eu-west-1 --zones eu-west-1a,eu-west-1b,eu-west-1c --environment production
  bulkhead generate --check
  bulkhead validate --staged`

/**
 * Runs one command.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code; a bug is the only thing thrown
 */
export async function main(
  argv: readonly string[],
  streams: Streams = processStreams(),
): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const terminal = terminalOn(streams)
  const program = createProgram(terminal)
  const run: Run =
    action =>
    async (...args) => {
      exitCode = await action(contextOf(program, terminal), ...args)
    }
  try {
    await defineCommands(program, commands, new Set(argv), run)
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof FleetError)) throw error
    // Loaded only now: a run without a fault does not wait for it.
    const { printProblems } = await import('./print/problems.ts')
    printProblems(error, contextOf(program, terminal))
    return error.kind === 'input' ? 2 : 3
  }
}

type RaisedLimit = ReturnType<typeof readLimit>

function createProgram(terminal: Terminal): Command {
  return new Command('bulkhead')
    .description(
      'Turns one fleet spec into a GitOps repository, and proves that it still is what the spec says.',
    )
    .version(manifest.version, '-V, --version', 'print the version')
    .option('-C <dir>', 'work in this directory instead of the current one', '.')
    .option('--json', 'print the result as JSON')
    .option('-q, --quiet', 'print nothing but results and faults')
    .option('--no-color', 'print without colours')
    .option('-y, --yes', 'answer every question with its default')
    .addOption(
      new Option('--limit <name=value>', 'raise a limit of the work that one run does').argParser(
        (text: string, others: readonly RaisedLimit[] = []) => [...others, readLimit(text)],
      ),
    )
    .addHelpText('after', examples)
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: text => terminal.out(text),
      writeErr: text => terminal.err(text),
      outputError: (text, write) => write(asMessage(text)),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
      getOutHasColors: () => terminal.hasColor,
      getErrHasColors: () => terminal.hasColor,
    })
}

/** A message that quotes what was typed, on one line; a suggestion has a line of its own. */
function asMessage(text: string): string {
  const [, message = '', suggestion = ''] =
    /^(.*?)(\n\(Did you mean [^\n]*\))?\n?$/s.exec(text) ?? []
  return `${oneLine(message)}${suggestion}\n`
}

/**
 * Loads the command that is asked for and no other: what a commit hook does not use, it does not
 * wait for. The others are there by name, for help.
 */
async function defineCommands(
  parent: Command,
  entries: readonly CommandEntry[],
  words: ReadonlySet<string>,
  run: Run,
): Promise<void> {
  for (const { name, summary, load } of entries) {
    const command = parent
      .command(name)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .copyInheritedSettings(parent)
    if (!words.has(name)) continue
    const loaded = await load()
    if ('commands' in loaded) await defineCommands(command, loaded.commands, words, run)
    else loaded.define(command, run)
  }
}

function contextOf(program: Command, terminal: Terminal): CommandContext {
  const options = program.opts<{
    C: string
    json?: boolean
    quiet?: boolean
    color: boolean
    yes?: boolean
    limit?: readonly RaisedLimit[]
  }>()
  return {
    terminal,
    dir: resolve(terminal.cwd, options.C),
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    yes: options.yes ?? false,
    color: options.color && terminal.hasColor,
    budget: new Budget(options.limit),
  }
}
