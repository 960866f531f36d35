import { spawn } from 'node:child_process'

/**
 * How long a process took from start to end, in milliseconds; it must end well.
 *
 * @param env what it finds in its environment besides that of this process
 */
export async function timeProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const start = performance.now()
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  return sorted.length % 2 === 0 ? (low + high) / 2 : high
}

/** Rows as a table, the first row a heading. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const texts = rows.map(row => row.map(String))
  const widths = (texts[0] ?? []).map((_, i) => Math.max(...texts.map(row => row[i]?.length ?? 0)))
  for (const row of texts) {
    process.stdout.write(
      `${row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}
