import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { formatLocation, type FleetError } from '@bulkhead/diagnostics'
import { buildMany, type BuildOptions } from '@bulkhead/kustomize'

/**
 * Builds every directory that is named on a stream, one absolute path per line, and says one JSON
 * line for each: `{"dir","sha256","ms"}`, with `yaml` `{"dir","out"}`, or `{"dir","error"}`.
 * `REPLAY_LR=none` in the environment lifts the load restriction.
 */
export async function buildLines(
  input: NodeJS.ReadableStream,
  options: BuildOptions,
  { yaml, out }: { readonly yaml: boolean; readonly out: (text: string) => void },
): Promise<void> {
  const roots: string[] = []
  for await (const line of createInterface({ input }))
    if (line.trim() !== '') roots.push(line.trim())
  const lifted = process.env['REPLAY_LR'] === 'none'
  let since = performance.now()
  for (const outcome of buildMany(
    roots,
    lifted ? { ...options, loadRestrictor: 'none' } : options,
  )) {
    const said = 'error' in outcome ? { error: messageOf(outcome.error) } : result(outcome.result)
    out(`${JSON.stringify({ dir: outcome.root, ...said })}\n`)
    since = performance.now()
  }

  function result(built: { toYaml(): string }) {
    const text = built.toYaml()
    if (yaml) return { out: text }
    const sha256 = createHash('sha256').update(text).digest('hex')
    return { sha256, ms: Math.round((performance.now() - since) * 1000) / 1000 }
  }
}

function messageOf({ problems }: FleetError): string {
  return problems
    .map(({ message, location }) => `${location ? `${formatLocation(location)}: ` : ''}${message}`)
    .join('\n')
}
