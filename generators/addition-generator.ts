import type { InputOutputAdapter, PromptQuestions } from '@yeoman/types'
import Generator, { type BaseOptions } from 'yeoman-generator'
import { flagsOf, givenAnswers } from './answer-flags.ts'
import { GeneratorFailure, withReadableFailure } from './generator-failure.ts'
import {
  additions,
  applyChanges,
  askOnTerminal,
  completeAnswers,
  describeChanges,
  printableText,
  newFleet,
  planRepository,
  type Addition,
  type Answers,
  type Ask,
  type RepositoryPlan,
} from './library.ts'

type AdditionOptions = BaseOptions & {
  readonly diff?: boolean
  readonly 'dry-run'?: boolean
  readonly dryRun?: boolean
  readonly interactive?: boolean
  readonly yes?: boolean
}

/**
 * Adds one thing to a fleet: asks, plans, says what changes, writes. What to ask and what follows
 * from the answers is decided in the packages `fleet` and `workspace`, as for `bulkhead add`.
 *
 * Files are written by `applyChanges`, not through Yeoman's mem-fs: it writes each file whole or not
 * at all, a run that is killed is completed by the next, and a file that a person changed is left
 * alone without a question for each of hundreds.
 */
export class AdditionGenerator extends Generator<Record<string, unknown>, AdditionOptions> {
  readonly #addition: Addition
  #answers: Answers | undefined
  #plan: RepositoryPlan | undefined

  /** @param kind what is added, by its word on the command line; `fleet` is the repository itself */
  constructor(args: string[], options: BaseOptions, kind: string) {
    super(args, options, { customInstallTask: true, inheritTasks: true })
    const addition = kind === newFleet.kind ? newFleet : additions[kind]
    if (!addition) throw new Error(`nothing adds a "${kind}"`)
    this.#addition = addition
    this.description = `Adds ${addition.summary}.`
    this.#declareOptions()
  }

  async prompting(): Promise<void> {
    this.#answers = await withReadableFailure(async () => {
      const answers = givenAnswers(this.#addition, { ...this.options }, this.env.cwd)
      return this.#canAsk()
        ? askOnTerminal(this.#addition, answers, this.destinationRoot(), asker(this.env.adapter))
        : completeAnswers(answers, this.#addition.questions)
    })
  }

  async configuring(): Promise<void> {
    const answers = this.#answers
    if (!answers) throw new Error('plans before it asks')
    this.#plan = await withReadableFailure(() =>
      planRepository(this.destinationRoot(), context => this.#addition.edit(answers, context)),
    )
  }

  async writing(): Promise<void> {
    const { plan } = this
    if (!this.isDryRun) await withReadableFailure(() => applyChanges(this.destinationRoot(), plan))
    for (const line of describeChanges(plan.changes, this.options.diff ?? false)) {
      this.log(printableText(line))
    }
    if (this.isDryRun) this.log('Nothing was written: this was a dry run.')
    const conflicts = plan.changes.filter(({ verdict }) => verdict === 'conflict')
    if (conflicts.length > 0) throw conflictFailure(conflicts.length)
  }

  protected get plan(): RepositoryPlan {
    if (!this.#plan) throw new Error('writes before it plans')
    return this.#plan
  }

  /** Said to the generator, or to the environment that runs it. */
  protected get isDryRun(): boolean {
    const { options } = this.env as { readonly options?: { readonly dryRun?: boolean } }
    return this.options['dry-run'] || this.options.dryRun || options?.dryRun || false
  }

  #declareOptions(): void {
    const [name] = this.#addition.questions
    if (name) this.argument(name.name, { type: String, required: false, description: name.message })
    for (const flag of flagsOf(this.#addition)) this.option(flag.name, flag)
    this.option('answers', { type: String, description: 'Read answers from a YAML file' })
    this.option('dry-run', { type: Boolean, description: 'Write nothing; print what would be' })
    this.option('diff', { type: Boolean, description: 'Print how each file changes' })
    this.option('yes', { type: Boolean, description: 'Answer every question with its default' })
    this.option('interactive', { type: Boolean, hide: true, description: 'Ask, terminal or not' })
  }

  #canAsk(): boolean {
    const { yes, interactive } = this.options
    if (yes) return false
    const { stdin, stdout, env } = process
    return interactive ?? Boolean(stdin.isTTY && stdout.isTTY && !env['CI'])
  }
}

/** Yeoman's adapter asks, so that whoever runs the generator decides how. */
function asker(adapter: InputOutputAdapter): Ask {
  return prompt => adapter.prompt([prompt] as unknown as PromptQuestions)
}

function conflictFailure(count: number): GeneratorFailure {
  const files = count === 1 ? 'One file was' : `${count} files were`
  return new GeneratorFailure(
    `${files} changed by hand and left alone; see "conflict" above.\n` +
      '  → Move the change to fleet/ or to local/ of the overlay, then delete the file and run `bulkhead generate`.',
    1,
  )
}
