import {
  checkAnswers,
  flagName,
  readAnswerFile,
  type Addition,
  type Answers,
  type Question,
} from './library.ts'

/** A flag as Yeoman declares it. Only a switch has no value: Yeoman knows no lists with commas. */
export interface Flag {
  readonly name: string
  readonly type: typeof String | typeof Boolean
  readonly description: string
}

/** What Yeoman itself says to a generator, so that no question can be answered by these flags. */
const taken: ReadonlySet<string> = new Set(['env', 'help', 'namespace', 'resolved'])

/** The flag that answers a question: its own word, with the kind before it where Yeoman has it. */
export function flagOf({ kind }: Addition, { name }: Question): string {
  const flag = flagName(name)
  return taken.has(flag) ? `${kind}-${flag}` : flag
}

/** The flags of an addition: one for each question but the first, which is an argument. */
export function flagsOf(addition: Addition): readonly Flag[] {
  return addition.questions.slice(1).map(question => ({
    name: flagOf(addition, question),
    type: question.type === 'yes-no' ? Boolean : String,
    description: question.message,
  }))
}

/**
 * The answers that were given, without asking: by flags, then by the answer file.
 *
 * @param cwd what the name of the answer file is relative to
 * @throws FleetError for an answer that does not fit, and a file that cannot be read
 */
export function givenAnswers(
  addition: Addition,
  options: Readonly<Record<string, unknown>>,
  cwd: string,
): Answers {
  const { questions } = addition
  const flags = checkAnswers(
    Object.fromEntries(
      questions.map(question => [question.name, option(options, flagOf(addition, question))]),
    ),
    questions,
  )
  const file = options['answers']
  if (file === undefined) return flags
  return flags.withDefaults(readAnswerFile(String(file), questions, cwd).entries())
}

/** Some environments hand a flag on by its own name, others by the name it has in JavaScript. */
function option(options: Readonly<Record<string, unknown>>, flag: string): unknown {
  return (
    options[flag] ?? options[flag.replace(/-[a-z]/g, ([, letter = '']) => letter.toUpperCase())]
  )
}
