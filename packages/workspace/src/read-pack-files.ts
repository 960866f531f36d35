import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledPacks } from './bundled-packs.ts'

/** The files of our own packs: path below `templates/` → text. */
export function readPackFiles(): ReadonlyMap<string, string> {
  return bundledPacks() ?? readTemplates(() => true)
}

/**
 * The same for whom only `pack.yaml` matters: what packs deliver, and where. The text of other files
 * may be empty.
 */
export function readPackManifests(): ReadonlyMap<string, string> {
  return bundledPacks() ?? readTemplates(path => path.endsWith('/pack.yaml'))
}

function readTemplates(isRead: (path: string) => boolean): ReadonlyMap<string, string> {
  const root = templatesDirectory()
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [path.slice(root.length + 1).replaceAll(sep, '/'), path] as const)
      .map(([name, path]) => [name, isRead(name) ? readTemplate(path) : '']),
  )
}

function readTemplate(path: string): string {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
}

/** In a checkout, at its root. */
function templatesDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'templates', 'workload', 'pack.yaml'))) {
    const parent = dirname(directory)
    if (parent === directory) throw new Error('the templates that belong to bulkhead are missing')
    directory = parent
  }
  return join(directory, 'templates')
}
