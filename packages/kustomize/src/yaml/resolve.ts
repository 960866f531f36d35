import type { ScalarNode } from './node.ts'
import type { Value } from './value.ts'
import { formatFloat } from './number.ts'
import { refold } from './refold.ts'
import { timestampText } from './timestamp.ts'

/** The two readings of plain text: kustomize reads YAML 1.2-like and writes for YAML 1.1 readers. */
export type YamlVersion = '1.1' | '1.2'

const oldBooleans = 'y Y yes Yes YES on On ON n N no No NO off Off OFF'.split(' ')
const words = new Map<string, string>()
for (const word of ['true', 'True', 'TRUE', 'false', 'False', 'FALSE']) words.set(word, '!!bool')
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, '!!null')
for (const word of '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'.split(' ')) {
  words.set(word, '!!float')
}
const wordsOf: Readonly<Record<YamlVersion, ReadonlyMap<string, string>>> = {
  '1.1': new Map([...words, ...oldBooleans.map(word => [word, '!!bool'] as const)]),
  '1.2': words,
}

/** The tag that plain text has by itself. */
export function resolveTag(text: string, version: YamlVersion = '1.2'): string {
  if (text === '') return '!!null'
  const first = text.charCodeAt(0)
  // + - . and digits may begin a number; these letters and ~ may begin a word.
  if (first === 43 || first === 45 || first === 46 || (first >= 48 && first <= 57)) {
    return words.get(text) ?? numberTag(text, version) ?? '!!str'
  }
  return text.length <= 5 && startsWord(first) ? (wordsOf[version].get(text) ?? '!!str') : '!!str'
}

function startsWord(code: number): boolean {
  switch (code) {
    case 121: // y Y n N t T f F o O ~
    case 89:
    case 110:
    case 78:
    case 116:
    case 84:
    case 102:
    case 70:
    case 111:
    case 79:
    case 126:
      return true
    default:
      return false
  }
}

const decimalFloat = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/

function numberTag(text: string, version: YamlVersion): string | undefined {
  if (text.charCodeAt(0) === 46) {
    return /^\.[0-9]+([eE][-+]?[0-9]+)?$/.test(text) && Number.isFinite(Number(text))
      ? '!!float'
      : undefined
  }
  if (timestampText(text) !== undefined) return '!!timestamp'
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  if (parseInteger(plain, version) !== undefined) return '!!int'
  return decimalFloat.test(plain) && Number.isFinite(Number(plain)) ? '!!float' : undefined
}

const maxUint64 = 2n ** 64n - 1n
const maxInt64 = 2n ** 63n - 1n

/** An integer as the tools read it: `0x`, `0b`, `0o` and a bare leading zero for octal. */
export function parseInteger(text: string, version: YamlVersion = '1.2'): bigint | undefined {
  const match = /^([-+]?)(?:0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)|([1-9][0-9]*|0))$/.exec(text)
  if (!match) return signedAfterPrefix(text, version)
  const [, sign, prefixed, decimal] = match
  if (prefixed?.startsWith('o') && version === '1.1' && !/^[-+]?0o[0-7]+$/.test(text))
    return undefined
  const magnitude = BigInt(
    decimal ?? (/^[0-7]/.test(prefixed ?? '') ? `0o${prefixed}` : `0${prefixed?.toLowerCase()}`),
  )
  const value = sign === '-' ? -magnitude : magnitude
  if (value >= -maxInt64 - 1n && value <= maxInt64) return value
  return sign === '' && value <= maxUint64 ? value : undefined
}

/** `0b-1` and `0o-1` are integers too, because the prefix is cut off before the rest is read. */
function signedAfterPrefix(text: string, version: YamlVersion): bigint | undefined {
  const match = /^0(b[-+][01]+|o[-+][0-7]+)$/.exec(text)?.[1]
  if (!match || (match.startsWith('o') && version === '1.1')) return undefined
  const magnitude = BigInt(`0${match[0]}${match.slice(2)}`)
  if (magnitude > maxInt64) return undefined
  return match[1] === '-' ? -magnitude : magnitude
}

/** A scalar that claims a type its text cannot have, as in `!!int abc`. */
export class UnreadableScalar extends Error {
  readonly scalar: ScalarNode

  constructor(scalar: ScalarNode) {
    super(`cannot read "${scalar.text}" as ${scalar.tag.replace('!!', '')}`)
    this.scalar = scalar
  }
}

/** What a scalar means. Floats that are not finite and integers beyond 64 bits are refused. */
export function resolve(scalar: ScalarNode): Value {
  const { text, style } = scalar
  let { tag } = scalar
  if (tag === '!!str') return style === 'folded' ? refold(text) : text
  if (tag === '' || tag === '!') {
    if (style !== 'plain') return text
    tag = resolveTag(text)
  } else if (style !== 'plain' && resolveTag(text) === tag) {
    // The quotes survive and the tag does not: it is a string from here on.
    return text
  }
  switch (tag) {
    case '!!str':
    case '!!merge':
      return text
    case '!!null':
      if (words.get(text) !== '!!null') throw new UnreadableScalar(scalar)
      return null
    case '!!bool':
      if (words.get(text) !== '!!bool') throw new UnreadableScalar(scalar)
      return text[0] === 't' || text[0] === 'T'
    case '!!int':
      return readInteger(scalar)
    case '!!float':
      return readFloat(scalar)
    case '!!timestamp': {
      const timestamp = timestampText(text)
      if (timestamp === undefined) throw new UnreadableScalar(scalar)
      return timestamp
    }
    case '!!binary':
      return readBinary(scalar)
    default:
      return text
  }
}

function readInteger(scalar: ScalarNode): Value {
  const { text } = scalar
  if (text.length < 16 && /^-?(0|[1-9][0-9]*)$/.test(text)) return Number(text) || 0
  const value = parseInteger(text.replaceAll('_', ''))
  if (value === undefined) throw new UnreadableScalar(scalar)
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}

function readFloat(scalar: ScalarNode): Value {
  const plain = scalar.text.replaceAll('_', '')
  const value = decimalFloat.test(plain) ? Number(plain) : Number(parseInteger(plain) ?? Number.NaN)
  if (!Number.isFinite(value)) throw new UnreadableScalar(scalar)
  // The output knows no difference between 2.0 and 2.
  const written = formatFloat(value)
  const whole = parseInteger(written)
  if (whole === undefined) return value
  return whole >= -9007199254740991n && whole <= 9007199254740991n ? Number(whole) : whole
}

function readBinary(scalar: ScalarNode): string {
  const text = scalar.text.replace(/[\r\n]/g, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new UnreadableScalar(scalar)
  }
  return Buffer.from(text, 'base64').toString('utf8')
}
