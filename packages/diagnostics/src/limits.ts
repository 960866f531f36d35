/** An upper bound of the work that one run does. */
export interface Limit {
  /** The largest value that is accepted, unless the command line raises it. */
  readonly most: number
  readonly unit: string
  /** The thing that is counted, as in "the objects of …". */
  readonly counts: string
}

/**
 * Every bound, by the name that `--limit NAME=VALUE` takes. Each is several times what a fleet of
 * 2,000 clusters and 100,000 objects needs; `docs/security.md` shows them with what they protect.
 * A repository cannot raise them: only the command line can.
 */
export const limits = {
  'spec-file': {
    most: 4 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the size of one file below fleet/',
  },
  'manifest-file': {
    most: 16 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the size of one manifest, values file or file that a kustomization names',
  },
  'record-file': {
    most: 64 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the size of the address ledger, the lock or a journal',
  },
  'named-file': {
    most: 64 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the size of a file that the command line names',
  },
  'tree-bytes': {
    most: 256 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the size of all files that are read',
  },
} satisfies Readonly<Record<string, Limit>>

export type LimitName = keyof typeof limits

export const limitNames = Object.keys(limits) as readonly LimitName[]
