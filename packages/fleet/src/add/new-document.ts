import { FleetError } from '@bulkhead/diagnostics'
import { stringifyYaml } from '@bulkhead/yaml'
import { faultOfName, withArticle } from '../name.ts'
import { apiVersion } from '../spec/api-version.ts'
import type { Kind } from '../spec/kinds.ts'
import type { EditContext, SpecEdit } from './addition.ts'

const directories: Readonly<Record<Kind, string>> = {
  Fleet: 'fleet',
  Region: 'fleet/regions',
  Workload: 'fleet/workloads',
  Team: 'fleet/teams',
  ImportedRanges: 'fleet/imported',
}

/**
 * A new file with one document. Its first line tells an editor where the schema is.
 *
 * @throws FleetError when the name is not legal or taken, before a path is made of it
 */
export function newDocument(
  kind: Kind,
  name: string,
  spec: object,
  { spec: existing, files }: EditContext,
): SpecEdit {
  checkName(kind.toLowerCase(), name)
  const path = kind === 'Fleet' ? 'fleet/fleet.yaml' : `${directories[kind]}/${name}.yaml`
  const taken = existing[kind].find(({ value }) => value.metadata.name === name)
  if (taken || files.has(path)) {
    throw new FleetError({
      code: 'ADD_EXISTS',
      message: `the ${kind.toLowerCase()} "${name}" exists already`,
      ...(taken && { location: taken.source.locate(['metadata', 'name']) }),
      hint: `Edit ${taken?.source.file ?? path}, or choose another name.`,
    })
  }
  const up = '../'.repeat(path.split('/').length - 1)
  const text = stringifyYaml({ apiVersion, kind, metadata: { name }, spec })
  return { path, content: `# yaml-language-server: $schema=${up}.bulkhead/schema.json\n${text}` }
}

/** @throws FleetError when a text cannot name a `kind` */
export function checkName(kind: string, name: string): void {
  const fault = faultOfName(kind, name)
  if (!fault) return
  throw new FleetError({
    code: 'SPEC_NAME',
    message: `"${name}" cannot name ${withArticle(kind)}: ${fault}`,
    hint: 'Use lower-case letters, digits and hyphens, as in eu-west-1.',
  })
}

/** @throws FleetError when a name is taken */
export function checkFree(kind: string, name: string, taken: readonly string[]): void {
  if (!taken.includes(name)) return
  throw new FleetError({
    code: 'ADD_EXISTS',
    message: `the ${kind} "${name}" exists already`,
    hint: 'Edit it in fleet/, or choose another name.',
  })
}
