import { didYouMean, type Budget, type Problem } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import type { Pack } from './pack.ts'

/**
 * What the schema of a pack refuses in the options that a fleet gives it. Patterns are Go's, those of
 * RE2, which take time linear in the text; references, and what else would make the check of a value
 * longer than the schema and the value are, are refused.
 *
 * @param schema of the pack, with what we add to it
 * @throws FleetError `LIMIT_EXCEEDED`
 */
export async function checkOptions(
  { name: pack, source }: Pack,
  schema: OptionsSchema,
  given: unknown,
  { fleet, sources, budget }: OptionsContext,
): Promise<readonly Problem[]> {
  const inSchema = ['spec', 'options']
  const at = (path: readonly (string | number)[]) =>
    sources.locate('Fleet', fleet.name, ['spec', 'options', pack, ...path])
  budget.hold('pack-schema', countValues(schema), () => source.locate(inSchema))
  budget.hold('pack-options', countValues(given), () => at([]))
  const refused = findRefused(schema, [])
  if (refused) {
    return [
      {
        code: 'PACK_OPTIONS',
        message: `${JSON.stringify(refused.at(-1))} has no place in the schema of a pack's options`,
        location: source.locate([...inSchema, ...refused]),
        hint: 'Write out what it stands for.',
      },
    ]
  }
  // The schema of a user's pack is known only now, so this one is compiled here; loading the
  // compiler takes as long as the rest of a small run, and most fleets give no options.
  const [{ Ajv2020 }, { linearRegExp }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('./linear-reg-exp.ts'),
  ])
  const code = { regExp: linearRegExp }
  let check
  try {
    check = new Ajv2020({ allErrors: true, strict: false, logger: false, code }).compile(schema)
  } catch (error) {
    return [
      {
        code: 'PACK_OPTIONS',
        message: `this is no JSON Schema for options: ${error instanceof Error ? firstLine(error) : ''}`,
        location: source.locate(inSchema),
        hint: 'Correct the schema; https://json-schema.org/draft/2020-12 describes it.',
      },
    ]
  }
  if (check(given)) return []
  const known = Object.keys(propertiesOf(schema))
  return (check.errors ?? []).map(({ instancePath, keyword, message, params }) => {
    const path = instancePath.split('/').slice(1)
    const unknown = keyword === 'additionalProperties' ? String(params['additionalProperty']) : ''
    const location = at(path)
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

export interface OptionsContext {
  readonly fleet: Fleet
  readonly sources: FleetSources
  readonly budget: Budget
}

export type OptionsSchema = Readonly<Record<string, unknown>>

/** The schemas of the options by name; nothing where the schema says none. */
export function propertiesOf(schema: OptionsSchema): Readonly<Record<string, unknown>> {
  const { properties } = schema
  return isMapping(properties) ? properties : {}
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keywords that lead elsewhere, or that take time beyond the size of what is checked. */
const refusedKeywords: ReadonlySet<string> = new Set([
  '$async',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$anchor',
  '$id',
  '$schema',
  '$vocabulary',
])

/** Where values stand, which may be called as keywords are. */
const valueKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples'])

function findRefused(
  value: unknown,
  path: readonly (string | number)[],
): readonly (string | number)[] | undefined {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      const found = findRefused(item, [...path, i])
      if (found) return found
    }
    return undefined
  }
  if (!isMapping(value)) return undefined
  const names = path.at(-1) === 'properties' || path.at(-1) === 'patternProperties'
  for (const [key, item] of Object.entries(value)) {
    const here = [...path, key]
    if (!names && refusedKeywords.has(key)) return here
    if (!names && valueKeywords.has(key)) continue
    const found = findRefused(item, here)
    if (found) return found
  }
  return undefined
}

/** How many values there are in a value; long texts count as several. */
function countValues(value: unknown): number {
  let count = 0
  const open: unknown[] = [value]
  while (open.length > 0) {
    const item = open.pop()
    count++
    if (typeof item === 'string') count += Math.floor(item.length / 1000)
    else if (typeof item === 'object' && item !== null) {
      for (const [key, inner] of Object.entries(item)) {
        count += Math.floor(key.length / 1000)
        open.push(inner)
      }
    }
  }
  return count
}

function firstLine({ message }: Error): string {
  return (message.split('\n')[0] ?? '').slice(0, 200)
}
