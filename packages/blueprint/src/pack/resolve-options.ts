import { didYouMean, throwIfAny, type Problem } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import type { Pack } from './pack.ts'

export type Options = Readonly<Record<string, unknown>>

/**
 * The options of each pack: those of the fleet over the defaults of the pack's own schema.
 *
 * @throws FleetError with every option that the pack's schema refuses
 */
export async function resolveOptions(
  packs: readonly Pack[],
  fleet: Fleet,
  sources: FleetSources,
): Promise<ReadonlyMap<string, Options>> {
  const resolved = new Map<string, Options>()
  const problems: Problem[] = []
  for (const { name, spec } of packs) {
    const given = fleet.options[name]
    const schema: OptionsSchema = { type: 'object', additionalProperties: false, ...spec.options }
    if (given) problems.push(...(await checkOptions(name, schema, given, fleet, sources)))
    resolved.set(name, { ...defaultsOf(schema), ...given })
  }
  throwIfAny(problems)
  return resolved
}

interface OptionsSchema {
  readonly type?: unknown
  readonly additionalProperties?: unknown
  readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>
}

function defaultsOf({ properties = {} }: OptionsSchema): Options {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      property.default === undefined ? [] : [[name, property.default]],
    ),
  )
}

async function checkOptions(
  pack: string,
  schema: OptionsSchema,
  given: Options,
  fleet: Fleet,
  sources: FleetSources,
): Promise<Problem[]> {
  // The schema of a user's pack is known only now, so this one is compiled here; loading the
  // compiler takes as long as the rest of a small run, and most fleets give no options.
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const check = new Ajv2020({ allErrors: true, strict: false }).compile(schema)
  if (check(given)) return []
  const known = Object.keys(schema.properties ?? {})
  return (check.errors ?? []).map(({ instancePath, keyword, message, params }) => {
    const path = instancePath.split('/').slice(1)
    const unknown = keyword === 'additionalProperties' ? String(params['additionalProperty']) : ''
    const location = sources.locate('Fleet', fleet.name, ['spec', 'options', pack, ...path])
    return {
      code: 'SPEC_OPTION',
      message: unknown
        ? `the pack "${pack}" has no option "${unknown}"${didYouMean(unknown, known)}`
        : `the option ${[pack, ...path].join('.')} ${message ?? 'is not valid'}`,
      ...(location && { location }),
      hint: known.length > 0 ? `Its options are ${known.join(', ')}.` : 'It takes no options.',
    }
  })
}
