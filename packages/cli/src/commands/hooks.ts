import { oneLine } from '@bulkhead/diagnostics'
import { installHook } from '@bulkhead/workspace'
import type { CommandModule } from '../command.ts'
import { programFile } from '../program-file.ts'

export const hooks: CommandModule = {
  define(command, run) {
    command
      .command('install')
      .summary('validate what is staged before each commit, and tell how far it reaches')
      .description(
        'Install a git hook that runs `bulkhead validate --staged` before each commit, then `bulkhead plan --staged --format summary`. The hook runs this very program, by its absolute path; where that lies in the work tree, or where other users can write, it is not installed.',
      )
      .action(
        run(({ dir, json, quiet, terminal }) => {
          const { status, path } = installHook(dir, {
            interpreter: process.execPath,
            file: programFile(),
          })
          if (json) terminal.out(`${JSON.stringify({ status, path }, null, 2)}\n`)
          else if (status === 'foreign') {
            terminal.err(
              `${oneLine(path)} is somebody else's hook and was left alone.\n` +
                '  → Add the lines `bulkhead validate --staged` and `bulkhead plan --staged --format summary` to it, or use the generated .pre-commit-config.yaml.\n',
            )
          } else if (!quiet) terminal.out(`${status} ${oneLine(path)}\n`)
          return status === 'foreign' ? 1 : 0
        }),
      )
  },
}
