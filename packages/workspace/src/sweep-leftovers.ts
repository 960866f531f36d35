import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { temporaryPath } from './check-path.ts'
import { attempt } from './environment-error.ts'
import { isJournal } from './provenance-store.ts'

/** Removes what unfinished runs left, and says whether there was anything. */
export function sweepLeftovers(dir: string): boolean {
  const directory = join(dir, '.bulkhead')
  if (!existsSync(directory)) return false
  return attempt(temporaryPath, () => {
    const leftovers = readdirSync(directory).filter(isLeftover)
    for (const name of leftovers) rmSync(join(directory, name), { recursive: true })
    return leftovers.length > 0
  })
}

function isLeftover(name: string): boolean {
  return name === basename(temporaryPath) || isJournal(`.bulkhead/${name}`)
}
