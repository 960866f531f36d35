import {
  checkAnswers,
  completeAnswers,
  flagName,
  unanswered,
  type Addition,
  type Answers,
  type Question,
} from '@bulkhead/fleet'
import { readAnswerFile } from '@bulkhead/workspace'
import type { Command } from 'commander'
import type { CommandContext } from './command.ts'

export interface AnswerOptions {
  readonly answers?: string
  readonly [question: string]: unknown
}

/** Gives a command its name argument, a flag for each question, and `--answers`. */
export function addQuestions(command: Command, { questions }: Addition): Command {
  const [name, ...others] = questions
  if (name) command.argument('[name]', name.message)
  for (const question of others) {
    const value = { text: ' <text>', list: ' <a,b,…>', number: ' <n>', 'yes-no': '' }[question.type]
    command.option(`--${flagName(question.name)}${value}`, describe(question))
  }
  return command.option('--answers <file>', 'read answers from a YAML file')
}

function describe({ message, default: value }: Question): string {
  if (value === undefined) return message
  const text = Array.isArray(value) ? value.join(',') : String(value)
  return text === '' || text === 'false' ? message : `${message} (default: ${text})`
}

/**
 * The answers to the questions of an addition: from flags, then the answer file, then, on a
 * terminal, by asking, and otherwise by default.
 *
 * @throws FleetError for answers that do not fit, and where there is nobody to ask
 */
export async function findAnswers(
  addition: Addition,
  name: string | undefined,
  { answers: file, ...options }: AnswerOptions,
  context: CommandContext,
): Promise<Answers> {
  const { questions } = addition
  const known = new Set(questions.map(question => question.name))
  const flags = Object.entries({ ...options, name }).filter(([key]) => known.has(key))
  const fromFlags = checkAnswers(Object.fromEntries(flags), questions)
  const given =
    file === undefined
      ? fromFlags
      : fromFlags.withDefaults(
          readAnswerFile(file, questions, context.terminal.cwd, context.budget).entries(),
        )
  const mustAsk = unanswered(given, questions).length > 0
  if (!mustAsk || context.yes || !context.terminal.isInteractive) {
    return completeAnswers(given, questions)
  }
  // Loading the prompts takes longer than most commands run.
  const { askOnTerminal } = await import('@bulkhead/generators/ask')
  return askOnTerminal(addition, given, context.dir)
}
