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
  'tree-listing': {
    most: 64 * 1024 * 1024,
    unit: 'bytes',
    counts: 'the list of all files and directories on disk, in the index or in a commit',
  },
  'yaml-depth': {
    most: 200,
    unit: 'levels',
    counts: 'how deep lists and maps are nested',
  },
  'yaml-documents': {
    most: 20_000,
    unit: 'documents',
    counts: 'the documents of one file',
  },
  'yaml-aliases': {
    most: 200_000,
    unit: 'values',
    counts: 'the values that the aliases of one file stand for',
  },
  roots: {
    most: 300_000,
    unit: 'kustomizations',
    counts: 'the kustomizations that one run of validate builds',
  },
  'base-depth': {
    most: 100,
    unit: 'kustomizations',
    counts: 'the kustomizations that build on one another in a row',
  },
  'root-objects': {
    most: 60_000,
    unit: 'objects',
    counts: 'the objects of one kustomization with all that it builds on',
  },
  'root-steps': {
    most: 8_000_000,
    unit: 'steps',
    counts: 'the work of building one kustomization: values that are made, changed and looked at',
  },
  'root-text': {
    most: 128 * 1024 * 1024,
    unit: 'characters',
    counts: 'the text that one kustomization makes',
  },
  'build-objects': {
    most: 2_000_000,
    unit: 'objects',
    counts: 'the objects of all kustomizations of a run, at each layer',
  },
  'build-steps': {
    most: 150_000_000,
    unit: 'steps',
    counts: 'the work of building all kustomizations of a run',
  },
  'build-text': {
    most: 2 * 1024 * 1024 * 1024,
    unit: 'characters',
    counts: 'the text that all kustomizations of a run make',
  },
  'template-source': {
    most: 512 * 1024,
    unit: 'characters',
    counts: 'the length of one template of an ApplicationSet',
  },
  'template-steps': {
    most: 1_000_000,
    unit: 'steps',
    counts: 'the work of one template of an ApplicationSet for one Application',
  },
  'template-output': {
    most: 8 * 1024 * 1024,
    unit: 'characters',
    counts: 'the text that one template of an ApplicationSet writes for one Application',
  },
  'expansion-steps': {
    most: 50_000_000,
    unit: 'steps',
    counts: 'the work of all generators and templates of ApplicationSets',
  },
  parameters: {
    most: 4_000_000,
    unit: 'parameters',
    counts: 'what the generators of one ApplicationSet give',
  },
  applications: {
    most: 100_000,
    unit: 'Applications',
    counts: 'the Applications of one Argo CD',
  },
  'application-values': {
    most: 8_000_000,
    unit: 'values',
    counts: 'the fields of the Applications that one ApplicationSet makes',
  },
  'pack-schema': {
    most: 10_000,
    unit: 'values',
    counts: 'the schema of the options of one pack',
  },
  'pack-options': {
    most: 5_000,
    unit: 'values',
    counts: 'the options of one pack',
  },
  'rendered-file': {
    most: 8 * 1024 * 1024,
    unit: 'characters',
    counts: 'the text that one template of a pack writes',
  },
  'rendered-text': {
    most: 512 * 1024 * 1024,
    unit: 'characters',
    counts: 'the text of all generated files',
  },
  'rendered-files': {
    most: 500_000,
    unit: 'files',
    counts: 'the generated files',
  },
  'pack-template': {
    most: 128 * 1024,
    unit: 'characters',
    counts: 'the length of one template of a pack',
  },
  'rendered-file-steps': {
    most: 4_000_000,
    unit: 'steps',
    counts: 'the work of one template of a pack for one file',
  },
  'rendering-steps': {
    most: 60_000_000,
    unit: 'steps',
    counts: 'the work of all templates of packs',
  },
} satisfies Readonly<Record<string, Limit>>

export type LimitName = keyof typeof limits

export const limitNames = Object.keys(limits) as readonly LimitName[]
