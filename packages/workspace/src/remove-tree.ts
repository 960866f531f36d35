import { lstatSync, rmdirSync, unlinkSync } from 'node:fs'
import type { HeldDirectories } from './held-directories.ts'

/** Removes a file, a link or a directory with all that is in it; nothing where nothing is. */
export function removeTree(held: HeldDirectories, path: string): void {
  const isDirectory = held.within(path, way => {
    const stat = lstatSync(way, { throwIfNoEntry: false })
    if (stat && !stat.isDirectory()) unlinkSync(way)
    return stat?.isDirectory() ?? false
  })
  if (!isDirectory) return
  for (const { name } of held.list(path)) removeTree(held, `${path}/${name}`)
  held.release(path)
  held.within(path, way => rmdirSync(way))
}
