import { GoError, GoInt, GoMap, GoSlice, goValue, type GoValue } from '../value.ts'

export interface JsonOptions {
  /** Whether `<`, `>` and `&` are escaped, as encoding/json does unless told otherwise. */
  readonly escapesHtml: boolean
  readonly indent?: string
}

/** A value as encoding/json writes it: keys in order. */
export function toJson(value: GoValue, { escapesHtml, indent }: JsonOptions): string {
  const text = write(value, indent, '\n', 0)
  return escapesHtml ? text.replace(/[<>&]/g, escapeUnit) : text
}

function write(value: GoValue, indent: string | undefined, line: string, depth: number): string {
  if (depth > 500) throw new GoError('json: unsupported value: encountered a cycle')
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return writeString(value)
    case 'boolean':
      return String(value)
    case 'number':
      return writeNumber(value)
    default:
      break
  }
  if (value instanceof GoInt) return value.value.toString()
  const inner = line + (indent ?? '')
  const wrap = (open: string, items: readonly string[], close: string) => {
    if (items.length === 0) return open + close
    if (indent === undefined) return open + items.join(',') + close
    return `${open}${inner}${items.join(`,${inner}`)}${line}${close}`
  }
  if (value instanceof GoSlice) {
    if (value.isNil) return 'null'
    return wrap(
      '[',
      value.items.map(item => write(item, indent, inner, depth + 1)),
      ']',
    )
  }
  if (value instanceof GoMap) {
    const items = value.sorted().map(([key, item]) => {
      const separator = indent === undefined ? ':' : ': '
      return `${writeString(key)}${separator}${write(item, indent, inner, depth + 1)}`
    })
    return wrap('{', items, '}')
  }
  return writeString(value.toGoString())
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new GoError(`json: unsupported value: ${value}`)
  return Object.is(value, -0) ? '-0' : String(value)
}

function writeString(text: string): string {
  // What JavaScript leaves as it is and Go does not.
  return JSON.stringify(text.toWellFormed()).replace(/[\u2028\u2029\u007f]/g, c =>
    c === '\u007f' ? c : escapeUnit(c),
  )
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** @throws GoError for what is not JSON */
export function fromJson(text: string): GoValue {
  if (text.trim() === '') throw new GoError('unexpected end of JSON input')
  try {
    return goValue(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new GoError(faultIn(text))
  }
}

/** The words of encoding/json, as far as the first wrong character gives them. */
function faultIn(text: string): string {
  const first = text.trimStart()[0] ?? ''
  if (!/["{[\d\-tfn]/.test(first)) {
    return `invalid character '${first}' looking for beginning of value`
  }
  const literal = /^(true|false|null)/.test(text.trimStart())
  if (/[tfn]/.test(first) && !literal) {
    const word = first === 't' ? 'true' : first === 'f' ? 'false' : 'null'
    const body = text.trimStart()
    let i = 0
    while (i < word.length && body[i] === word[i]) i++
    const wrong = body[i]
    if (wrong === undefined) return 'unexpected end of JSON input'
    return `invalid character '${wrong}' in literal ${word} (expecting '${word[i] ?? ''}')`
  }
  return 'invalid JSON'
}
