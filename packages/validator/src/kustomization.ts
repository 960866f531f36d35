import { readReferences, type Reference } from '@bulkhead/kustomize'
import type { Manifest } from './manifest.ts'

/** What stays known of a kustomization: there are many, and most are alike. */
export class Kustomization {
  readonly file: string
  readonly isComponent: boolean
  readonly generatesSecrets: boolean
  /** Every file and directory that it names. */
  readonly references: readonly Reference[]
  readonly #index: number
  readonly #read: (file: string) => readonly Manifest[]

  constructor(
    { file, fields }: Manifest,
    references: readonly Reference[],
    index: number,
    read: (file: string) => readonly Manifest[],
  ) {
    this.file = file
    this.isComponent = fields['kind'] === 'Component'
    this.generatesSecrets = fields['secretGenerator'] !== undefined
    this.references = references
    this.#index = index
    this.#read = read
  }

  /** All of it: the file is read again. */
  get manifest(): Manifest {
    return this.#read(this.file)[this.#index]!
  }
}

/**
 * The kustomizations of some files.
 *
 * @param read the documents of a file, which are not kept
 */
export function readKustomizations(
  files: readonly string[],
  read: (file: string) => readonly Manifest[],
): readonly Kustomization[] {
  const known = new Map<string, readonly Reference[]>()
  const once = (references: readonly Reference[]) => {
    const key = JSON.stringify(references)
    const same = known.get(key)
    if (!same) known.set(key, references)
    return same ?? references
  }
  // Of one file many places are asked for, one after the other.
  let latest: { readonly file: string; readonly manifests: readonly Manifest[] } | undefined
  const readAgain = (file: string) => {
    if (latest?.file !== file) latest = { file, manifests: read(file) }
    return latest.manifests
  }
  return files.flatMap(file =>
    read(file).map(
      (manifest, index) =>
        new Kustomization(manifest, once(readReferences(manifest.fields)), index, readAgain),
    ),
  )
}
