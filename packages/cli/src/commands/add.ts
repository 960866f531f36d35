import { oneLine } from '@bulkhead/diagnostics'
import { additions, ledgerPath, type Addition } from '@bulkhead/fleet'
import { planRepository, type Change } from '@bulkhead/workspace'
import { addQuestions, findAnswers, type AnswerOptions } from '../answers.ts'
import { carryOut, type ChangeOptions } from '../carry-out.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'
import { countOf } from '../print/count-of.ts'

const examples: Readonly<Record<string, string>> = {
  region:
    'bulkhead add region ca-central-1 --provider aws --zones ca-central-1a,ca-central-1b --environment production',
  cluster:
    'bulkhead add cluster eu-west-1-edge --region eu-west-1 --environment production --nodes 5',
  workload: 'bulkhead add workload ledger --team payments --port 9000 --regions eu-west-1',
  environment: 'bulkhead add environment canary',
  team: 'bulkhead add team search --owners @acme/search',
}

export const add: CommandModule = {
  define(command, run) {
    for (const addition of Object.values(additions)) {
      const subcommand = command.command(addition.kind).summary(addition.summary)
      addQuestions(subcommand.description(`Add ${addition.summary}.`), addition)
        .option('--dry-run', 'write nothing; print what would be written')
        .option('--diff', 'print how each file changes')
        .addHelpText('after', `\nExample:\n  ${examples[addition.kind]}`)
        .action(
          run((context, name: string | undefined, options: AnswerOptions & ChangeOptions) =>
            addOne(addition, name, options, context),
          ),
        )
    }
  },
}

async function addOne(
  addition: Addition,
  name: string | undefined,
  options: AnswerOptions & ChangeOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const answers = await findAnswers(addition, name, options, context)
  const plan = await planRepository(
    context.dir,
    editing => addition.edit(answers, editing),
    context.budget,
  )
  const exitCode = carryOut(plan, context, options)
  if (!context.json && !context.quiet) sayWhatWasTouched(plan.changes, context)
  return exitCode
}

/**
 * An addition touches the spec, files of its own, and the files of fleet scope that list every
 * member; never a file of another region or cluster.
 */
function sayWhatWasTouched(changes: readonly Change[], { terminal }: CommandContext): void {
  const created = changes.filter(({ verdict }) => verdict === 'create').length
  const updated = changes.filter(({ verdict }) => verdict === 'update')
  terminal.err(`\n${countOf(created, 'file')} created, ${updated.length} updated.\n`)
  const listing = updated.filter(({ owner, path }) => owner === 'managed' || path === ledgerPath)
  if (listing.length === 0) return
  terminal.err('Updated, because they list every member of the fleet:\n')
  for (const { path } of listing) terminal.err(`  ${oneLine(path)}\n`)
}
