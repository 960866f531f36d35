import { FleetError, throwIfAny } from '@bulkhead/diagnostics'
import type { SpecEdit } from '../add/addition.ts'
import { checkAnswers, completeAnswers } from '../add/answers.ts'
import { environmentsOf } from '../add/choices.ts'
import { cluster } from '../add/cluster.ts'
import { newDocument } from '../add/new-document.ts'
import { loadFleet } from '../load-fleet.ts'
import { readSpec, type Spec } from '../read-spec.ts'
import { addressRows, type AddressRows } from './address-rows.ts'
import { ownerOf } from './owner.ts'
import { planAddresses } from './plan-addresses.ts'

/** A region or a cluster that is not there yet, as far as addresses depend on it. */
export type Newcomer =
  | {
      readonly kind: 'region'
      readonly name: string
      readonly pool: string | undefined
      readonly zones: readonly string[]
    }
  | { readonly kind: 'cluster'; readonly name: string; readonly region: string }

/**
 * What a newcomer would be given, were it the next to be added: the spec is read as if it had been.
 * Records nothing, so that others may be told the same.
 *
 * @param files repository path → text; only paths under `fleet/` are looked at
 * @throws FleetError when the newcomer cannot be added, or there is no room for it
 */
export function nextAddresses(files: ReadonlyMap<string, string>, newcomer: Newcomer): AddressRows {
  const { spec, problems } = readSpec(files)
  throwIfAny(problems)
  const edited = new Map(files)
  for (const { path, content } of additionOf(newcomer, spec, files)) edited.set(path, content ?? '')
  const { blocks, ids, asns } = planRows(edited)
  const owners = new Set(ownersOf(newcomer))
  const isNew = ({ owner }: { readonly owner: string }) => owners.has(owner)
  return { blocks: blocks.filter(isNew), ids: ids.filter(isNew), asns: asns.filter(isNew) }
}

function additionOf(
  newcomer: Newcomer,
  spec: Spec,
  files: ReadonlyMap<string, string>,
): readonly SpecEdit[] {
  const { kind, name } = newcomer
  switch (kind) {
    case 'region': {
      const { pool, zones } = newcomer
      return [newDocument('Region', name, { provider: 'aws', pool, zones }, { spec, files })]
    }
    case 'cluster': {
      const [environment] = environmentsOf(spec)
      const given = checkAnswers({ name, region: newcomer.region, environment }, cluster.questions)
      return cluster.edit(completeAnswers(given, cluster.questions), { spec, files })
    }
    default:
      throw new Error(`not a newcomer: ${String(newcomer satisfies never)}`)
  }
}

/** The rows of the ledger that a spec leads to. */
function planRows(files: ReadonlyMap<string, string>): AddressRows {
  try {
    const { loaded, problems } = loadFleet(files)
    throwIfAny(problems)
    if (!loaded) throw new Error('loadFleet gives a fleet or problems')
    throwIfAny(loaded.ledgerProblems)
    const { fleet, ledger, sources } = loaded
    return addressRows({ fleet, ledger: planAddresses(fleet, ledger, sources).ledger })
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    // Places are those of texts that are not on disk.
    throw new FleetError(error.problems, { kind: error.kind, sources: files, cause: error })
  }
}

function ownersOf(newcomer: Newcomer): readonly string[] {
  const own = ownerOf[newcomer.kind](newcomer.name)
  return newcomer.kind === 'region' ? [own, ...newcomer.zones.map(ownerOf.zone)] : [own]
}
