import type { FunctionMap } from '../function.ts'
import { GoError, GoInt, type GoObject, type GoValue } from '../value.ts'
import { define } from './define.ts'

export const semverFunctions: FunctionMap = {
  semver: define('string', a => new Version(a.text(0))),
  semverCompare: define('string string', a => {
    const alternatives = readConstraint(a.text(0))
    const version = new Version(a.text(1))
    return alternatives.some(all => {
      const takesPrereleases = all.some(({ bound }) => bound.prerelease !== '')
      return all.every(
        constraint =>
          (version.prerelease === '' || takesPrereleases) && isSatisfied(constraint, version),
      )
    })
  }),
}

/** No version and no constraint is nearly as long; longer ones would take time. */
const longest = 256

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const versionPattern = new RegExp(
  `^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-(${identifiers}))?(?:\\+(${identifiers}))?$`,
)

/** A version of github.com/Masterminds/semver v3: parts may be missing, and count as 0. */
class Version implements GoObject {
  readonly type = '*semver.Version'
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly prerelease: string
  readonly metadata: string
  readonly original: string

  constructor(text: string) {
    if (text.length > longest) throw new GoError(`the version has more than ${longest} characters`)
    const match = versionPattern.exec(text)
    if (!match) throw new GoError('invalid semantic version')
    const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match
    this.major = BigInt(major)
    this.minor = BigInt(minor)
    this.patch = BigInt(patch)
    this.prerelease = prerelease
    this.metadata = metadata
    this.original = text
    if (prerelease.split('.').some(part => /^0\d+$/.test(part))) {
      throw new GoError('version segment starts with 0')
    }
  }

  toGoString(): string {
    const tail = this.prerelease === '' ? '' : `-${this.prerelease}`
    const meta = this.metadata === '' ? '' : `+${this.metadata}`
    return `${this.major}.${this.minor}.${this.patch}${tail}${meta}`
  }

  member(name: string): GoValue | undefined {
    switch (name) {
      case 'Major':
      case 'Minor':
      case 'Patch':
        return new GoInt(
          name === 'Major' ? this.major : name === 'Minor' ? this.minor : this.patch,
          'uint64',
        )
      case 'Prerelease':
        return this.prerelease
      case 'Metadata':
        return this.metadata
      case 'Original':
        return this.original
      case 'String':
        return this.toGoString()
      default:
        return undefined
    }
  }

  compare(other: Version): number {
    for (const part of ['major', 'minor', 'patch'] as const) {
      if (this[part] !== other[part]) return this[part] < other[part] ? -1 : 1
    }
    return comparePrereleases(this.prerelease, other.prerelease)
  }
}

/** A release is later than what was released before it. */
function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0
  if (a === '' || b === '') return a === '' ? 1 : -1
  const [left, right] = [a.split('.'), b.split('.')]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i], right[i])
    if (order !== 0) return order
  }
  return 0
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1
  if (isNumber) return BigInt(a) < BigInt(b) ? -1 : 1
  return a < b ? -1 : 1
}

type Operator = '' | '=' | '!=' | '>' | '<' | '>=' | '=>' | '<=' | '=<' | '~' | '~>' | '^'

interface Constraint {
  readonly operator: Operator
  readonly bound: Version
  /** How many parts were left open, as in `1.2` or `1.x`. */
  readonly open: 'none' | 'patch' | 'minor' | 'all'
}

const part = '[0-9|xX*]+'
const bound = `v?(${part})(\\.${part})?(\\.${part})?(-${identifiers})?(\\+${identifiers})?`
const rangePattern = new RegExp(`\\s*(${bound})\\s+-\\s+(${bound})\\s*`, 'g')
const onePattern = new RegExp(`(=>|>=|=<|<=|!=|~>|=|>|<|~|\\^|)\\s*(${bound})`, 'g')
const operator = /(?:=>|>=|=<|<=|!=|~>|[=><~^])?\s*/y
const boundAt = new RegExp(bound, 'y')
const space = /\s*/y

/** Alternatives, of which each part must hold. */
function readConstraint(text: string): Constraint[][] {
  if (text.length > longest) throw new GoError(`the constraint has more than ${longest} characters`)
  const rewritten = text.replace(rangePattern, (_, from: string, ...groups: unknown[]) => {
    return `>= ${from}, <= ${String(groups[5])} `
  })
  return rewritten.split('||').map(alternative => {
    if (!isConstraint(alternative)) throw new GoError(`improper constraint: ${alternative}`)
    return [...alternative.matchAll(onePattern)].map(
      ([, operator = '', , major = '', minor = '', patch = '', prerelease = '']) => {
        const open = isOpen(major)
          ? 'all'
          : isOpen(minor)
            ? 'minor'
            : isOpen(patch)
              ? 'patch'
              : 'none'
        const numbers = { all: '0.0.0', minor: `${major}.0.0`, patch: `${major}${minor}.0` }
        const base = open === 'none' ? `${major}${minor}${patch}` : numbers[open]
        return { operator: operator as Operator, bound: new Version(base + prerelease), open }
      },
    )
  })
}

/** Bounds with operators, between which there is a comma or space. Each step goes forward alone. */
function isConstraint(text: string): boolean {
  let at = 0
  const take = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at
    const taken = pattern.exec(text)?.[0].length
    at += taken ?? 0
    return taken
  }
  take(space)
  for (;;) {
    take(operator)
    if (take(boundAt) === undefined) return false
    const spaces = take(space) ?? 0
    if (at === text.length) return true
    if (text[at] === ',') {
      at++
      take(space)
    } else if (spaces === 0) return false
  }
}

function isOpen(text: string): boolean {
  return /^\.?[xX*]?$/.test(text)
}

function isSatisfied({ operator, bound: limit, open }: Constraint, version: Version): boolean {
  const order = version.compare(limit)
  const isMinorOpen = open === 'minor'
  const isPatchOpen = open === 'patch'
  switch (operator) {
    case '':
    case '=':
      return open === 'none' ? order === 0 : isWithinTilde(version, limit, open)
    case '!=':
      if (open !== 'none') {
        if (version.major !== limit.major) return true
        if (version.minor !== limit.minor && !isMinorOpen) return true
        if (isMinorOpen) return false
        if (version.patch !== limit.patch && !isPatchOpen) return true
        if (isPatchOpen) return version.prerelease !== limit.prerelease
      }
      return order !== 0
    case '>':
      if (open === 'none') return order > 0
      if (version.major !== limit.major) return version.major > limit.major
      if (isMinorOpen) return false
      return isPatchOpen ? version.minor > limit.minor : order > 0
    case '<':
      return order < 0
    case '>=':
    case '=>':
      return order >= 0
    case '<=':
    case '=<':
      if (open === 'none') return order <= 0
      if (version.major > limit.major) return false
      return !(version.major === limit.major && version.minor > limit.minor && !isMinorOpen)
    case '~':
    case '~>':
      return isWithinTilde(version, limit, open)
    case '^':
      return isWithinCaret(version, limit, open)
    default:
      return operator satisfies never
  }
}

function isWithinTilde(version: Version, limit: Version, open: Constraint['open']): boolean {
  if (version.compare(limit) < 0) return false
  const isZero = limit.major === 0n && limit.minor === 0n && limit.patch === 0n
  if (isZero && open !== 'minor' && open !== 'patch') return true
  if (version.major !== limit.major) return false
  return version.minor === limit.minor || open === 'minor'
}

function isWithinCaret(version: Version, limit: Version, open: Constraint['open']): boolean {
  if (version.compare(limit) < 0) return false
  if (limit.major > 0n || open === 'minor') return version.major === limit.major
  if (version.major > 0n) return false
  if (limit.minor > 0n || open === 'patch') return version.minor === limit.minor
  return version.minor === 0n && version.patch === limit.patch
}
