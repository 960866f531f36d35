import type { Budget } from '@bulkhead/diagnostics'
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** What every command is given besides its own arguments. */
export interface CommandContext {
  readonly terminal: Terminal
  /** The repository, as an absolute path. */
  readonly dir: string
  readonly json: boolean
  readonly quiet: boolean
  /** Answer questions with their defaults. */
  readonly yes: boolean
  readonly color: boolean
  /** The work that this run may do; passed on to whatever a repository can make grow. */
  readonly budget: Budget
}

/** A command: how it is asked for, and what it does. */
export interface CommandModule {
  /** Adds the arguments, options and help of the command. */
  define(command: Command, run: Run): void
}

/** A command that only holds others. */
export interface CommandGroup {
  readonly commands: readonly CommandEntry[]
}

/** A command by name; its module is loaded when it is asked for. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  load(): Promise<CommandModule | CommandGroup>
}

/** Hands an action to the frame, which gives it its context and turns its result into an exit code. */
export type Run = <Args extends unknown[]>(
  action: (context: CommandContext, ...args: Args) => Promise<ExitCode> | ExitCode,
) => (...args: Args) => Promise<void>

/**
 * - 0 fine
 * - 1 the answer is no: findings, drift, a conflict
 * - 2 the command line or the spec is wrong
 * - 3 could not check or write, and why
 */
export type ExitCode = 0 | 1 | 2 | 3
