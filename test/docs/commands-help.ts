import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('./print-help.ts', import.meta.url))

/** The help of every command and of what it has below it, as the command itself prints it. */
export async function commandsHelp(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program])
  return Object.entries(JSON.parse(stdout) as Record<string, string>)
    .map(([name, help]) => (name === '' ? fenced(help) : `### bulkhead ${name}\n\n${fenced(help)}`))
    .join('\n\n')
}

function fenced(help: string): string {
  return `\`\`\`\n${help}\n\`\`\``
}
