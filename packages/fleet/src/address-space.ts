import type { AddressSpace } from '@bulkhead/ipam'
import type { Fleet } from './fleet.ts'

/** The one mesh that joins all clusters of a fleet. */
export const meshName = 'default'

/** What a fleet's addresses and ids are taken from. Cilium reserves id 0. */
export function addressSpace({ network }: Fleet): AddressSpace {
  return {
    pools: network.pools,
    meshes: network.mesh
      ? [{ name: meshName, min: 1, max: network.mesh.maxConnectedClusters }]
      : [],
  }
}
