import { existsSync, lstatSync, readFileSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The part of a path that somebody other than the user and root can change, so that something else
 * can come to be there; undefined where there is none. Loads nothing: the program starts with it.
 *
 * A directory that all may write to, as the one for temporary files, is safe on the way if nobody
 * may take from it what another put there (the sticky bit), and never as the last directory.
 *
 * @param path absolute, without links (as `realpathSync` gives it); a file or a directory
 */
export function exposedPart(path: string): string | undefined {
  // Windows has other rights; there what lies below a user's own directory is the user's.
  const user = process.geteuid?.()
  if (user === undefined) return undefined
  for (let part = path, isLast = true; ; part = dirname(part)) {
    const stat = lstatSync(part, { throwIfNoEntry: false })
    if (!stat || !isSafe(stat, user, isLast)) return part
    if (stat.isDirectory()) isLast = false
    if (dirname(part) === part) return undefined
  }
}

/** Whether a path lies in a repository: what lies there can have been committed. */
export function isInCheckout(path: string): boolean {
  for (let part = path; ; part = dirname(part)) {
    if (existsSync(join(part, '.git'))) return true
    if (dirname(part) === part) return false
  }
}

const stickyBit = 0o1000

function isSafe(stat: Stats, user: number, isLast: boolean): boolean {
  if (!stat.isDirectory() && !stat.isFile()) return false
  if (stat.uid !== user && stat.uid !== 0) return false
  if (stat.isDirectory() && !isLast && (stat.mode & stickyBit) !== 0) return true
  if ((stat.mode & 0o002) !== 0) return false
  return (stat.mode & 0o020) === 0 || isGroupOf(stat.gid, user)
}

/** Whether a group has nobody but a user and root: many systems give each user such a group. */
function isGroupOf(gid: number, user: number): boolean {
  if (gid === 0) return true
  try {
    const users = readTable('/etc/passwd')
    const groups = readTable('/etc/group').filter(([, , id]) => Number(id) === gid)
    if (groups.length === 0) return false
    const members = groups.flatMap(([, , , names = '']) => names.split(',').filter(Boolean))
    const ids = [
      ...users.filter(([, , , group]) => Number(group) === gid).map(([, , id]) => id),
      ...members.map(member => users.find(([name]) => name === member)?.[2]),
    ]
    return ids.every(id => id !== undefined && (Number(id) === user || Number(id) === 0))
  } catch {
    return false
  }
}

function readTable(path: string): readonly (readonly string[])[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(':'))
}
