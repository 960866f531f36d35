import { didYouMean, type Problem } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { Kind } from '../spec/kinds.ts'
import schema from './fleet.schema.json' with { type: 'json' }
import type { SchemaFault } from './validate.generated.js'

/** What a JSON Schema validator found, said in sentences and at places in the user's file. */
export function explainSchemaFaults(
  kind: Kind,
  source: YamlDocument,
  faults: readonly SchemaFault[],
): Problem[] {
  // A union reports each branch and then itself; only the last says what a person can use.
  const unions = new Set(faults.filter(f => f.keyword === 'anyOf').map(f => f.instancePath))
  return faults
    .filter(fault => fault.keyword === 'anyOf' || !unions.has(fault.instancePath))
    .map(fault => explain(kind, source, fault))
}

function explain(kind: Kind, source: YamlDocument, fault: SchemaFault): Problem {
  const path = pathOf(fault.instancePath)
  const value = valueAt(source.value, path)
  const field = nameOf(path)
  const at = source.locate(path)
  switch (fault.keyword) {
    case 'additionalProperties': {
      const unknown = String(fault.params['additionalProperty'])
      const known = Object.keys(schemaAt(kind, path)?.properties ?? {})
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
    case 'anyOf': {
      const choices = (schemaAt(kind, path)?.anyOf ?? []).map(branch => String(branch.const))
      return {
        code: 'SPEC_CHOICE',
        message: `${field} is ${quote(value)}${didYouMean(String(value), choices)}`,
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

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly const?: unknown
}

function schemaAt(kind: Kind, path: YamlPath): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema.$defs[kind] as SchemaNode
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
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i > 0 ? `.${step}` : step)).join('')
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
