import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Files by path. */
export type Tree = Readonly<Record<string, string>>

/** Every file below a directory, by path and sorted, with its text. Git's own are left out. */
export function readTree(dir: string): Tree {
  const tree: Record<string, string> = {}
  const walk = (prefix: string) => {
    for (const entry of readdirSync(join(dir, prefix), { withFileTypes: true })) {
      const path = prefix + entry.name
      if (path === '.git') continue
      if (entry.isDirectory()) walk(`${path}/`)
      else tree[path] = readFileSync(join(dir, path), 'utf8')
    }
  }
  walk('')
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Writes files by path. */
export function writeTree(dir: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}

/** How one tree became another: `+ path`, `- path` or `~ path` for each file that is not the same. */
export function compareTrees(before: Tree, after: Tree): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap(path => {
    if (before[path] === after[path]) return []
    return [`${before[path] === undefined ? '+' : after[path] === undefined ? '-' : '~'} ${path}`]
  })
}
