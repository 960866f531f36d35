import { startOf } from '@bulkhead/diagnostics'
import { ledgerPath, meshName, ownerOf } from '@bulkhead/fleet'
import { findId } from '@bulkhead/ipam'
import type { MeshIdentity } from '../mesh-identity.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const meshIdentity: Rule = {
  id: 'NET007',
  name: 'mesh-identity',
  severity: 'error',
  summary: 'Every cluster of a mesh has a name and an id of its own, which never change.',

  *check(snapshot) {
    for (const identity of snapshot.meshIdentities) {
      yield* checkName(identity)
      yield* checkId(identity, snapshot)
    }
    yield* checkDuplicates(snapshot.meshIdentities)
    yield* checkLedger(snapshot)
  },
}

function* checkName({ cluster, name, locateName }: MeshIdentity): Generator<Observation> {
  if (typeof name === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) return
  yield {
    message: `${JSON.stringify(name)} (mesh name of ${cluster}) is not 1 to 32 of a-z, 0-9 and -, beginning and ending with a letter or digit`,
    location: locateName(),
    hint: `Write the name of the cluster: ${cluster}.`,
    cluster,
  }
}

function* checkId(
  { cluster, id, locateId }: MeshIdentity,
  { fleet, ledger }: Snapshot,
): Generator<Observation> {
  const most = fleet.network.mesh?.maxConnectedClusters ?? 255
  const location = locateId()
  const claim = findId(ledger, meshName, ownerOf.cluster(cluster))
  const hint = claim
    ? `Write ${claim.id}, the id that fleet/addresses.yaml gives to ${cluster}.`
    : `Write a number between 1 and ${most} that no other cluster has.`
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > most) {
    const message = `${JSON.stringify(id)} (mesh id of ${cluster}) is not a whole number between 1 and ${most}`
    yield { message, location, hint, cluster }
  } else if (claim && claim.id !== id) {
    const place = claim.location ?? startOf(ledgerPath)
    yield {
      message: `mesh id ${id} of ${cluster} is not ${claim.id}, which the ledger gives to it`,
      location,
      related: [{ ...place, message: `${claim.id} (mesh id of ${cluster})` }],
      hint,
      cluster,
    }
  }
}

function* checkDuplicates(identities: readonly MeshIdentity[]): Generator<Observation> {
  for (const field of ['id', 'name'] as const) {
    const locate = (identity: MeshIdentity) =>
      field === 'id' ? identity.locateId() : identity.locateName()
    for (const [value, same] of Map.groupBy(identities, identity => identity[field])) {
      for (const identity of same) {
        // A cluster may state its identity to several systems.
        const others = same.filter(({ cluster }) => cluster !== identity.cluster)
        if (others.length === 0) continue
        const clusters = [...new Set(others.map(({ cluster }) => cluster))].sort()
        yield {
          message: `mesh ${field} ${value} of ${identity.cluster} is also that of ${listed(clusters)}`,
          location: locate(identity),
          related: others.slice(0, mostRelated).map(other => ({
            ...locate(other),
            message: `${value} (mesh ${field} of ${other.cluster})`,
          })),
          hint: field === 'id' ? idHint : nameHint,
          cluster: identity.cluster,
        }
      }
    }
  }
}

const idHint = 'Give each cluster the id that fleet/addresses.yaml has for it.'
const nameHint = 'Give each cluster its own name.'
const mostRelated = 10

function listed(names: readonly string[]): string {
  const rest = names.length - mostNamed
  return rest > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ')
}

const mostNamed = 3

function* checkLedger({ ledgerProblems }: Snapshot): Generator<Observation> {
  for (const { code, message, location = startOf(ledgerPath), hint = '' } of ledgerProblems) {
    if (code === 'IPAM_ID' || code === 'IPAM_UNKNOWN_MESH') yield { message, location, hint }
  }
}
