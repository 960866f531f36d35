import type { PlannedFile, PlannedTree } from '@bulkhead/blueprint'
import { applyChanges } from '../apply-changes.ts'
import { compareTree, type Edit } from '../compare-tree.ts'
import { nextProvenance } from '../next-provenance.ts'
import { readProvenance } from '../provenance-store.ts'
import { readDisk } from '../read-disk.ts'
import type { Change } from '../verdict.ts'

export interface Plan {
  readonly managed?: Readonly<Record<string, string>>
  readonly given?: Readonly<Record<string, string>>
  readonly edits?: Readonly<Record<string, string>>
}

export interface Run {
  readonly changes: readonly Change[]
  /** `verdict path`, one per file. */
  readonly verdicts: readonly string[]
  readonly touched: boolean
}

/** One whole run of a plan against a directory. */
export function runPlan(dir: string, plan: Plan): Run {
  const decided = decidePlan(dir, plan)
  const touched = applyChanges(dir, decided)
  return { changes: decided.changes, verdicts: verdictsOf(decided.changes), touched }
}

/** A run up to the point where it would write. */
export function decidePlan(dir: string, plan: Plan) {
  const tree = treeOf(plan)
  const disk = readDisk(dir)
  const recorded = readProvenance(disk)
  const changes = compareTree({ tree, edits: editsOf(plan), disk, recorded })
  const next = nextProvenance({ tree, changes, recorded, tool: '1.0.0' })
  return { changes, recorded, next }
}

export function treeOf({ managed = {}, given = {} }: Plan): PlannedTree {
  const files = [...filesOf(managed, 'managed'), ...filesOf(given, 'given')]
  return {
    files: files.sort(byPath),
    packs: { pack: '1' },
    inputs: JSON.stringify(managed).length.toString(),
  }
}

export function editsOf({ edits = {} }: Plan): Edit[] {
  return Object.entries(edits).map(([path, content]) => ({ path, content }))
}

export function verdictsOf(changes: readonly Change[]): string[] {
  return changes.map(({ path, verdict }) => `${verdict} ${path}`)
}

function filesOf(files: Readonly<Record<string, string>>, owner: PlannedFile['owner']) {
  return Object.entries(files).map(([path, content]) => ({ path, content, owner, pack: 'pack' }))
}

function byPath(a: PlannedFile, b: PlannedFile): number {
  return a.path < b.path ? -1 : 1
}
