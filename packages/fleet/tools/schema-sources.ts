import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { apiVersion } from '../src/spec/document.ts'
import { fleetDocument } from '../src/spec/fleet-spec.ts'
import { kinds } from '../src/spec/kinds.ts'
import { regionDocument } from '../src/spec/region-spec.ts'
import { teamDocument } from '../src/spec/team-spec.ts'
import { workloadDocument } from '../src/spec/workload-spec.ts'

const documents = {
  Fleet: fleetDocument,
  Region: regionDocument,
  Workload: workloadDocument,
  Team: teamDocument,
}

/**
 * The files that follow from `src/spec`: the JSON Schema that editors use, and a validator
 * compiled from it, so that no command pays for compiling a schema.
 *
 * @returns path inside the package → text
 */
export async function generateSchema(): Promise<ReadonlyMap<string, string>> {
  const definitions = JSON.parse(JSON.stringify(documents)) as Record<string, object>
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://${apiVersion}/fleet.schema.json`,
    title: 'Bulkhead fleet spec',
    oneOf: kinds.map(kind => ({ $ref: `#/$defs/${kind}` })),
    $defs: definitions,
  }
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    code: { source: true, esm: true, lines: true },
  })
  for (const kind of kinds) ajv.addSchema(definitions[kind] ?? {}, kind)
  const code = standaloneCode.default(ajv, Object.fromEntries(kinds.map(kind => [kind, kind])))
  return new Map([
    ['src/schema/fleet.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['src/schema/validate.generated.js', `// Generated from src/spec by \`npm run schema\`.\n${code}`],
  ])
}
