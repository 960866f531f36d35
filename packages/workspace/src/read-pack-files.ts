import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The files of our own packs: path below `templates/` → text. They lie beside the program, some
 * directories up: in a checkout at its root, in the installed package next to the bundle.
 */
export function readPackFiles(): ReadonlyMap<string, string> {
  const root = templatesDirectory()
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [
        path.slice(root.length + 1).replaceAll(sep, '/'),
        readFileSync(path, 'utf8').replaceAll('\r\n', '\n'),
      ]),
  )
}

/** The `pack.yaml` of one of our packs; nothing where no pack of ours has that name. */
export function readPackManifest(name: string): string | undefined {
  const path = join(templatesDirectory(), name, 'pack.yaml')
  return /^[a-z][a-z0-9-]*$/.test(name) && existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function templatesDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'templates', 'workload', 'pack.yaml'))) {
    const parent = dirname(directory)
    if (parent === directory) throw new Error('the templates that belong to bulkhead are missing')
    directory = parent
  }
  return join(directory, 'templates')
}
