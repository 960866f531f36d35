import { isLedgerAsWritten } from '@bulkhead/blueprint'
import { checkAddresses, ledgerPath, type AddressCheck } from '@bulkhead/fleet'
import { readDisk, readRecorded, readSource, readSpecFiles, recordsIn } from '@bulkhead/workspace'
import type { CommandContext, CommandModule, ExitCode } from '../../command.ts'
import { countOf } from '../../print/count-of.ts'
import { describeProblems, problemsToJson } from '../../print/problems.ts'

export const check: CommandModule = {
  define(command, run) {
    command
      .description(
        'Hold the addresses of the spec and the ledger against their rules and each other, and try whether what is still to be given out fits. The generated tree is not looked at: that is for `bulkhead validate`.',
      )
      .addHelpText(
        'after',
        `
Exits with 0 if nothing is wrong, 1 if something is, 2 if the spec cannot be read.

Examples:
  bulkhead ipam check
  bulkhead ipam check --json`,
      )
      .action(
        run(context => {
          const files = readSpecFiles(readDisk(context.dir, 'fleet', context.budget))
          const recorded = readRecorded(
            context.dir,
            readDisk(context.dir, '.bulkhead', context.budget),
          )
          const ledger = files.get(ledgerPath)
          const isAsWritten = ledger === undefined || isLedgerAsWritten(ledger, recordsIn(recorded))
          return report(checkAddresses(files, isAsWritten), context)
        }),
      )
  },
}

function report({ problems, checked }: AddressCheck, context: CommandContext): ExitCode {
  const { terminal, json, quiet } = context
  if (json) {
    const read = (file: string) => readSource(context.dir, file)
    const result = { ...problemsToJson(problems, read), checked }
    terminal.out(`${JSON.stringify(result, null, 2)}\n`)
  } else {
    terminal.out(describeProblems(problems, context))
    if (problems.length > 0) terminal.out(`\n${countOf(problems.length, 'problem')}\n`)
    else if (!quiet) terminal.out(`no problems in ${describe(checked)}\n`)
  }
  return problems.length > 0 ? 1 : 0
}

function describe({ pools, blocks, ranges, ids }: AddressCheck['checked']): string {
  return [
    countOf(pools, 'pool'),
    countOf(blocks, 'block'),
    countOf(ranges, 'range'),
    countOf(ids, 'mesh id'),
  ].join(', ')
}
