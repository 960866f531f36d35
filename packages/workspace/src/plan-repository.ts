import {
  findInputFiles,
  formatProvenance,
  isLedgerAsWritten,
  Places,
  planTree,
  version,
  type Blueprint,
  type Provenance,
} from '@bulkhead/blueprint'
import { Budget, FleetError, throwIfAny, type Problem } from '@bulkhead/diagnostics'
import {
  addressSpace,
  findStrays,
  ledgerPath,
  loadFleet,
  readSpec,
  type EditContext,
  type LoadedFleet,
  type SpecEdit,
} from '@bulkhead/fleet'
import { formatLedger } from '@bulkhead/ipam'
import { compareTree } from './compare-tree.ts'
import { nextProvenance } from './next-provenance.ts'
import { readRecorded } from './merged-provenance.ts'
import { recordsIn, type RecordedProvenance } from './provenance-store.ts'
import { readDisk } from './read-disk.ts'
import { readPackFiles } from './read-pack-files.ts'
import { readSpecFiles } from './read-spec-files.ts'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'
import { trustedRecords } from './trusted-records.ts'
import type { Change } from './verdict.ts'

/** What is to be done to a repository, decided and not yet done. */
export interface RepositoryPlan {
  readonly changes: readonly Change[]
  readonly recorded: RecordedProvenance
  readonly next: Provenance
  /** Whether the repository is what the spec says, the record of it included. */
  readonly isCurrent: boolean
  readonly loaded: LoadedFleet
  readonly blueprint: Blueprint
}

/**
 * Decides what a repository needs to be what its spec says.
 *
 * @param edit deliberate changes of the spec, made from the spec as it is; none to follow the spec
 * @throws FleetError with everything that is wrong with the spec, the ledger, a pack or the lock
 */
export async function planRepository(
  dir: string,
  edit?: (context: EditContext) => readonly SpecEdit[],
  budget: Budget = new Budget(),
): Promise<RepositoryPlan> {
  const disk = readDisk(dir, undefined, budget)
  const found = readRecorded(dir, disk)
  const ourPacks = readPackFiles()
  const inputFiles = findInputFiles(disk)
  const places = new Places(ourPacks, inputFiles.ownPacks)
  const { recorded, foreign } = trustedRecords(found, disk, places)
  const files = readSpecFiles(disk)
  if (!files.has(ledgerPath) && found.lock.files.size > 0) throw ledgerMissing()
  const edits = edit?.({ files, spec: readSound(files) }) ?? []
  const edited = applyEdits(files, edits)
  const { loaded, problems } = loadFleet(edited)
  if (!loaded) throw withSources(problems, edited)
  refuseStrays(files, recorded)

  const blueprint = await planTree(loaded, ourPacks, inputFiles, budget)
  const ledger = formatLedger(blueprint.addresses.ledger, addressSpace(loaded.fleet))
  const decided = compareTree({
    tree: blueprint.tree,
    edits: [
      ...edits.filter(({ path }) => path !== ledgerPath),
      { path: ledgerPath, content: ledger },
    ],
    disk,
    recorded,
  })
  const changes = withForeign(decided, foreign, disk)
  const next = nextProvenance({ tree: blueprint.tree, tool: version, changes, recorded, ledger })
  const isCurrent =
    changes.every(({ verdict }) => verdict === 'identical' || verdict === 'keep') &&
    formatProvenance(next) === formatProvenance(found.lock)
  return { changes, recorded, next, isCurrent, loaded, blueprint }
}

/** What a record names and bulkhead did not write stays as it is, and is said to. */
function withForeign(
  changes: readonly Change[],
  foreign: readonly SkippedPath[],
  disk: RepositoryFiles,
): readonly Change[] {
  const decided = new Set(changes.map(({ path }) => path))
  const kept = foreign
    .filter(({ what }) => !decided.has(what))
    .map(({ what: path, why: reason }): Change => {
      const text = disk.read(path)
      return { path, verdict: 'keep', before: text, after: text, owner: 'person', reason }
    })
  if (kept.length === 0) return changes
  return [...changes, ...kept].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Who never was part of the fleet cannot have left it, and is not quarantined in silence. */
function refuseStrays(files: ReadonlyMap<string, string>, recorded: RecordedProvenance): void {
  const text = files.get(ledgerPath)
  if (text === undefined || isLedgerAsWritten(text, recordsIn(recorded))) return
  const { loaded } = loadFleet(files)
  // What contradicts itself is told by the plan, and first.
  if (loaded?.ledgerProblems.length === 0) throwIfAny(findStrays(loaded))
}

function applyEdits(
  files: ReadonlyMap<string, string>,
  edits: readonly SpecEdit[],
): ReadonlyMap<string, string> {
  const edited = new Map(files)
  for (const { path, content } of edits) {
    if (content === undefined) edited.delete(path)
    else edited.set(path, content)
  }
  return edited
}

/** An edit needs a spec that can be read; faults in what it says are found after the edit. */
function readSound(files: ReadonlyMap<string, string>) {
  const { spec, problems } = readSpec(files)
  throwIfAny(problems)
  return spec
}

/** Places in an edited file are those of the text it would have, which is not on disk. */
function withSources(
  [first, ...rest]: readonly Problem[],
  sources: ReadonlyMap<string, string>,
): FleetError {
  if (!first) throw new Error('loadFleet gives a fleet or problems')
  return new FleetError([first, ...rest], { sources })
}

/** Without it, every range would be drawn anew, and those of live clusters with them. */
function ledgerMissing(): FleetError {
  return new FleetError({
    code: 'LEDGER_MISSING',
    message: `${ledgerPath} is gone, and with it which addresses are whose`,
    hint: `Restore it with \`git checkout HEAD -- ${ledgerPath}\`.`,
  })
}
