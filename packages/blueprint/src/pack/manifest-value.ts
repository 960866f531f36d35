import { FleetError } from '@bulkhead/diagnostics'
import { loadYaml } from '@bulkhead/yaml'
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
