import { additions } from '@bulkhead/fleet'
import { laws } from '@bulkhead/validator'
import { Argument } from 'commander'
import type { CommandModule } from '../command.ts'
import { ipam } from './ipam/index.ts'

/** A command as help shows it. */
interface Named {
  readonly name: string
  readonly summary: string
}

/** What may follow each command word. */
const following: Readonly<Record<string, readonly string[]>> = {
  add: Object.keys(additions),
  apps: ['--cluster', '--set', '--staged', '--ref'],
  completion: ['bash', 'zsh', 'fish'],
  explain: laws.map(({ id }) => id),
  generate: ['--check', '--dry-run', '--diff'],
  hooks: ['install'],
  ipam: ipam.commands.map(({ name }) => name),
  list: ['regions', 'clusters', 'workloads', 'environments', 'teams'],
  render: ['--output', '--staged', '--ref'],
  show: ['cluster'],
  validate: ['--staged', '--format'],
}

const scripts: Readonly<Record<string, (commands: readonly Named[]) => string>> = {
  bash: commands => `_bulkhead() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${namesOf(commands)}"
  else case "\${COMP_WORDS[1]}" in
${cases('    ', (name, words) => `${name}) words="${words}" ;;`)}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _bulkhead bulkhead
`,
  zsh: commands => `#compdef bulkhead
_bulkhead() {
  if (( CURRENT == 2 )); then compadd -- ${namesOf(commands)}; return; fi
  case "$words[2]" in
${cases('    ', (name, words) => `${name}) compadd -- ${words} ;;`)}
  esac
}
compdef _bulkhead bulkhead
`,
  fish: commands =>
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
    const siblings = (command.parent?.commands ?? []).map(sibling => ({
      name: sibling.name(),
      summary: sibling.summary(),
    }))
    command
      .addArgument(new Argument('<shell>').choices(Object.keys(scripts)))
      .addHelpText('after', '\nExample:\n  bulkhead completion bash >> ~/.bashrc')
      .action(
        run(({ terminal }, shell: string) => {
          terminal.out(scripts[shell]?.(siblings) ?? '')
          return 0
        }),
      )
  },
}

function namesOf(commands: readonly Named[]): string {
  return commands.map(({ name }) => name).join(' ')
}

function cases(indent: string, line: (name: string, words: string) => string): string {
  return Object.entries(following)
    .map(([name, words]) => `${indent}${line(name, words.join(' '))}`)
    .join('\n')
}
