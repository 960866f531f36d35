import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes files by path. */
export function writeTree(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
}

/** Everything below a directory: files with their text, directories with `/`. */
export function readTree(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).map(entry => {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(dir.length + 1)
    return entry.isFile() ? [name, readFileSync(path, 'utf8')] : [`${name}/`, '']
  })
  return Object.fromEntries(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
