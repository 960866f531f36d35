import type { Cluster } from './fleet.ts'

/** Whether a placement selects a cluster; what it leaves open selects all. */
export function isPlaced(
  placement: {
    readonly environments?: readonly string[] | undefined
    readonly regions?: readonly string[] | undefined
  },
  { environment, region }: Cluster,
): boolean {
  return (
    (placement.environments?.includes(environment.name) ?? true) &&
    (placement.regions?.includes(region.name) ?? true)
  )
}
