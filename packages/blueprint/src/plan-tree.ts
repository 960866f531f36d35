import { Budget, throwIfAny } from '@bulkhead/diagnostics'
import { planAddresses, type AddressPlan, type LoadedFleet } from '@bulkhead/fleet'
import { hashInputs, type InputFiles } from './hash-inputs.ts'
import type { References } from './own-references.ts'
import { choosePacks } from './pack/choose-packs.ts'
import type { Pack } from './pack/pack.ts'
import { readPacks } from './pack/read-packs.ts'
import { resolveOptions } from './pack/resolve-options.ts'
import type { PlannedTree } from './planned-file.ts'
import { loadCompiler } from './render/load-compiler.ts'
import { renderGroup } from './render/render-group.ts'
import { prepareViews } from './render/prepare-views.ts'
import { TreeDraft } from './tree-draft.ts'

export interface Blueprint {
  readonly tree: PlannedTree
  readonly addresses: AddressPlan
}

/**
 * Compiles a fleet: addresses, then every file that every pack writes. A function from values to
 * values; nothing is read or written.
 *
 * @param ourPacks path below `templates/` → text
 * @param budget the work that may be done; that of a run with the usual limits
 * @throws FleetError with the problems found in the ledger, the packs or what they rendered
 */
export async function planTree(
  { fleet, ledger, sources, ledgerProblems }: LoadedFleet,
  ourPacks: ReadonlyMap<string, string>,
  { ownPacks, localOverlays, ownReferences: found }: InputFiles,
  budget: Budget = new Budget(),
): Promise<Blueprint> {
  throwIfAny(ledgerProblems)
  const packs = choosePacks(fleet, readPacks(ourPacks, ownPacks), sources)
  const options = await resolveOptions(packs.all, fleet, sources, budget)
  const addresses = planAddresses(fleet, ledger, sources)
  const context = { fleet, packs, views: prepareViews(fleet, addresses, packs) }

  const compile = await loadCompiler(packs.all.flatMap(templateTexts), budget)
  const draft = new TreeDraft(budget)
  const render = (isBuilt: boolean, references: References) => {
    for (const pack of packs.all) {
      const own = { ...context, references, options: options.get(pack.name) ?? {} }
      for (const group of pack.spec.files) {
        if ((group.build !== undefined) !== isBuilt) continue
        for (const rendered of renderGroup(pack, group, own, compile)) draft.add(rendered)
      }
    }
  }
  render(false, new Map())
  for (const [directory, kind] of localOverlays) draft.addLocal(directory, kind)
  // What is built says where Applications come from, and so follows what these consist of.
  const ownReferences = new Map([...draft.givenReferences(), ...found])
  render(true, joined(draft.references(), ownReferences))

  const inputs = hashInputs({
    fleet,
    ledger: addresses.ledger,
    ownPacks,
    localOverlays,
    ownReferences,
  })
  const versions = Object.fromEntries(packs.all.map(({ name, spec }) => [name, spec.version]))
  return { tree: { files: draft.finish(), packs: versions, inputs }, addresses }
}

/** Both; what both know of is what either knows. */
function joined(a: References, b: References): References {
  const all = new Map(a)
  for (const [directory, taken] of b) {
    all.set(directory, [...new Set([...(all.get(directory) ?? []), ...taken])])
  }
  return all
}

function templateTexts({ templates }: Pack): readonly string[] {
  return [...templates].flatMap(([path, { text }]) => (path.endsWith('.hbs') ? [text] : []))
}
