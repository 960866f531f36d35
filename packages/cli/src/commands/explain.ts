import { readFileSync } from 'node:fs'
import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import { laws, pagePath } from '@bulkhead/validator'
import type { CommandModule } from '../command.ts'
import { table } from '../print/table.ts'

export const explain: CommandModule = {
  define(command, run) {
    command
      .argument('[rule]', 'the id of a rule, such as NET002; without it, all rules are listed')
      .addHelpText('after', '\nExamples:\n  bulkhead explain\n  bulkhead explain NET002')
      .action(
        run(({ terminal, json }, id: string | undefined) => {
          const rules = laws.map(({ id, name, severity, summary }) => ({
            id,
            name,
            severity,
            summary,
          }))
          if (id === undefined) {
            const rows = rules.map(rule => [rule.id, rule.severity, rule.summary])
            terminal.out(
              json
                ? `${JSON.stringify(rules, null, 2)}\n`
                : table([['RULE', 'SEVERITY', 'LAW'], ...rows]),
            )
            return 0
          }
          const page = readPage(id)
          const rule = rules.find(candidate => candidate.id === id.toUpperCase())
          terminal.out(json ? `${JSON.stringify({ ...rule, page }, null, 2)}\n` : page)
          return 0
        }),
      )
  },
}

function readPage(id: string): string {
  const path = pagePath(id)
  if (path) return readFileSync(path, 'utf8')
  const ids = laws.map(rule => rule.id)
  throw new FleetError({
    code: 'RULE_UNKNOWN',
    message: `there is no rule "${id}"${didYouMean(id, ids)}`,
    hint: `Rules: ${ids.join(', ')}.`,
  })
}
