import { basename } from 'node:path'
import { temporaryPath } from './check-path.ts'
import { attempt } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { isJournal } from './provenance-store.ts'
import { removeTree } from './remove-tree.ts'

/** Removes what unfinished runs left, and says whether there was anything. */
export function sweepLeftovers(held: HeldDirectories): boolean {
  return attempt(temporaryPath, () => {
    if (!held.has('.bulkhead')) return false
    const leftovers = held.list('.bulkhead').filter(({ name }) => isLeftover(name))
    for (const { name } of leftovers) removeTree(held, `.bulkhead/${name}`)
    return leftovers.length > 0
  })
}

function isLeftover(name: string): boolean {
  return name === basename(temporaryPath) || isJournal(`.bulkhead/${name}`)
}
