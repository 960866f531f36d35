/** The cluster that a file helps to make: `clusters/NAME/` is how the cluster NAME comes to be. */
export function clusterMadeAt(file: string | undefined): string | undefined {
  return /^clusters\/([^/]+)\//.exec(file ?? '')?.[1]
}
