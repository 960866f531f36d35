import { didYouMean, type Problem } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from './parse.ts'

/** What a JSON Schema validator says about one place, as Ajv reports it. */
export interface SchemaFault {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  readonly params: Readonly<Record<string, unknown>>
}

/** As much of a JSON Schema as is needed to name the alternatives. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly type?: string
}

/**
 * What a JSON Schema validator found, said in sentences and at places in the user's file.
 *
 * @param schema the schema of the value at `base`
 * @param base where in the document the checked value stands
 */
export function explainSchemaFaults(
  schema: SchemaNode,
  source: YamlDocument,
  faults: readonly SchemaFault[],
  base: YamlPath = [],
): Problem[] {
  // A union reports each branch and then itself; only the last says what a person can use.
  const unions = new Set(faults.filter(f => f.keyword === 'anyOf').map(f => f.instancePath))
  return faults
    .filter(fault => fault.keyword === 'anyOf' || !unions.has(fault.instancePath))
    .map(fault => explain(schema, source, base, fault))
}

function explain(
  schema: SchemaNode,
  source: YamlDocument,
  base: YamlPath,
  fault: SchemaFault,
): Problem {
  const inner = pathOf(fault.instancePath)
  const path = [...base, ...inner]
  const value = valueAt(source.value, path)
  const field = nameOf(path)
  const at = source.locate(path)
  switch (fault.keyword) {
    case 'additionalProperties': {
      const unknown = String(fault.params['additionalProperty'])
      const known = Object.keys(schemaAt(schema, inner)?.properties ?? {})
      return {
        code: 'SPEC_UNKNOWN_FIELD',
        message: `unknown field "${unknown}"${didYouMean(unknown, known)}`,
        location: source.locateKey([...path, unknown]),
        hint: `Fields here: ${known.join(', ')}.`,
      }
    }
    case 'required':
      return {
        code: 'SPEC_MISSING_FIELD',
        message: `${field} needs the field "${String(fault.params['missingProperty'])}"`,
        location: path.length > 0 ? source.locateKey(path) : at,
        hint: 'Add it; `bulkhead schema` describes every field.',
      }
    case 'type':
      return {
        code: 'SPEC_TYPE',
        message: `${field} must be ${withArticle(String(fault.params['type']))}, and ${quote(value)} is ${withArticle(typeOf(value))}`,
        location: at,
        hint: 'Correct the value.',
      }
    case 'enum':
    case 'anyOf': {
      const node = schemaAt(schema, inner)
      const choices = (node?.enum ?? node?.anyOf?.map(choiceIn) ?? []).map(String)
      return {
        code: 'SPEC_CHOICE',
        message: `${field} is ${quote(value)}${typeof value === 'string' ? didYouMean(value, choices) : ''}`,
        location: at,
        hint: `Use one of ${choices.join(', ')}.`,
      }
    }
    default:
      return {
        code: 'SPEC_VALUE',
        message: `${field} ${fault.message ?? 'is not valid'}, and it is ${quote(value)}`,
        location: at,
        hint: 'Correct the value.',
      }
  }
}

/** What a branch of a union allows: one value, or all of a type. */
function choiceIn({ const: value, type }: SchemaNode): unknown {
  return value ?? (type === 'array' ? 'a list' : type && withArticle(type))
}

function schemaAt(schema: SchemaNode, path: YamlPath): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema
  for (const step of path) {
    node =
      typeof step === 'number'
        ? node?.items
        : (node?.properties?.[step] ?? Object.values(node?.patternProperties ?? {})[0])
  }
  return node
}

function pathOf(instancePath: string): YamlPath {
  return instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step))
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (node, step) => (node as Record<string | number, unknown> | null | undefined)?.[step],
    value,
  )
}

function nameOf(path: YamlPath): string {
  if (path.length === 0) return 'the document'
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i > 0 ? `.${step}` : step))
    .join('')
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function withArticle(type: string): string {
  if (type === 'null') return 'empty'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
