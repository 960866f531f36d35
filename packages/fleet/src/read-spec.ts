import { didYouMean, type Problem } from '@bulkhead/diagnostics'
import { explainSchemaFaults, parseYaml, type SchemaNode, type YamlDocument } from '@bulkhead/yaml'
import schema from './schema/fleet.schema.json' with { type: 'json' }
import { Fleet, ImportedRanges, Region, Team, Workload } from './schema/validate.generated.js'
import { apiVersion } from './spec/api-version.ts'
import { kinds, type Documents, type Kind } from './spec/kinds.ts'

/** A document whose shape has been checked, with the places of its nodes. */
export interface SpecDocument<K extends Kind> {
  readonly kind: K
  readonly value: Documents[K]
  readonly source: YamlDocument
}

/** Every well-formed document under `fleet/`, in the order of file names. */
export type Spec = { readonly [K in Kind]: readonly SpecDocument<K>[] }

/** The one machine-written file under `fleet/`; read by the address planner. */
export const ledgerPath = 'fleet/addresses.yaml'

/**
 * Reads the documents that people write: every `*.yaml` under `fleet/`, except the address ledger
 * and the packs. The kind decides, not the file name.
 *
 * @param files repository path → text
 * @returns the documents whose shape is right, and a problem for everything that is not
 */
export function readSpec(files: ReadonlyMap<string, string>): {
  spec: Spec
  problems: readonly Problem[]
} {
  const spec = { Fleet: [], Region: [], Workload: [], Team: [], ImportedRanges: [] } as {
    [K in Kind]: SpecDocument<K>[]
  }
  const problems: Problem[] = []
  for (const path of [...files.keys()].filter(isSpecFile).sort()) {
    const parsed = parseYaml(files.get(path) ?? '', path)
    problems.push(...parsed.problems)
    for (const source of parsed.documents) {
      const kind = kindOf(source, problems)
      if (kind) read(kind, source)
    }
  }
  return { spec, problems }

  function read<K extends Kind>(kind: K, source: YamlDocument): void {
    const shape = schema.$defs[kind] as SchemaNode
    const check = validators[kind] as (typeof validators)['Fleet']
    if (check(source.value)) {
      const documents = spec[kind] as SpecDocument<Kind>[]
      documents.push({ kind, value: source.value, source })
    } else problems.push(...explainSchemaFaults(shape, source, check.errors ?? []))
  }
}

const validators = { Fleet, Region, Workload, Team, ImportedRanges }

function isSpecFile(path: string): boolean {
  return (
    path.startsWith('fleet/') &&
    /\.ya?ml$/.test(path) &&
    path !== ledgerPath &&
    !path.startsWith('fleet/packs/')
  )
}

function kindOf(source: YamlDocument, problems: Problem[]): Kind | undefined {
  const value = source.value as { apiVersion?: unknown; kind?: unknown } | null
  const kind = typeof value === 'object' ? value?.kind : undefined
  if (value?.apiVersion !== apiVersion) {
    problems.push({
      code: 'SPEC_API_VERSION',
      message:
        value?.apiVersion === undefined
          ? 'a document under fleet/ begins with apiVersion and kind, and this one has no apiVersion'
          : `unknown apiVersion ${JSON.stringify(value.apiVersion)}`,
      location: source.locate(['apiVersion']),
      hint: `Write \`apiVersion: ${apiVersion}\`, or keep other files outside fleet/.`,
    })
    return undefined
  }
  const known = kinds.find(candidate => candidate === kind)
  if (!known) {
    problems.push({
      code: 'SPEC_KIND',
      message:
        kind === undefined
          ? 'a document under fleet/ begins with apiVersion and kind, and this one has no kind'
          : `unknown kind ${JSON.stringify(kind)}${typeof kind === 'string' ? didYouMean(kind, kinds) : ''}`,
      location: source.locate(['kind']),
      hint: `Use one of ${kinds.join(', ')}.`,
    })
  }
  return known
}
