import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { FleetError, formatLocation } from '@bulkhead/diagnostics'
import {
  buildMany,
  type BuildOptions,
  type BuildOutcome,
  type FileSystem,
} from '@bulkhead/kustomize'
import { SourceQuotes, type ReadSource } from '@bulkhead/yaml'

/**
 * Builds every directory that is named on a stream, one absolute path per line, and says one JSON
 * line for each: `{"dir","sha256","ms"}`, with `yaml` `{"dir","out"}`, or `{"dir","error"}`.
 * `REPLAY_LR=none` in the environment lifts the load restriction.
 */
export async function buildLines(
  input: NodeJS.ReadableStream,
  options: BuildOptions,
  {
    yaml,
    out,
    filesFor,
    sourcesFor,
  }: {
    readonly yaml: boolean
    readonly out: (text: string) => void
    /** The files that builds of these directories may read. */
    readonly filesFor: (roots: readonly string[]) => FileSystem
    /** The texts that an error of one of them may speak of. */
    readonly sourcesFor: (root: string) => ReadSource
  },
): Promise<void> {
  const roots: string[] = []
  for await (const line of createInterface({ input }))
    if (line.trim() !== '') roots.push(line.trim())
  const lifted = process.env['REPLAY_LR'] === 'none'
  let since = performance.now()
  for (const outcome of buildMany(roots, {
    ...options,
    fileSystem: filesFor(roots),
    ...(lifted && { loadRestrictor: 'none' }),
  })) {
    out(`${JSON.stringify({ dir: outcome.root, ...say(outcome, yaml, since, sourcesFor) })}\n`)
    since = performance.now()
  }
}

function say(
  outcome: BuildOutcome,
  yaml: boolean,
  since: number,
  sourcesFor: (root: string) => ReadSource,
): object {
  try {
    if ('error' in outcome) throw outcome.error
    // Some values are found to be unreadable only when they are written.
    const text = outcome.result.toYaml()
    if (yaml) return { out: text }
    const sha256 = createHash('sha256').update(text).digest('hex')
    return { sha256, ms: Math.round((performance.now() - since) * 1000) / 1000 }
  } catch (error) {
    if (error instanceof FleetError) return { error: messageOf(error, sourcesFor(outcome.root)) }
    throw error
  }
}

function messageOf({ problems }: FleetError, read: ReadSource): string {
  const quotes = new SourceQuotes(read)
  return problems
    .map(problem => quotes.told(problem))
    .map(({ message, location }) => `${location ? `${formatLocation(location)}: ` : ''}${message}`)
    .join('\n')
}
