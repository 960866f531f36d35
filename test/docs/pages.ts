import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every page that people read: those at the top, those under docs/, and the README of each folder. */
export function pagePaths(): readonly string[] {
  return [
    ...markdownIn('.'),
    ...markdownIn('docs'),
    ...markdownIn('docs/decisions'),
    ...['generators', 'templates', 'examples'].flatMap(markdownIn),
    ...readdirSync(join(root, 'packages')).flatMap(name => markdownIn(`packages/${name}`)),
  ]
}

export function readPage(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function markdownIn(directory: string): readonly string[] {
  return readdirSync(join(root, directory), { withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => (directory === '.' ? entry.name : `${directory}/${entry.name}`))
    .sort()
}
