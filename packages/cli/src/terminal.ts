import { terminalText } from '@bulkhead/diagnostics'

/** Two streams, and what is known of who reads them. */
export interface Streams {
  readonly cwd: string
  /** Whether a person can be asked. */
  readonly isInteractive: boolean
  /** Whether results go to a terminal that shows colours. */
  readonly hasColor: boolean
  /** The width that help is wrapped to. */
  readonly columns: number
  out(text: string): void
  err(text: string): void
}

/** Where a command speaks: results on one stream, everything else on the other. */
export interface Terminal extends Streams {
  /** For results: what people and scripts read. Escaped by `terminalText`, which keeps JSON the same. */
  out(text: string): void
  /** For progress and faults; escaped likewise. */
  err(text: string): void
  /** For results that are data in a format with quotes of its own, as YAML is: written as they are. */
  data(text: string): void
}

/** Escapes whatever a command says: nothing that a repository holds can move a terminal. */
export function terminalOn(streams: Streams): Terminal {
  return {
    cwd: streams.cwd,
    get isInteractive() {
      return streams.isInteractive
    },
    hasColor: streams.hasColor,
    columns: streams.columns,
    out: text => streams.out(terminalText(text)),
    err: text => streams.err(terminalText(text)),
    data: text => streams.out(text),
  }
}

/** The streams of this process. Honours `NO_COLOR` (no-color.org) and `CI`. */
export function processStreams(): Streams {
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
