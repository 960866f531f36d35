import { startOf } from '@bulkhead/diagnostics'
import { ledgerPath, meshName, ownerOf, type Fleet } from '@bulkhead/fleet'
import { clashesWithEni, findId } from '@bulkhead/ipam'
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
      yield* checkSize(identity, snapshot)
    }
    yield* checkDuplicates(snapshot.meshIdentities)
    yield* checkLedger(snapshot)
  },
}

function* checkName({ cluster, name, locateName }: MeshIdentity): Generator<Observation> {
  const isSound = typeof name === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name)
  if (isSound && name !== 'default') return
  yield {
    message: isSound
      ? `"default" (mesh name of ${cluster}) is what Cilium calls a cluster that joins no mesh`
      : `${JSON.stringify(name)} (mesh name of ${cluster}) is not 1 to 32 of a-z, 0-9 and -, beginning and ending with a letter or digit`,
    location: locateName(),
    hint: `Write the name of the cluster: ${cluster}.`,
    cluster,
  }
}

function* checkId(
  identity: MeshIdentity,
  { fleet, ledger, networks }: Snapshot,
): Generator<Observation> {
  const { cluster, id, locateId } = identity
  const most = sizeOf(identity, fleet)
  const claim = findId(ledger, meshName, ownerOf.cluster(cluster))
  const hint = claim
    ? `Write ${claim.id}, the id that fleet/addresses.yaml gives to ${cluster}.`
    : `Write a number between 1 and ${most} that no other cluster has.`
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > most) {
    const message = `${JSON.stringify(id)} (mesh id of ${cluster}) is not a whole number between 1 and ${most}`
    yield { message, location: locateId(), hint, cluster }
  } else if (claim && claim.id !== id) {
    const place = claim.location ?? startOf(ledgerPath)
    yield {
      message: `mesh id ${id} of ${cluster} is not ${claim.id}, which the ledger gives to it`,
      location: locateId(),
      related: [{ ...place, message: `${claim.id} (mesh id of ${cluster})` }],
      hint,
      cluster,
    }
  } else if (clashesWithEni(id) && networks.clusters.get(cluster)?.tools.has('eni')) {
    yield {
      message: `mesh id ${id} of ${cluster} is one that Cilium refuses where pods have addresses of network interfaces: 128 to 255 and 384 to 511 lose traffic there`,
      location: locateId(),
      hint: `Set spec.network.mesh.lowIds, and give ${cluster} an id from 1 to 127 in fleet/addresses.yaml and here, before it has workloads.`,
      cluster,
    }
  }
}

/** What the fleet says of its clusters; others have what their values say. */
function sizeOf({ cluster, size }: MeshIdentity, { network, clusters }: Fleet): number {
  const isKnown = clusters.some(({ name }) => name === cluster)
  const stated = isKnown ? undefined : size?.value
  return stated === 511 ? 511 : (network.mesh?.maxConnectedClusters ?? 255)
}

/** All members have to agree: it decides how many bits of an identity are the cluster's. */
function* checkSize(identity: MeshIdentity, { fleet }: Snapshot): Generator<Observation> {
  const { cluster, size } = identity
  const most = sizeOf(identity, fleet)
  if (!size || size.value === most) return
  yield {
    message: `maxConnectedClusters of ${cluster} is ${JSON.stringify(size.value)}, and that of its mesh is ${most}`,
    location: size.locate(),
    hint: `Write ${most}: all members of a mesh have the same, and a live mesh cannot change it.`,
    cluster,
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
