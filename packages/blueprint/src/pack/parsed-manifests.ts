/**
 * The `pack.yaml` of each of our packs as it was read when the package was built, by its text. Empty
 * in a checkout; the package build puts a module with all of them in the place of this one.
 */
export const parsedManifests: ReadonlyMap<string, unknown> = new Map()
