import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '@bulkhead/blueprint'

/**
 * What tells this program from any other version of it: in the package the version and the file,
 * in a checkout every source.
 */
export function programStamp(): string {
  const here = fileURLToPath(import.meta.url)
  const files = here.endsWith('.ts') ? sourcesAbove(here) : [here]
  const stamps = files.map(file => {
    const { size, mtimeMs } = statSync(file)
    return `${file} ${size} ${mtimeMs}`
  })
  return [version, ...stamps].join('\n')
}

function sourcesAbove(here: string): readonly string[] {
  const packages = join(here, '../../..')
  return globSync('*/src/**/*.{ts,js,json}', { cwd: packages })
    .sort()
    .map(file => join(packages, file))
}
