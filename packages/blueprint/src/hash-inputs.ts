import { formatLedger, type Ledger } from '@bulkhead/ipam'
import { addressSpace, type Fleet } from '@bulkhead/fleet'
import { findOwnReferences, type References } from './own-references.ts'
import { hashText } from './provenance.ts'

/** What a planned tree is computed from, besides the version of Bulkhead and its own packs. */
export interface Inputs {
  readonly fleet: Fleet
  readonly ledger: Ledger
  /** The files of the fleet's own packs: path → text. */
  readonly ownPacks: ReadonlyMap<string, string>
  /** Overlay directories in which a person keeps a `local/kustomization.yaml`, and its kind. */
  readonly localOverlays: ReadonlyMap<string, 'Component' | 'Kustomization'>
  /** What the kustomizations of people take in; see `findOwnReferences`. */
  readonly ownReferences: References
}

/** The inputs that are found by looking at the files of a repository. */
export type InputFiles = Pick<Inputs, 'ownPacks' | 'localOverlays' | 'ownReferences'>

/**
 * One hash over all inputs. It is taken from values and not from bytes: a comment or a line moved
 * in the spec changes nothing, a default that changed with the version of Bulkhead does.
 */
export function hashInputs({
  fleet,
  ledger,
  ownPacks,
  localOverlays,
  ownReferences,
}: Inputs): string {
  // What is accepted, and how far a change may reach, is for `validate` and `plan` to heed.
  const {
    waivers: _waivers,
    unchecked: _unchecked,
    changeBudget: _changeBudget,
    ...planned
  } = fleet
  return hashText(
    JSON.stringify([
      planned,
      formatLedger(ledger, addressSpace(fleet)),
      [...ownPacks].sort(([a], [b]) => (a < b ? -1 : 1)),
      [...localOverlays].sort(([a], [b]) => (a < b ? -1 : 1)),
      [...ownReferences]
        .filter(([, taken]) => taken.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  )
}

/** Where people keep packs of their own. */
export const ownPacksPath = 'fleet/packs/'

const localOverlay =
  /^((?:apps|infrastructure)\/[^/]+\/overlays\/[^/]+)\/local\/kustomization\.yaml$/

/** Looks for them. */
export function findInputFiles(repository: {
  readonly paths: Iterable<string>
  read(path: string): string | undefined
}): InputFiles {
  const ownPacks = new Map<string, string>()
  const localOverlays = new Map<string, 'Component' | 'Kustomization'>()
  for (const path of repository.paths) {
    if (path.startsWith(ownPacksPath)) ownPacks.set(path, repository.read(path) ?? '')
    const overlay = localOverlay.exec(path)?.[1]
    if (overlay === undefined) continue
    const isComponent = /^kind:\s*Component\b/m.test(repository.read(path) ?? '')
    localOverlays.set(overlay, isComponent ? 'Component' : 'Kustomization')
  }
  return { ownPacks, localOverlays, ownReferences: findOwnReferences(repository) }
}
