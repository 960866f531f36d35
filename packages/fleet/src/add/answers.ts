import {
  didYouMean,
  FleetError,
  throwIfAny,
  type Location,
  type Problem,
} from '@bulkhead/diagnostics'
import { parseYaml } from '@bulkhead/yaml'
import type { Question } from './question.ts'

export type Answer = string | number | boolean | readonly string[]

/** Answers by question, checked: each has the type that its question asks for. */
export class Answers {
  readonly #values: ReadonlyMap<string, Answer>

  constructor(values: ReadonlyMap<string, Answer>) {
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  get(name: string): Answer | undefined {
    return this.#values.get(name)
  }

  /** The answer as text; undefined where there is none or it is empty. */
  text(name: string): string | undefined {
    const value = this.#values.get(name)
    return value === undefined || value === '' ? undefined : String(value)
  }

  /** @throws Error when there is no answer: `completeAnswers` has seen to it that there is */
  required(name: string): string {
    const text = this.text(name)
    if (text === undefined) throw new Error(`no answer to "${name}"`)
    return text
  }

  number(name: string): number | undefined {
    const value = this.#values.get(name)
    return typeof value === 'number' ? value : undefined
  }

  isYes(name: string): boolean {
    return this.#values.get(name) === true
  }

  /** The answer as a list; undefined where there is none or it is empty. */
  list(name: string): readonly string[] | undefined {
    const value = this.#values.get(name)
    return Array.isArray(value) && value.length > 0 ? (value as readonly string[]) : undefined
  }

  entries(): Iterable<readonly [string, Answer]> {
    return this.#values
  }

  /** With some answers added; those that are there already stay. */
  withDefaults(defaults: Iterable<readonly [string, Answer]>): Answers {
    return new Answers(new Map([...defaults, ...this.#values]))
  }
}

/**
 * Reads an answer file: one YAML mapping from question to answer.
 *
 * @throws FleetError with every unknown question and every answer of the wrong type
 */
export function readAnswers(text: string, file: string, questions: readonly Question[]): Answers {
  const { documents, problems } = parseYaml(text, file)
  throwIfAny(problems)
  const [document] = documents
  const value = document?.value ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new FleetError({
      code: 'ANSWERS_SHAPE',
      message: 'an answer file is a mapping from question to answer',
      location: { file, line: 1, column: 1 },
      hint: 'Write lines such as `provider: aws`.',
    })
  }
  return checkAnswers(value as Record<string, unknown>, questions, name =>
    document?.locateKey([name]),
  )
}

/**
 * Checks raw answers against their questions. Texts are taken as lists, numbers and yes or no where
 * that is asked for, so that flags and files read alike.
 *
 * @throws FleetError with every fault
 */
export function checkAnswers(
  raw: Readonly<Record<string, unknown>>,
  questions: readonly Question[],
  locate: (name: string) => Location | undefined = () => undefined,
): Answers {
  const problems: Problem[] = []
  const values = new Map<string, Answer>()
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || value === null) continue
    const question = questions.find(candidate => candidate.name === name)
    const answer = question && convert(value, question.type)
    if (answer !== undefined) {
      values.set(name, answer)
      continue
    }
    const location = locate(name)
    const names = questions.map(candidate => candidate.name)
    problems.push({
      code: 'ANSWER',
      message: question
        ? `"${name}" takes ${typeNames[question.type]}, and ${JSON.stringify(value)} is not one`
        : `nothing asks for "${name}"${didYouMean(name, names)}`,
      ...(location && { location }),
      hint: question ? 'Correct the answer.' : `Questions: ${names.join(', ')}.`,
    })
  }
  throwIfAny(problems)
  return new Answers(values)
}

/**
 * Fills in defaults where a question was not answered.
 *
 * @throws FleetError naming every question that has neither an answer nor a default
 */
export function completeAnswers(answers: Answers, questions: readonly Question[]): Answers {
  throwIfAny(unanswered(answers, questions).map(question => missing(question, questions)))
  return answers.withDefaults(
    questions.flatMap(question =>
      question.default === undefined ? [] : [[question.name, question.default] as const],
    ),
  )
}

/** The questions that must still be answered. */
export function unanswered(answers: Answers, questions: readonly Question[]): readonly Question[] {
  return questions.filter(
    question =>
      question.default === undefined &&
      answers.text(question.name) === undefined &&
      (question.when?.(answers) ?? true),
  )
}

function missing({ name, message }: Question, [first]: readonly Question[]): Problem {
  const way = name === first?.name ? 'it as the first argument' : `--${flagName(name)}`
  return {
    code: 'ANSWER_MISSING',
    message: `no answer to "${name}": ${message}`,
    hint: `Give ${way}, or a line "${name}: …" in an answer file.`,
  }
}

/** The flag of a question: `kubernetesVersion` is `--kubernetes-version`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

const typeNames: Readonly<Record<Question['type'], string>> = {
  text: 'a text',
  list: 'a list',
  number: 'a number',
  'yes-no': 'true or false',
}

function convert(value: unknown, type: Question['type']): Answer | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    case 'number':
      return Number.isInteger(Number(value)) && value !== '' && typeof value !== 'boolean'
        ? Number(value)
        : undefined
    case 'yes-no':
      if (typeof value === 'boolean') return value
      return value === 'true' ? true : value === 'false' ? false : undefined
    case 'list':
      if (typeof value === 'string')
        return value
          .split(',')
          .map(item => item.trim())
          .filter(Boolean)
      return Array.isArray(value) ? value.map(String) : undefined
    default:
      throw new Error(`not a type: ${type satisfies never}`)
  }
}
