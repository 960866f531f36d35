import { GoInt, type GoValue } from '../value.ts'

/** An integer as github.com/spf13/cast v1.7 reads one: what is none is 0. */
export function toInt(value: GoValue): bigint {
  if (value instanceof GoInt) return BigInt.asIntN(64, value.value)
  switch (typeof value) {
    case 'number':
      return fromFloat(value)
    case 'boolean':
      return value ? 1n : 0n
    case 'string':
      return parse(value.replace(/\.0+$/, ''))
    default:
      return 0n
  }
}

/** A float as cast reads one. */
export function toFloat(value: GoValue): number {
  if (value instanceof GoInt) return value.toNumber()
  switch (typeof value) {
    case 'number':
      return value
    case 'boolean':
      return value ? 1 : 0
    case 'string':
      return parseFloat64(value)
    default:
      return 0
  }
}

/** A float that an integer cannot hold becomes the smallest one, on amd64. */
function fromFloat(value: number): bigint {
  const smallest = -(2n ** 63n)
  if (!Number.isFinite(value)) return smallest
  const whole = BigInt(Math.trunc(value))
  return whole >= smallest && whole < 2n ** 63n ? whole : smallest
}

/** strconv.ParseInt with base 0: prefixes and, between digits, underscores count. */
function parse(text: string): bigint {
  const match =
    /^([-+]?)(?:0[xX](_?[0-9a-fA-F])+|0[bB](_?[01])+|0[oO](_?[0-7])+|0(_?[0-7])*|[1-9](_?[0-9])*)$/.exec(
      text,
    )
  if (!match) return 0n
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase()
  // Nothing that has so many, but for zeros before it, is in the range.
  if (digits.length > 1000) return 0n
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  const value = match[1] === '-' ? -magnitude : magnitude
  return BigInt.asIntN(64, value) === value ? value : 0n
}

function parseFloat64(text: string): number {
  if (/^[-+]?(\d+(?:\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : 0
  }
  if (/^[-+]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^nan$/i.test(text) ? NaN : 0
}
