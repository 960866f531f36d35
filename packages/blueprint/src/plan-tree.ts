import { throwIfAny } from '@bulkhead/diagnostics'
import { planAddresses, type AddressPlan, type LoadedFleet } from '@bulkhead/fleet'
import { hashInputs, type Inputs } from './hash-inputs.ts'
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
 * @throws FleetError with the problems found in the ledger, the packs or what they rendered
 */
export async function planTree(
  { fleet, ledger, sources, ledgerProblems }: LoadedFleet,
  ourPacks: ReadonlyMap<string, string>,
  { ownPacks, localOverlays }: Pick<Inputs, 'ownPacks' | 'localOverlays'>,
): Promise<Blueprint> {
  throwIfAny(ledgerProblems)
  const packs = choosePacks(fleet, readPacks(ourPacks, ownPacks), sources)
  const options = await resolveOptions(packs.all, fleet, sources)
  const addresses = planAddresses(fleet, ledger, sources)
  const context = { fleet, packs, views: prepareViews(fleet, addresses, packs) }

  const compile = await loadCompiler(packs.all.flatMap(templateTexts))
  const draft = new TreeDraft()
  for (const pack of packs.all) {
    for (const group of pack.spec.files) {
      for (const rendered of renderGroup(
        pack,
        group,
        options.get(pack.name) ?? {},
        context,
        compile,
      )) {
        draft.add(rendered)
      }
    }
  }
  for (const [directory, kind] of localOverlays) draft.addLocal(directory, kind)

  const inputs = hashInputs({ fleet, ledger: addresses.ledger, ownPacks, localOverlays })
  const versions = Object.fromEntries(packs.all.map(({ name, spec }) => [name, spec.version]))
  return { tree: { files: draft.finish(), packs: versions, inputs }, addresses }
}

function templateTexts({ templates }: Pack): readonly string[] {
  return [...templates].flatMap(([path, { text }]) => (path.endsWith('.hbs') ? [text] : []))
}
