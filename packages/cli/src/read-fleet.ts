import { throwIfAny } from '@bulkhead/diagnostics'
import { loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import { readDisk } from '@bulkhead/workspace'

/** The fleet of a repository as it stands. @throws FleetError with everything wrong with its spec */
export function readFleet(dir: string): LoadedFleet {
  const disk = readDisk(dir, 'fleet')
  const files = new Map(disk.paths.map(path => [path, disk.read(path) ?? '']))
  const { loaded, problems } = loadFleet(files)
  throwIfAny(problems)
  if (!loaded) throw new Error('loadFleet gives a fleet or problems')
  return loaded
}
