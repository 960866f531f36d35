/**
 * The home directory of the user; undefined where none is known, as in a container that runs as a
 * user whom the system has no entry for, without `HOME`.
 */
export function homeDirectory(): string | undefined {
  // As `homedir` does, which takes a module of its own to load.
  if (process.platform !== 'win32' && process.env['HOME']) return process.env['HOME']
  try {
    return process.getBuiltinModule('node:os').homedir() || undefined
  } catch {
    return undefined
  }
}
