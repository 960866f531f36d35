import { FleetError, type Budget } from '@bulkhead/diagnostics'
import { ownerOf, type RangeInUse } from '@bulkhead/fleet'
import { roles, type Cidr, type Role } from '@bulkhead/ipam'
import { Snapshot } from '@bulkhead/validator'
import { readDisk } from '@bulkhead/workspace'

/**
 * The ranges that the manifests below a directory say are in use, with the cluster or region of
 * this fleet whose they are.
 *
 * @param dir the repository of the fleet
 * @param tree the directory with the manifests; it may be the same
 * @throws FleetError when the spec cannot be read, or there are no ranges
 */
export function readManifestRanges(
  dir: string,
  tree: string,
  budget: Budget,
): readonly RangeInUse[] {
  const [fleet, files] = [readDisk(dir, 'fleet', budget), readDisk(tree, undefined, budget)]
  const manifests = files.paths.filter(path => !/^(?:fleet|\.bulkhead)\//.test(path))
  const inFleet = new Set(fleet.paths)
  const { ranges } = new Snapshot({
    paths: [...fleet.paths, ...manifests],
    read: path => (inFleet.has(path) ? fleet.read(path) : files.read(path)),
  })
  const stated = ranges.flatMap(({ role, cidr, cluster, region, source, file }) =>
    cidr && source === 'manifest' && isRole(role)
      ? [rangeOf({ role, cidr, cluster, region, file })]
      : [],
  )
  if (stated.length > 0) return stated
  throw new FleetError({
    code: 'IMPORT_EMPTY',
    message: `no manifest below ${tree} says which ranges a cluster uses`,
    hint: 'Name a directory with manifests of Cluster API, kind, EKS, GKE or AKS, or values of Cilium.',
  })
}

interface Stated {
  readonly role: Role
  readonly cidr: Cidr
  readonly cluster: string | undefined
  readonly region: string | undefined
  readonly file: string
}

/** What machines share is the region's, what else a cluster has is its own. */
function rangeOf({ role, cidr, cluster, region, file }: Stated): RangeInUse {
  const owner =
    role === 'vpc' && region !== undefined
      ? ownerOf.region(region)
      : cluster === undefined || role === 'subnet'
        ? undefined
        : ownerOf.cluster(cluster)
  const whose = cluster ?? region
  const reason = `${role} range${whose === undefined ? '' : ` of ${whose}`}, in ${file}`
  return { cidr, role, reason, ...(owner !== undefined && { owner }) }
}

function isRole(role: string): role is Role {
  return (roles as readonly string[]).includes(role)
}
