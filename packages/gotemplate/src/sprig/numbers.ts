import { sprint } from '../format.ts'
import type { FunctionMap } from '../function.ts'
import type { Meter } from '../meter.ts'
import { GoError, GoInt, GoSlice, type GoValue } from '../value.ts'
import { addDecimals, divideDecimals, multiplyDecimals, type Decimal } from './decimal.ts'
import { decimalOf, numberOf } from './decimal.ts'
import { define, int, refuseLarge, type Args } from './define.ts'
import { toFloat, toInt } from './to-number.ts'

const int64 = (value: bigint) => new GoInt(value, 'int64')

export const numberFunctions: FunctionMap = {
  atoi: define('string', a => {
    const text = a.text(0)
    if (!/^[-+]?\d+$/.test(text)) return int(0)
    const value = BigInt(boundedDigits(text))
    // What is too large is clamped, and the error is dropped.
    const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n]
    return new GoInt(value < least ? least : value > most ? most : value)
  }),
  int64: define('any', a => int64(toInt(a.any(0)))),
  int: define('any', a => new GoInt(toInt(a.any(0)))),
  float64: define('any', a => toFloat(a.any(0))),
  toDecimal: define('any', a => {
    const text = sprint(a.any(0))
    if (!/^[-+]?[0-7]+$/.test(text)) return int64(0n)
    const magnitude = BigInt(`0o${boundedDigits(text).replace(/^-/, '')}`)
    const value = text.startsWith('-') ? -magnitude : magnitude
    return int64(BigInt.asIntN(64, value) === value ? value : 0n)
  }),
  add1: define('any', a => int64(toInt(a.any(0)) + 1n)),
  add: define('...any', a => int64(a.all.reduce((sum, value) => sum + toInt(value), 0n))),
  sub: define('any any', a => int64(toInt(a.any(0)) - toInt(a.any(1)))),
  div: define('any any', a => int64(toInt(a.any(0)) / divisor(a.any(1)))),
  mod: define('any any', a => int64(toInt(a.any(0)) % divisor(a.any(1)))),
  mul: define('any ...any', a =>
    int64(a.all.reduce((product, value) => BigInt.asIntN(64, product * toInt(value)), 1n)),
  ),
  add1f: define('any', a => numberOf(addDecimals(decimal(a.any(0)), decimalOf(1)))),
  addf: define('...any', a => numberOf(a.all.map(decimal).reduce(addDecimals, decimalOf(0)))),
  subf: define('any ...any', a => fold(a, (x, y) => addDecimals(x, { ...y, digits: -y.digits }))),
  divf: define('any ...any', a => fold(a, divideDecimals)),
  mulf: define('any ...any', a => fold(a, multiplyDecimals)),
  max: define('any ...any', a => int64(pick(a, (x, y) => x > y))),
  biggest: define('any ...any', a => int64(pick(a, (x, y) => x > y))),
  min: define('any ...any', a => int64(pick(a, (x, y) => x < y))),
  maxf: define('any ...any', a => a.all.map(toFloat).reduce((x, y) => Math.max(x, y))),
  minf: define('any ...any', a => a.all.map(toFloat).reduce((x, y) => Math.min(x, y))),
  ceil: define('any', a => Math.ceil(toFloat(a.any(0)))),
  floor: define('any', a => Math.floor(toFloat(a.any(0)))),
  round: define('any int ...float', a => round(toFloat(a.any(0)), a.int(1), a.all[2])),
  until: define('int', a => ints(steps(0, a.int(0), a.int(0) < 0 ? -1 : 1, a.meter))),
  untilStep: define('int int int', a => ints(steps(a.int(0), a.int(1), a.int(2), a.meter))),
  seq: define('...int', a =>
    seq(
      a.all.map((_, i) => a.int(i)),
      a.meter,
    ),
  ),
}

/** So many digits that what is left out changes nothing: the number is too large either way. */
function boundedDigits(text: string): string {
  return `${text.startsWith('-') ? '-' : ''}${text.replace(/^[-+]?0*(?=\d)/, '').slice(0, 100)}`
}

function divisor(value: GoValue): bigint {
  const number = toInt(value)
  if (number === 0n) throw new GoError('runtime error: integer divide by zero')
  return number
}

function decimal(value: GoValue): Decimal {
  return decimalOf(toFloat(value))
}

function fold(a: Args, operation: (x: Decimal, y: Decimal) => Decimal): number {
  const [first = decimalOf(0), ...others] = a.all.map(decimal)
  return numberOf(others.reduce(operation, first))
}

function pick(a: Args, isBetter: (x: bigint, y: bigint) => boolean): bigint {
  return a.all.map(toInt).reduce((best, value) => (isBetter(value, best) ? value : best))
}

function round(value: number, places: number, threshold: GoValue | undefined): number {
  const power = 10 ** places
  const digit = power * value
  const limit = typeof threshold === 'number' ? threshold : 0.5
  return (digit - Math.trunc(digit) >= limit ? Math.ceil(digit) : Math.floor(digit)) / power
}

function steps(start: number, stop: number, step: number, meter: Meter): number[] {
  const isDown = stop < start
  if (isDown ? step >= 0 : step <= 0) return []
  const count = Math.ceil(Math.abs(stop - start) / Math.abs(step))
  refuseLarge(count)
  meter.step(count)
  const values: number[] = []
  for (let i = start; isDown ? i > stop : i < stop; i += step) values.push(i)
  return values
}

function ints(values: readonly number[]): GoSlice {
  return new GoSlice(values.map(int), 'int')
}

function seq(params: readonly number[], meter: Meter): string {
  const [first = 0, second = 0, third = 0] = params
  switch (params.length) {
    case 1: {
      const step = first < 1 ? -1 : 1
      return steps(1, first + step, step, meter).join(' ')
    }
    case 2: {
      const step = second < first ? -1 : 1
      return steps(first, second + step, step, meter).join(' ')
    }
    case 3: {
      const direction = third < first ? -1 : 1
      if (direction < 0 && second > 0) return ''
      return steps(first, third + direction, second, meter).join(' ')
    }
    default:
      return ''
  }
}
