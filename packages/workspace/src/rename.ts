import { renameSync } from 'node:fs'
import type { HeldDirectories } from './held-directories.ts'

/** Renames one path of the repository to another. */
export function rename(held: HeldDirectories, from: string, to: string): void {
  held.within(from, wayFrom => held.within(to, wayTo => renameSync(wayFrom, wayTo)))
}
