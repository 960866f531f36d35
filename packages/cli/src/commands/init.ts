import { mkdirSync } from 'node:fs'
import { newFleet } from '@bulkhead/fleet'
import { planRepository, startRepository } from '@bulkhead/workspace'
import { addQuestions, findAnswers, type AnswerOptions } from '../answers.ts'
import { carryOut, type ChangeOptions } from '../carry-out.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'

interface InitOptions extends AnswerOptions, ChangeOptions {
  readonly git?: boolean
}

export const init: CommandModule = {
  define(command, run) {
    addQuestions(command, newFleet)
      .option('--no-git', 'do not make the directory a git repository')
      .option('--dry-run', 'write nothing; print what would be written')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Examples:
  bulkhead init acme --repository https://github.com/acme/fleet.git
  bulkhead init acme --answers acme.yaml
  bulkhead -C fleet init acme --repository https://github.com/acme/fleet.git --provider aws \\
    --region eu-west-1 --zones eu-west-1a,eu-west-1b,eu-west-1c`,
      )
      .action(
        run((context, name: string | undefined, options: InitOptions) =>
          initialise(name, options, context),
        ),
      )
  },
}

async function initialise(
  name: string | undefined,
  options: InitOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const answers = await findAnswers(newFleet, name, options, context)
  // A directory that does not exist yet is planned like an empty one.
  const plan = await planRepository(
    context.dir,
    editing => newFleet.edit(answers, editing),
    context.budget,
  )
  if (!options.dryRun) {
    mkdirSync(context.dir, { recursive: true })
    if (options.git !== false) startRepository(context.dir, plan.loaded.fleet.repository.revision)
  }
  const exitCode = carryOut(plan, context, options)
  if (!context.quiet && !context.json && !options.dryRun) {
    context.terminal.err(
      '\nThe fleet is in fleet/, and docs/fleet.md shows it. Next: `bulkhead validate`, `bulkhead hooks install`, commit.\n',
    )
    if (!plan.loaded.fleet.ci.bulkhead) {
      context.terminal.err(
        'CI has no bulkhead yet: set spec.ci.bulkhead in fleet/fleet.yaml, or have one on its runner (docs/spec.md).\n',
      )
    }
  }
  return exitCode
}
