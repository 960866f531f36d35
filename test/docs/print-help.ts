/*
 * Prints the help of every command as JSON, from the words of the command to the text. A program of
 * its own, because help is as wide as the terminal of its process, and this one has none.
 */
import { commands } from '../../packages/cli/src/commands/index.ts'
import { main } from '../../packages/cli/src/main.ts'

const helps: Record<string, string> = { '': await helpOf([]) }
for (const { name } of commands) await collect([name])
process.stdout.write(JSON.stringify(helps))

async function collect(words: readonly string[]): Promise<void> {
  const help = await helpOf(words)
  helps[words.join(' ')] = help
  for (const child of childrenIn(help)) await collect([...words, child])
}

async function helpOf(words: readonly string[]): Promise<string> {
  let text = ''
  const keep = (part: string) => void (text += part)
  const terminal = {
    cwd: '.',
    isInteractive: false,
    hasColor: false,
    columns: 80,
    out: keep,
    err: keep,
  }
  await main([...words, '--help'], terminal)
  return text.trim()
}

function childrenIn(help: string): readonly string[] {
  const [, list = ''] = help.split(/^Commands:$/m)
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)]
    .map(match => match[1] ?? '')
    .filter(name => name !== 'help')
}
