import { throwIfAny, type Budget } from '@bulkhead/diagnostics'
import { loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import { readDisk, readSpecFiles } from '@bulkhead/workspace'

/** The fleet of a repository as it stands. @throws FleetError with everything wrong with its spec */
export function readFleet(dir: string, budget?: Budget): LoadedFleet {
  const { loaded, problems } = loadFleet(readSpecFiles(readDisk(dir, 'fleet', budget)))
  throwIfAny(problems)
  if (!loaded) throw new Error('loadFleet gives a fleet or problems')
  return loaded
}
