import { additions } from '@bulkhead/fleet'
import { allRules } from '@bulkhead/validator'
import { Argument } from 'commander'
import type { CommandModule } from '../command.ts'
import { commands } from './index.ts'

/** What may follow each command word. */
const following: Readonly<Record<string, readonly string[]>> = {
  add: Object.keys(additions),
  completion: ['bash', 'zsh', 'fish'],
  explain: allRules.map(({ id }) => id),
  generate: ['--check', '--dry-run', '--diff'],
  hooks: ['install'],
  ipam: ['show'],
  list: ['regions', 'clusters', 'workloads', 'environments', 'teams'],
  validate: ['--staged', '--format'],
}

const scripts: Readonly<Record<string, () => string>> = {
  bash: () => `_bulkhead() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names().join(' ')}"
  else case "\${COMP_WORDS[1]}" in
${cases('    ', (name, words) => `${name}) words="${words}" ;;`)}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _bulkhead bulkhead
`,
  zsh: () => `#compdef bulkhead
_bulkhead() {
  if (( CURRENT == 2 )); then compadd -- ${names().join(' ')}; return; fi
  case "$words[2]" in
${cases('    ', (name, words) => `${name}) compadd -- ${words} ;;`)}
  esac
}
compdef _bulkhead bulkhead
`,
  fish: () =>
    [
      'complete -c bulkhead -f',
      ...commands.map(
        ({ name, summary }) =>
          `complete -c bulkhead -n __fish_use_subcommand -a ${name} -d ${JSON.stringify(summary)}`,
      ),
      ...Object.entries(following).map(
        ([name, words]) =>
          `complete -c bulkhead -n "__fish_seen_subcommand_from ${name}" -a "${words.join(' ')}"`,
      ),
      '',
    ].join('\n'),
}

export const completion: CommandModule = {
  define(command, run) {
    command
      .addArgument(new Argument('<shell>').choices(Object.keys(scripts)))
      .addHelpText('after', '\nExample:\n  bulkhead completion bash >> ~/.bashrc')
      .action(
        run(({ terminal }, shell: string) => {
          terminal.out(scripts[shell]?.() ?? '')
          return 0
        }),
      )
  },
}

function names(): readonly string[] {
  return commands.map(({ name }) => name)
}

function cases(indent: string, line: (name: string, words: string) => string): string {
  return Object.entries(following)
    .map(([name, words]) => `${indent}${line(name, words.join(' '))}`)
    .join('\n')
}
