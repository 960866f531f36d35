import type { Meter } from './meter.ts'
import { isPrintable, quoteGo } from './quote.ts'
import {
  anyType,
  bytesOf,
  GoInt,
  GoMap,
  GoSlice,
  typeOf,
  type GoObject,
  type GoValue,
} from './value.ts'

/** What `fmt.Sprint` makes of one value. */
export function sprint(value: GoValue): string {
  if (value === null) return '<nil>'
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return String(value)
    case 'number':
      return Object.is(value, -0) ? '-0' : formatFloat(value)
    default:
      break
  }
  if (value instanceof GoInt) return value.value.toString()
  if (value instanceof GoMap) {
    return `map[${value
      .sorted()
      .map(([key, item]) => `${key}:${sprint(item)}`)
      .join(' ')}]`
  }
  if (value instanceof GoSlice) {
    return `[${value.items.map(item => sprint(item)).join(' ')}]`
  }
  return value.toGoString()
}

/** `fmt.Sprint`: a space between operands when neither is a string. */
export function sprintAll(values: readonly GoValue[]): string {
  return values
    .map((value, i) => {
      const previous = values[i - 1]
      const isApart = i > 0 && typeof value !== 'string' && typeof previous !== 'string'
      return (isApart ? ' ' : '') + sprint(value)
    })
    .join('')
}

/** `fmt.Sprintln`: a space between all operands, and a line break at the end. */
export function sprintln(values: readonly GoValue[]): string {
  return `${values.map(sprint).join(' ')}\n`
}

/** A float64 in the shortest form that reads back: from 1e+06 and below 1e-04 with an exponent. */
function formatFloat(value: number): string {
  return general(value, -1, 'e', false)
}

interface Flags {
  plus: boolean
  minus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  width: number | undefined
  precision: number | undefined
}

const noFlags: Flags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  width: undefined,
  precision: undefined,
}

/** The largest width and precision that fmt takes. */
const largest = 1_000_000

/** `fmt.Sprintf`, with Go's own words for what does not fit: `%!d(string=x)`, `%!s(MISSING)`. */
export function sprintf(format: string, args: readonly GoValue[], meter?: Meter): string {
  let out = ''
  const put = (text: string) => {
    // A width makes much of little.
    meter?.copy(text.length)
    out += text
  }
  let at = 0
  let next = 0
  let reordered = false
  let isGoodIndex = true
  while (at < format.length) {
    const percent = format.indexOf('%', at)
    if (percent < 0) return finish(out + format.slice(at))
    out += format.slice(at, percent)
    at = percent + 1
    isGoodIndex = true
    let afterIndex = false
    const flags = { ...noFlags }
    for (;;) {
      const c = format[at]
      if (c === '#') flags.sharp = true
      else if (c === '0') flags.zero = true
      else if (c === '+') flags.plus = true
      else if (c === '-') flags.minus = true
      else if (c === ' ') flags.space = true
      else break
      at++
    }
    afterIndex = argumentNumber()
    if (format[at] === '*') {
      at++
      const width = intArgument()
      if (width === undefined) out += '%!(BADWIDTH)'
      else {
        flags.width = Math.abs(width)
        if (width < 0) flags.minus = true
      }
      afterIndex = false
    } else {
      const digits = digitsAt(format, at)
      // A width beyond reason takes the rest of the format with it.
      if (Number(digits) > largest) at = format.length
      else if (digits !== undefined) {
        flags.width = Number(digits)
        at += digits.length
        if (afterIndex) isGoodIndex = false
      }
    }
    if (format[at] === '.') {
      at++
      if (afterIndex) isGoodIndex = false
      afterIndex = argumentNumber()
      if (format[at] === '*') {
        at++
        const precision = intArgument()
        if (precision === undefined) out += '%!(BADPREC)'
        else if (precision >= 0) flags.precision = precision
        afterIndex = false
      } else {
        const digits = digitsAt(format, at) ?? ''
        flags.precision = Math.min(Number(digits), largest)
        at = Number(digits) > largest ? format.length : at + digits.length
      }
    }
    if (!afterIndex) afterIndex = argumentNumber()
    if (at >= format.length) {
      out += '%!(NOVERB)'
      break
    }
    const verb = String.fromCodePoint(format.codePointAt(at) ?? 0)
    at += verb.length
    if (verb === '%') out += '%'
    else if (!isGoodIndex) out += `%!${verb}(BADINDEX)`
    else if (next >= args.length) out += `%!${verb}(MISSING)`
    else put(formatVerb(args[next++] ?? null, verb, flags))
  }
  return finish(out)

  function finish(text: string): string {
    if (reordered || next >= args.length) return text
    const extra = args
      .slice(next)
      .map(arg => (arg === null ? '<nil>' : `${typeOf(arg)}=${sprint(arg)}`))
    return `${text}%!(EXTRA ${extra.join(', ')})`
  }

  /** Reads `[3]`, which chooses the argument. */
  function argumentNumber(): boolean {
    if (format[at] !== '[') return false
    reordered = true
    const close = format.indexOf(']', at)
    const digits = close < 0 ? '' : format.slice(at + 1, close)
    const chosen = /^\d+$/.test(digits) ? Number(digits) : 0
    at = close < 0 ? at + 1 : close + 1
    if (chosen < 1 || chosen > args.length) isGoodIndex = false
    else next = chosen - 1
    return true
  }

  function intArgument(): number | undefined {
    const arg = args[next]
    if (next < args.length) next++
    if (!(arg instanceof GoInt) || arg.value > BigInt(largest) || arg.value < -BigInt(largest))
      return undefined
    return arg.toNumber()
  }
}

function digitsAt(format: string, at: number): string | undefined {
  let end = at
  while (/\d/.test(format[end] ?? '')) end++
  return end > at ? format.slice(at, end) : undefined
}

function formatVerb(value: GoValue, verb: string, flags: Flags): string {
  if (value === null) {
    if (verb === 'T' || verb === 'v') return pad('<nil>', flags)
    return badVerb(value, verb)
  }
  if (verb === 'T') return pad(typeOf(value), flags)
  // With %v a plus is for the names of a struct's fields.
  if (verb === 'v') return formatValue(value, verb, { ...flags, plus: false })
  if (verb === 'p') return badVerb(value, verb)
  return formatValue(value, verb, flags)
}

function badVerb(value: GoValue, verb: string): string {
  return value === null ? `%!${verb}(<nil>)` : `%!${verb}(${typeOf(value)}=${sprint(value)})`
}

function formatValue(value: GoValue, verb: string, flags: Flags): string {
  if (value === null) return verb === 'v' ? pad('<nil>', flags) : `%!${verb}(<nil>)`
  if (verb === 'v' && flags.sharp) return goSyntax(value)
  switch (typeof value) {
    case 'string':
      return formatString(value, verb, flags)
    case 'boolean':
      return verb === 't' || verb === 'v' ? pad(String(value), flags) : badVerb(value, verb)
    case 'number':
      return formatNumber(value, verb, flags)
    default:
      break
  }
  if (value instanceof GoInt) return formatInt(value, verb, flags)
  if (value instanceof GoMap) {
    const inner = value
      .sorted()
      .map(([key, item]) => `${formatString(key, verb, flags)}:${formatValue(item, verb, flags)}`)
    return `map[${inner.join(' ')}]`
  }
  if (value instanceof GoSlice) {
    if (value.element === 'uint8' && /^[sqxX]$/.test(verb)) {
      const bytes = Uint8Array.from(value.items, item =>
        item instanceof GoInt ? item.toNumber() : 0,
      )
      return formatString(new TextDecoder().decode(bytes), verb, flags)
    }
    return `[${value.items.map(item => formatValue(item, verb, flags)).join(' ')}]`
  }
  return formatString(value.toGoString(), verb, flags)
}

function formatString(text: string, verb: string, flags: Flags): string {
  const { precision } = flags
  const cut = precision === undefined ? text : [...text].slice(0, precision).join('')
  switch (verb) {
    case 'v':
    case 's':
      return pad(cut, flags)
    case 'q':
      if (flags.sharp && !/[`\u007f\ufeff]|[^\t\P{C}]/u.test(cut)) return pad(`\`${cut}\``, flags)
      return pad(quoteGo(cut, '"', flags.plus), flags)
    case 'x':
    case 'X': {
      const bytes = [...bytesOf(text).subarray(0, precision)]
      const hex = bytes.map(byte => byte.toString(16).padStart(2, '0'))
      const joined = flags.space
        ? hex.map(byte => (flags.sharp ? `0x${byte}` : byte)).join(' ')
        : hex.join('') && (flags.sharp ? '0x' : '') + hex.join('')
      return pad(verb === 'X' ? joined.toUpperCase() : joined, flags)
    }
    default:
      return `%!${verb}(string=${text})`
  }
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, O: 8, x: 16, X: 16, d: 10, v: 10 }

function formatInt(value: GoInt, verb: string, flags: Flags): string {
  const number = value.value
  const rune = () =>
    number >= 0n && number <= 0x10ffffn && !(number >= 0xd800n && number < 0xe000n)
      ? String.fromCodePoint(Number(number))
      : '\ufffd'
  switch (verb) {
    case 'c':
      return pad(rune(), flags)
    case 'q':
      return pad(quoteGo(rune(), "'", flags.plus), flags)
    case 'U': {
      const code = `U+${number
        .toString(16)
        .toUpperCase()
        .padStart(Math.max(4, flags.precision ?? 0), '0')}`
      return pad(flags.sharp && isPrintable(rune()) ? `${code} '${rune()}'` : code, {
        ...flags,
        zero: false,
      })
    }
    default:
      break
  }
  const base = bases[verb]
  if (base === undefined) return badVerb(value, verb)
  let digits = (number < 0n ? -number : number).toString(base)
  if (verb === 'X') digits = digits.toUpperCase()
  const sign = number < 0n ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  let prefix = ''
  if (verb === 'O') prefix = '0o'
  else if (flags.sharp && base === 16) prefix = verb === 'X' ? '0X' : '0x'
  else if (flags.sharp && base === 8 && !digits.startsWith('0')) prefix = '0'
  else if (flags.sharp && base === 2) prefix = '0b'
  if (flags.precision !== undefined) {
    if (flags.precision === 0 && number === 0n) return pad('', { ...flags, zero: false })
    digits = digits.padStart(flags.precision, '0')
  } else if (flags.zero && !flags.minus && flags.width !== undefined) {
    // The prefix of an integer is not part of the width.
    digits = digits.padStart(flags.width - sign.length, '0')
  }
  return pad(sign + prefix + digits, { ...flags, zero: false })
}

function formatNumber(value: number, verb: string, flags: Flags): string {
  const { precision } = flags
  let text: string
  switch (verb) {
    case 'v':
      text = general(value, precision ?? -1, 'e', flags.sharp)
      break
    case 'g':
    case 'G':
      text = general(value, precision ?? -1, verb === 'G' ? 'E' : 'e', flags.sharp)
      break
    case 'e':
    case 'E':
      text = Number.isFinite(value)
        ? exponent(value.toExponential(Math.min(precision ?? 6, 100)), verb)
        : ''
      break
    case 'f':
    case 'F':
      text = Number.isFinite(value) ? fixed(value, precision ?? 6) : ''
      break
    default:
      return badVerb(value, verb)
  }
  if (Number.isNaN(value)) text = 'NaN'
  else if (!Number.isFinite(value)) text = value > 0 ? '+Inf' : '-Inf'
  else if (Object.is(value, -0)) text = `-${text.replace(/^-/, '')}`
  if (!/^[-+]/.test(text) && flags.plus) text = `+${text}`
  else if (!/^[-+]/.test(text) && flags.space) text = ` ${text}`
  else if (text.startsWith('+') && !flags.plus) text = flags.space ? ` ${text.slice(1)}` : text
  const { width } = flags
  if (flags.zero && !flags.minus && width !== undefined && Number.isFinite(value)) {
    const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
    return sign + text.slice(sign.length).padStart(width - sign.length, '0')
  }
  return pad(text, { ...flags, zero: false })
}

/** `%g`: an exponent when it is below -4 or not below the precision; 6 when shortest. */
function general(value: number, precision: number, mark: string, keepZeros: boolean): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const isShortest = precision < 0
  const digits = isShortest ? undefined : Math.max(precision, 1)
  const scientific = value.toExponential(
    digits === undefined ? undefined : Math.min(digits, 101) - 1,
  )
  const [mantissa = '', power = '0'] = scientific.split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const all = mantissa.replace(/[-.]/g, '')
  const significant = keepZeros && !isShortest ? all : all.replace(/0+$/, '') || '0'
  const exp = Number(power)
  const limit = isShortest ? 6 : leastExponent(digits ?? 1, significant.length, exp)
  if (exp < -4 || exp >= limit) {
    const fraction = significant.length > 1 ? `.${significant.slice(1)}` : ''
    return sign + exponent(`${significant[0]}${fraction}e${exp}`, mark)
  }
  if (exp < 0) return `${sign}0.${'0'.repeat(-exp - 1)}${significant}`
  const whole = significant.slice(0, exp + 1).padEnd(exp + 1, '0')
  const fraction = significant.slice(exp + 1)
  return sign + whole + (fraction === '' ? '' : `.${fraction}`)
}

/** An integer of no more digits than the precision is written out. */
function leastExponent(precision: number, significant: number, exp: number): number {
  return precision > significant && significant >= exp + 1 ? significant : precision
}

/** Go writes at least two digits and a sign. */
function exponent(scientific: string, mark: string): string {
  const [mantissa = '', power = '0'] = scientific.split(/e/i)
  const digits = power.replace(/^[-+]/, '').padStart(2, '0')
  return `${mantissa}${mark}${power.startsWith('-') ? '-' : '+'}${digits}`
}

/** `%f`, exact: toFixed gives up on large numbers and beyond 100 places. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) < 1e21) {
    return value.toFixed(Math.min(precision, 100)) + '0'.repeat(Math.max(0, precision - 100))
  }
  const whole = BigInt(value).toString()
  return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole
}

function pad(text: string, { width, minus, zero }: Flags): string {
  if (width === undefined) return text
  const missing = width - [...text].length
  if (missing <= 0) return text
  if (minus) return text + ' '.repeat(missing)
  return (zero ? '0' : ' ').repeat(missing) + text
}

/** `%#v`: the value as it would be written in a program. */
function goSyntax(value: GoValue): string {
  if (value === null) return 'interface {}(nil)'
  switch (typeof value) {
    case 'string':
      return quoteGo(value)
    case 'boolean':
      return String(value)
    case 'number':
      return general(value, -1, 'e', false)
    default:
      break
  }
  if (value instanceof GoInt) {
    return value.type.startsWith('u') ? `0x${value.value.toString(16)}` : value.value.toString()
  }
  if (value instanceof GoMap) {
    const inner = value.sorted().map(([key, item]) => `${quoteGo(key)}:${goSyntax(item)}`)
    return `${typeOf(value)}{${inner.join(', ')}}`
  }
  if (value instanceof GoSlice) {
    return `${typeOf(value)}{${value.items.map(item => (item === null && value.element !== anyType ? 'nil' : goSyntax(item))).join(', ')}}`
  }
  return (value satisfies GoObject).toGoString()
}
