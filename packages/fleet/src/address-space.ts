import type { AddressSpace } from '@bulkhead/ipam'
import type { Fleet } from './fleet.ts'

/** The one mesh that joins all clusters of a fleet. */
export const meshName = 'default'

/** The one range of ASNs of a fleet. */
export const asnName = 'default'

/** What a fleet's addresses and ids are taken from. Cilium reserves id 0. */
export function addressSpace({ network }: Fleet): AddressSpace {
  const { pools, mesh, asns } = network
  return {
    pools,
    meshes: mesh
      ? [
          {
            name: meshName,
            min: 1,
            max: mesh.maxConnectedClusters,
            ...(mesh.lowIds && { refused: hasBit7 }),
          },
        ]
      : [],
    asns: asns ? [{ name: asnName, ...asns }] : [],
  }
}

/**
 * Ids that Cilium refuses in ENI and Alibaba Cloud mode and where it is chained to the AWS CNI: bit
 * 7 of the id is used there (cilium, `ValidateBuggyClusterID`; issue 21330).
 */
function hasBit7(id: number): boolean {
  return (id & 0x80) !== 0
}
