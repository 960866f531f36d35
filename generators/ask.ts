import { FleetError, throwIfAny } from '@bulkhead/diagnostics'
import {
  checkAnswers,
  completeAnswers,
  faultOfName,
  readSpec,
  type Addition,
  type Answers,
  type Question,
  type Spec,
} from '@bulkhead/fleet'
import { readDisk, readSpecFiles } from '@bulkhead/workspace'

/** One question in the words of Inquirer, which Yeoman's adapters share. */
export interface Prompt {
  readonly type: 'input' | 'select' | 'checkbox' | 'number' | 'confirm'
  readonly name: string
  readonly message: string
  readonly default?: unknown
  readonly choices?: readonly unknown[]
  validate?(value: unknown): true | string
}

/** Asks one question; the answer comes under its name. */
export type Ask = (prompt: Prompt) => Promise<Readonly<Record<string, unknown>>>

/**
 * Asks what is not answered yet, in order, with what the fleet in `dir` has to choose from.
 * Reads the spec; writes nothing.
 *
 * @param ask how to ask; left out, on the terminal of this process
 * @throws FleetError when the spec cannot be read, and when the person stops
 */
export async function askOnTerminal(
  addition: Addition,
  answers: Answers,
  dir: string,
  ask: Ask = askWithInquirer,
): Promise<Answers> {
  const { kind, questions } = addition
  const spec = readSpecOf(dir)
  let known = answers
  for (const question of questions) {
    if (known.has(question.name) || question.when?.(known) === false) continue
    const validate = question === questions[0] ? nameCheck(kind) : answerCheck(question)
    const given = await ask({ ...promptFor(question, spec), ...(validate && { validate }) })
    const answer = checkAnswers(given, [question]).get(question.name)
    if (answer !== undefined) known = known.withDefaults([[question.name, answer]])
  }
  return completeAnswers(known, questions)
}

function readSpecOf(dir: string): Spec {
  const { spec, problems } = readSpec(readSpecFiles(readDisk(dir, 'fleet')))
  throwIfAny(problems)
  return spec
}

function nameCheck(kind: string): Prompt['validate'] {
  return value => faultOfName(kind, String(value)) ?? true
}

function answerCheck(question: Question): Prompt['validate'] {
  if (question.type !== 'text' || question.default !== undefined) return undefined
  return value => String(value).trim() !== '' || 'This needs an answer.'
}

function promptFor(question: Question, spec: Spec): Prompt {
  const { name, message, default: value } = question
  const choices = question.choices?.(spec) ?? []
  const common = { name, message }
  switch (question.type) {
    case 'number':
      return { ...common, type: 'number', default: value }
    case 'yes-no':
      return { ...common, type: 'confirm', default: value }
    case 'text': {
      const preset = value === '' ? {} : { default: value }
      return choices.length > 0
        ? { ...common, ...preset, type: 'select', choices }
        : { ...common, ...preset, type: 'input' }
    }
    case 'list': {
      const preset = Array.isArray(value) ? (value as readonly string[]) : []
      if (choices.length === 0) {
        const text = preset.join(',')
        return {
          ...common,
          message: `${message} (a,b,…)`,
          type: 'input',
          ...(text && { default: text }),
        }
      }
      const boxes = choices.map(choice => ({ value: choice, checked: preset.includes(choice) }))
      return { ...common, type: 'checkbox', choices: boxes }
    }
    default:
      throw new Error(`not a type: ${question.type satisfies never}`)
  }
}

/** Questions go where progress goes: standard output is for results. */
async function askWithInquirer(prompt: Prompt): Promise<Readonly<Record<string, unknown>>> {
  const { createPromptModule } = await import('inquirer')
  const askThem = createPromptModule({ output: process.stderr }) as unknown as (
    prompts: readonly Prompt[],
  ) => Promise<Readonly<Record<string, unknown>>>
  try {
    return await askThem([prompt])
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error
    throw new FleetError(
      {
        code: 'ASK_STOPPED',
        message: 'stopped at a question; nothing was written',
        hint: 'Run again, or give the answers as flags or in an answer file.',
      },
      { cause: error },
    )
  }
}
