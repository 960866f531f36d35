import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { commandsHelp } from './commands-help.ts'
import { readPage, root } from './pages.ts'
import { limitTable } from './limit-table.ts'
import { fieldTable } from './schema-tables.ts'

const fleetSchema = 'packages/fleet/src/schema/fleet.schema.json'
const packSchema = 'packages/blueprint/src/schema/pack.schema.json'

/** What stands between `<!-- generated: NAME -->` and `<!-- /generated -->`, by page and name. */
const parts: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'docs/spec.md': {
    Fleet: () => fieldTable(fleetSchema, 'Fleet'),
    Region: () => fieldTable(fleetSchema, 'Region'),
    Workload: () => fieldTable(fleetSchema, 'Workload'),
    Team: () => fieldTable(fleetSchema, 'Team'),
    ImportedRanges: () => fieldTable(fleetSchema, 'ImportedRanges'),
  },
  'docs/packs.md': { Pack: () => fieldTable(packSchema, 'Pack') },
  'docs/commands.md': { help: commandsHelp },
  'docs/security.md': { limits: limitTable },
}

/** The pages that have generated parts, as they should be: repository path → text. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const pages = Object.entries(parts).map(async ([path, byName]) => {
    let text = readPage(path)
    for (const [name, write] of Object.entries(byName)) text = fill(text, name, await write())
    const options = await resolveConfig(join(root, path))
    return [path, await format(text, { ...options, parser: 'markdown' })] as const
  })
  return new Map(await Promise.all(pages))
}

function fill(text: string, name: string, content: string): string {
  const begin = `<!-- generated: ${name} -->\n`
  const start = text.indexOf(begin)
  const end = text.indexOf('<!-- /generated -->', start)
  if (start === -1 || end === -1) throw new Error(`no place for the generated part "${name}"`)
  return `${text.slice(0, start + begin.length)}\n${content}\n\n${text.slice(end)}`
}
