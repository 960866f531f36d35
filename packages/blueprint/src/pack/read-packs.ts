import { throwIfAny, type Problem } from '@bulkhead/diagnostics'
import { explainSchemaFaults, type SchemaNode } from '@bulkhead/yaml'
import { ownPacksPath } from '../hash-inputs.ts'
import schema from '../schema/pack.schema.json' with { type: 'json' }
import { Pack as checkPack } from '../schema/validate.generated.js'
import { parseManifest } from './manifest-value.ts'
import type { Pack, TemplateSource } from './pack.ts'

/**
 * Reads our packs and a fleet's own. A file in `fleet/packs/<pack>/` takes the place of ours at the
 * same path: a fleet adds a pack, or replaces one template, without a fork.
 *
 * @param ours path below `templates/` → text
 * @param own path below the repository → text, those under `fleet/packs/`
 * @throws FleetError with every fault of every `pack.yaml`
 */
export function readPacks(
  ours: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
): ReadonlyMap<string, Pack> {
  const files = new Map<string, TemplateSource>()
  for (const [path, text] of ours) files.set(path, { file: `templates/${path}`, text })
  for (const [path, text] of own) files.set(path.slice(ownPacksPath.length), { file: path, text })

  const problems: Problem[] = []
  const packs = new Map<string, Pack>()
  for (const [name, templates] of byFolder(files)) {
    const manifest = templates.get('pack.yaml')
    if (manifest) {
      const pack = readPack(name, manifest, templates, problems)
      if (pack) packs.set(name, pack)
    } else {
      const [first] = templates.values()
      problems.push({
        code: 'PACK_MANIFEST',
        message: `the pack "${name}" has no pack.yaml`,
        ...(first && { location: { file: first.file, line: 1, column: 1 } }),
        hint: 'Add a pack.yaml that says which files it writes.',
      })
    }
  }
  throwIfAny(problems)
  return packs
}

function byFolder(
  files: ReadonlyMap<string, TemplateSource>,
): ReadonlyMap<string, Map<string, TemplateSource>> {
  const folders = new Map<string, Map<string, TemplateSource>>()
  for (const path of [...files.keys()].sort()) {
    const slash = path.indexOf('/')
    const source = files.get(path)
    if (slash === -1 || !source) continue // A README beside the packs.
    const folder = path.slice(0, slash)
    folders.set(folder, (folders.get(folder) ?? new Map()).set(path.slice(slash + 1), source))
  }
  return folders
}

function readPack(
  folder: string,
  manifest: TemplateSource,
  templates: ReadonlyMap<string, TemplateSource>,
  problems: Problem[],
): Pack | undefined {
  const parsed = parseManifest(manifest.text, manifest.file)
  problems.push(...parsed.problems)
  const [source] = parsed.documents
  if (!source) return undefined
  const value = source.value
  if (!checkPack(value)) {
    const shape = schema.$defs.Pack as SchemaNode
    problems.push(...explainSchemaFaults(shape, source, checkPack.errors ?? []))
    return undefined
  }
  if (value.metadata.name !== folder) {
    problems.push({
      code: 'PACK_NAME',
      message: `the pack in the folder "${folder}" is named "${value.metadata.name}"`,
      location: source.locate(['metadata', 'name']),
      hint: 'Use the same name for both.',
    })
  }
  return { name: folder, spec: value.spec, templates, source }
}
