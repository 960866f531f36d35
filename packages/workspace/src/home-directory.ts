import { homedir } from 'node:os'

/**
 * The home directory of the user; undefined where none is known, as in a container that runs as a
 * user whom the system has no entry for, without `HOME`.
 */
export function homeDirectory(): string | undefined {
  try {
    return homedir() || undefined
  } catch {
    return undefined
  }
}
