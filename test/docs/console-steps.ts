import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from './pages.ts'

/** A command as a page shows it, and the lines that it says come out. */
export interface Step {
  readonly command: string
  /** `…` in a line stands for any text, and alone on a line for any lines. */
  readonly expected: readonly string[]
  /** The line of the page. */
  readonly line: number
}

export interface Outcome {
  readonly output: readonly string[]
  readonly exitCode: number
}

/**
 * What a reader would type, in order: the commands of each `console` block, and the writing of each
 * block that names a file, as in `yaml file=fleet/teams.yaml`. In a `console transcript` only the first
 * line is a command: what it prints has lines that look like more.
 */
export function stepsOf(text: string): readonly Step[] {
  const steps: { command: string; expected: string[]; line: number }[] = []
  for (const { info, lines, line } of fencedBlocks(text)) {
    const file = / file=(\S+)/.exec(info)?.[1]
    if (file !== undefined) steps.push({ command: writing(file, lines), expected: [], line })
    if (!/^console\b/.test(info)) continue
    const isTranscript = / transcript\b/.test(info)
    for (const [i, text] of lines.entries()) {
      const step = steps.at(-1)
      if (text.startsWith('$ ') && !(isTranscript && i > 0)) {
        steps.push({ command: text.slice(2), expected: [], line: line + i + 1 })
      } else if (step && text.startsWith('> ') && step.expected.length === 0) {
        step.command += `\n${text.slice(2)}`
      } else step?.expected.push(text)
    }
  }
  return steps
}

/**
 * Runs the commands of a page in one shell, in a directory that looks like a checkout. Everything
 * is as a reader has it, but `npm ci` has been done.
 */
export async function runSteps(steps: readonly Step[]): Promise<readonly Outcome[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-docs-'))
  try {
    const checkout = join(directory, 'bulkhead')
    layOutCheckout(checkout)
    return outcomesIn(await runShell(checkout, script(steps)))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Whether the output has the lines that the page shows. */
export function matches(expected: readonly string[], output: readonly string[]): boolean {
  const pattern = expected
    .map(line => (line.trim() === '…' ? '(?:.*\\n)*?' : `${escaped(line.trimEnd())}\\n`))
    .join('')
  return new RegExp(`^${pattern}$`).test(output.map(line => `${line.trimEnd()}\n`).join(''))
}

function escaped(line: string): string {
  return line
    .split('…')
    .map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
}

function* fencedBlocks(
  text: string,
): Generator<{ info: string; lines: readonly string[]; line: number }> {
  let open: { info: string; lines: string[]; line: number } | undefined
  for (const [i, line] of text.split('\n').entries()) {
    if (open && line === '```') {
      yield open
      open = undefined
    } else if (open) open.lines.push(line)
    else if (line.startsWith('```')) open = { info: line.slice(3), lines: [], line: i + 1 }
  }
}

function writing(file: string, lines: readonly string[]): string {
  return `mkdir -p ${dirname(file)} && cat > ${file} <<'END OF FILE'\n${lines.join('\n')}\nEND OF FILE`
}

function layOutCheckout(checkout: string): void {
  mkdirSync(checkout)
  for (const name of ['examples', 'generators', 'node_modules', 'packages', 'templates']) {
    symlinkSync(join(root, name), join(checkout, name))
  }
  // A copy, because a module finds its neighbours from where it really lies.
  cpSync(join(root, 'tools', 'start.ts'), join(checkout, 'tools', 'start.ts'))
  writeFileSync(join(checkout, 'package.json'), '{ "type": "module" }\n')
}

const mark = '@@ exit code'

/** Each command is followed by a line with its exit code, which the next command still sees. */
function script(steps: readonly Step[]): string {
  const npm = 'npm() { if [ "$1" = start ]; then node tools/start.ts; else [ "$1" = ci ]; fi; }'
  const marked = steps.map(
    ({ command }) => `${command}\n__code=$?; echo "${mark} $__code"; (exit $__code)`,
  )
  return `exec 2>&1\n${npm}\n${marked.join('\n')}\n`
}

function outcomesIn(output: string): readonly Outcome[] {
  const outcomes: Outcome[] = []
  let lines: string[] = []
  for (const line of output.split('\n')) {
    if (!line.startsWith(mark)) lines.push(line)
    else {
      outcomes.push({ output: lines, exitCode: Number(line.slice(mark.length)) })
      lines = []
    }
  }
  return outcomes
}

function runShell(cwd: string, commands: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['--norc', '-s'], { cwd, env: environment(cwd) })
    let output = ''
    shell.stdout.setEncoding('utf8').on('data', text => (output += text))
    shell.on('error', reject).on('close', () => resolve(output))
    shell.stdin.end(commands)
  })
}

/** Nothing of the machine's own: no git configuration, no colours, no hook that is running now. */
function environment(home: string): NodeJS.ProcessEnv {
  const path = [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env['PATH']]
  return {
    PATH: path.join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'init.defaultBranch',
    GIT_CONFIG_VALUE_0: 'main',
    GIT_AUTHOR_NAME: 'A Reader',
    GIT_AUTHOR_EMAIL: 'reader@example.com',
    GIT_COMMITTER_NAME: 'A Reader',
    GIT_COMMITTER_EMAIL: 'reader@example.com',
  }
}
