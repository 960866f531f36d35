import { version } from '@bulkhead/blueprint'
import {
  reportJson,
  reportSarif,
  reportText,
  validate as runRules,
  type Report,
} from '@bulkhead/validator'
import { readDisk, readIndex, readPackManifests, sourceOf, stagedPaths } from '@bulkhead/workspace'
import { Option } from 'commander'
import type { CommandContext, CommandModule } from '../command.ts'

type Format = 'text' | 'json' | 'sarif'

export const validate: CommandModule = {
  define(command, run) {
    command
      .option('--staged', 'check what is about to be committed, from the index')
      .addOption(
        new Option('--format <format>', 'how to report').choices(['text', 'json', 'sarif']),
      )
      .addHelpText(
        'after',
        `
Exits with 0 if nothing is wrong, 1 if a rule found an error, 2 if the spec cannot be read. What no
rule can look at is an error as well (KUS010, CFG004), unless spec.unchecked accepts it by name.

Examples:
  bulkhead validate
  bulkhead validate --staged              # in a commit hook
  bulkhead validate --format sarif > bulkhead.sarif`,
      )
      .action(
        run((context, { staged = false, format }: { staged?: boolean; format?: Format }) => {
          const files = staged
            ? readIndex(context.dir, context.budget)
            : readDisk(context.dir, undefined, context.budget)
          const scope = staged ? new Set(stagedPaths(context.dir)) : undefined
          // The one clock of the program: waivers end on a day.
          const today = new Date().toISOString().slice(0, 10)
          const { budget } = context
          const report = runRules(files, { scope, today, budget, ourPacks: readPackManifests })
          context.terminal.out(
            render(report, format ?? (context.json ? 'json' : 'text'), files, context),
          )
          return report.findings.some(({ severity }) => severity === 'error') ? 1 : 0
        }),
      )
  },
}

function render(
  report: Report,
  format: Format,
  files: { read(path: string): string | undefined },
  { color }: CommandContext,
): string {
  switch (format) {
    case 'text':
      return reportText(report, { color, read: path => sourceOf(files, path) })
    case 'json':
      return reportJson(report)
    case 'sarif':
      return reportSarif(report, { version })
    default:
      throw new Error(`not a format: ${format satisfies never}`)
  }
}
