import type { ApplicationSourceRef } from '@bulkhead/state'

/** A source in a few words: a path, or a chart with its version. */
export function sourceName({ path, chart, repoURL, targetRevision }: ApplicationSourceRef): string {
  return chart === undefined ? (path ?? repoURL) : `${chart}@${targetRevision}`
}
