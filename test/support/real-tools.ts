import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where a program is installed: on the PATH, or where Go puts what it builds. */
export function findTool(name: string): string | undefined {
  const { PATH = '', GOBIN, GOPATH } = process.env
  const directories = [
    ...PATH.split(delimiter),
    ...(GOBIN === undefined ? [] : [GOBIN]),
    ...(GOPATH ?? '').split(delimiter).map(path => path && join(path, 'bin')),
    join(homedir(), 'go', 'bin'),
  ]
  return directories
    .filter(Boolean)
    .map(directory => join(directory, name))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
