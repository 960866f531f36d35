/** Where a command speaks: results on one stream, everything else on the other. */
export interface Terminal {
  readonly cwd: string
  /** Whether a person can be asked. */
  readonly isInteractive: boolean
  /** Whether results go to a terminal that shows colours. */
  readonly hasColor: boolean
  /** The width that help is wrapped to. */
  readonly columns: number
  /** For results: what scripts read. */
  out(text: string): void
  /** For progress and faults. */
  err(text: string): void
}

/** The terminal of this process. Honours `NO_COLOR` (no-color.org) and `CI`. */
export function processTerminal(): Terminal {
  const { stdout, env } = process
  return {
    cwd: process.cwd(),
    // Opened when somebody is to be asked, or told: few runs do, and it takes time.
    get isInteractive() {
      return Boolean(process.stdin.isTTY && stdout.isTTY && !env['CI'])
    },
    hasColor: Boolean(stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'),
    columns: stdout.columns ?? 80,
    out: text => void stdout.write(text),
    err: text => void process.stderr.write(text),
  }
}
