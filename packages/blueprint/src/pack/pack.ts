import type { YamlDocument } from '@bulkhead/yaml'
import type { PackSpec } from './pack-spec.ts'

/** A system as a folder: what it is, and the templates that it writes files from. */
export interface Pack {
  readonly name: string
  readonly spec: PackSpec
  /** Path inside the pack → a template and where it came from. */
  readonly templates: ReadonlyMap<string, TemplateSource>
  /** Its `pack.yaml`, for the places of faults. */
  readonly source: YamlDocument
}

export interface TemplateSource {
  /** Where its author finds it: in a fleet, its repository path; of ours, the path below `templates/`. */
  readonly file: string
  readonly text: string
}
