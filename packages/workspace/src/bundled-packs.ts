/**
 * The files of our own packs where they are part of the program: path below `templates/` → text. The
 * build of the package puts them here; in a checkout there are none, and they are read.
 */
export function bundledPacks(): ReadonlyMap<string, string> | undefined {
  return undefined
}
