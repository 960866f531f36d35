import { dump, type DumpOptions } from 'js-yaml'

const canonical: DumpOptions = { seqNoIndent: true, lineWidth: -1, noRefs: true }

/**
 * The one canonical form: block style, two spaces, sequences not indented, keys in the order
 * given, no line folding, strings quoted whenever YAML 1.1 or 1.2 could read them as something
 * else. Members whose value is `undefined` are left out. Ends with a newline.
 */
export function stringifyYaml(value: unknown): string {
  return dump(withoutUndefined(value), canonical)
}

/** Most scalars are such names; `keyword` has those that YAML 1.1 reads as something else. */
const plainName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const keyword = /^(?:y|n|yes|no|on|off|true|false|null)$/

/** A scalar on one line, quoted as needed: for a value that is written into existing YAML. */
export function yamlScalar(value: string | number | boolean | null): string {
  if (typeof value === 'string' && plainName.test(value) && !keyword.test(value)) return value
  const text = dump(value, canonical).trimEnd()
  return text.includes('\n') ? JSON.stringify(value) : text
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member)]),
  )
}
