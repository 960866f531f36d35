import { loadYaml, parseYaml, type ParsedYaml, type YamlDocument } from '@bulkhead/yaml'
import { FleetError } from '@bulkhead/diagnostics'
import { parsedManifests } from './parsed-manifests.ts'

/** What a `pack.yaml` says, unchecked; nothing where it is not YAML, which `readPacks` reports. */
export function manifestValue(text: string): unknown {
  if (parsedManifests.has(text)) return parsedManifests.get(text)
  try {
    return loadYaml(text, 'pack.yaml')[0]
  } catch (error) {
    if (error instanceof FleetError) return undefined
    throw error
  }
}

/** What `parseYaml` says of a `pack.yaml`; one of ours is only parsed again for the place of a fault. */
export function parseManifest(text: string, file: string): ParsedYaml {
  if (!parsedManifests.has(text)) return parseYaml(text, file)
  let parsed: YamlDocument | undefined
  const located = () => {
    parsed ??= parseYaml(text, file).documents[0]
    if (!parsed) throw new Error(`${file} is not what was parsed when the package was built`)
    return parsed
  }
  const document: YamlDocument = {
    file,
    index: 0,
    value: parsedManifests.get(text),
    locate: path => located().locate(path),
    locateKey: path => located().locateKey(path),
  }
  return { documents: [document], problems: [] }
}
