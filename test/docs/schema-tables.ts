import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pages.ts'

interface SchemaNode {
  readonly type?: string
  readonly description?: string
  readonly const?: unknown
  readonly anyOf?: readonly SchemaNode[]
  readonly items?: SchemaNode
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>
  readonly minimum?: number
  readonly maximum?: number
}

/** A table of every field of a kind, in the order of its schema. */
export function fieldTable(schemaFile: string, kind: string): string {
  const schema = JSON.parse(readFileSync(join(root, schemaFile), 'utf8')) as {
    readonly $defs: Readonly<Record<string, SchemaNode>>
  }
  const definition = schema.$defs[kind]
  if (!definition) throw new Error(`${schemaFile} has no ${kind}`)
  const rows = [...rowsOf(definition, '')].filter(([field]) => !/^`(apiVersion|kind)`$/.test(field))
  return ['| field | type | default | what |', '| --- | --- | --- | --- |']
    .concat(rows.map(cells => `| ${cells.join(' | ')} |`))
    .join('\n')
}

type Row = readonly [field: string, type: string, fallback: string, what: string]

function* rowsOf(node: SchemaNode, path: string): Generator<Row> {
  for (const [name, member] of Object.entries(node.properties ?? {})) {
    const field = path === '' ? name : `${path}.${name}`
    const required = node.required?.includes(name) ?? false
    const isGroup = required && member.properties !== undefined
    if (!isGroup) yield rowOf(field, member, required)
    yield* rowsOf(member, field)
    if (member.items) yield* rowsOf(member.items, `${field}[]`)
    for (const value of Object.values(member.patternProperties ?? {})) {
      yield* rowsOf(value, `${field}.<name>`)
    }
  }
}

function rowOf(field: string, node: SchemaNode, required: boolean): Row {
  const [what = '', fallback] = (node.description ?? '').split(/(?:^|\s)Default: /)
  const value = required ? '**required**' : (fallback?.replace(/\.$/, '') ?? '')
  return [`\`${field}\``, typeOf(node), value, cell(what)]
}

function typeOf(node: SchemaNode): string {
  if (node.anyOf) return node.anyOf.map(choiceIn).join(', ')
  if (node.items) return `list of ${typeOf(node.items)}`
  if (node.patternProperties) return 'mapping'
  if (node.properties) return 'group'
  if (node.type !== 'integer') return node.type ?? 'any'
  return node.maximum === undefined
    ? `integer from ${node.minimum}`
    : `integer, ${node.minimum} to ${node.maximum}`
}

function choiceIn(node: SchemaNode): string {
  return node.const === undefined ? typeOf(node) : `\`${node.const}\``
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
