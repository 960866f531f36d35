import type { Cidr } from '../cidr.ts'
import { contains, overlaps } from '../contains.ts'
import { formatCidr } from '../format-cidr.ts'
import { subnetIndex } from '../subnets.ts'
import { allLimits } from './all-limits.ts'
import { defaultNodePrefix, type NodePrefix } from './capacity.ts'
import { measureRoom } from './measure-room.ts'
import type { Law, Limit, NumberName, RangeRole, RangeText, Tool } from './limit.ts'
import { readOnce } from './read-once.ts'

/** A range as limits see it. */
export interface LimitedRange {
  readonly cidr: Cidr
  readonly role: RangeRole
}

/** A number that goes with ranges. */
export interface LimitedNumber {
  readonly of: NumberName
  readonly value: number
}

/** What is to be held against the limits: what one thing states, such as a manifest or a ledger. */
export interface LimitQuestion<
  Range extends LimitedRange = LimitedRange,
  Count extends LimitedNumber = LimitedNumber,
> {
  readonly tools: ReadonlySet<Tool>
  /** In the order in which they are stated: the first of a VPC is its primary one. */
  readonly ranges: readonly Range[]
  /** Ranges of the same cluster and network that something else states, for roles that it leaves out. */
  readonly others?: readonly LimitedRange[]
  /** How messages call a range: `10.0.0.0/16 (pods of lab)`. */
  readonly nameOf: (range: Range) => string
  /** Without a leading v, as `1.35.0`; absent where nobody knows. */
  readonly kubernetesVersion?: string | undefined
  /** Where they are not the defaults. */
  readonly nodePrefix?: Readonly<Partial<Record<Tool, NodePrefix>>>
  readonly numbers?: readonly Count[]
  /** The nodes that are wanted, and who says so: `the cluster has 3`. */
  readonly nodes?: { readonly count: number; readonly said: string }
}

/** A limit that something breaks. */
export interface Breach<
  Range extends LimitedRange = LimitedRange,
  Count extends LimitedNumber = LimitedNumber,
> {
  readonly limit: Limit
  readonly severity: Limit['severity']
  /** One sentence with the value: `100.64.0.0/16 (services of lab) is not in …: EKS takes …`. */
  readonly message: string
  readonly hint: string
  readonly source: string
  /** What to point at: a range, or else a number. */
  readonly range?: Range
  readonly number?: Count
}

/** The rows that speak of clusters made with some tools, whatever their version. */
export function limitsOf(
  tools: ReadonlySet<Tool>,
  limits: readonly Limit[] = allLimits,
): readonly Limit[] {
  return limits.filter(
    ({ tool, unless = [] }) => tools.has(tool) && !unless.some(other => tools.has(other)),
  )
}

/**
 * Holds ranges against the limits of the tools in use. Ranges that overlap are no matter of limits:
 * which may is decided by who routes them.
 *
 * @param limits those to check, all unless others are named
 */
export function checkLimits<Range extends LimitedRange, Count extends LimitedNumber>(
  question: LimitQuestion<Range, Count>,
  limits: readonly Limit[] = allLimits,
): readonly Breach<Range, Count>[] {
  const roles = new Set(question.ranges.map(({ role }) => role))
  return limitsOf(question.tools, limits)
    .filter(({ roles: wanted, law }) => law.kind === 'number' || wanted.some(r => roles.has(r)))
    .filter(({ before }) => isBefore(question.kubernetesVersion, before))
    .flatMap(limit =>
      faultsOf(limit, question).map(({ fact, isMild = false, ...at }) => ({
        limit,
        severity: isMild ? 'warning' : limit.severity,
        message: `${fact}: ${limit.because}`,
        hint: limit.hint,
        source: limit.source,
        ...at,
      })),
    )
}

/** Whether a version is known and older than a bound, where there is one. */
function isBefore(version: string | undefined, bound: string | undefined): boolean {
  if (bound === undefined) return true
  if (version === undefined) return false
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [boundMajor = 0, boundMinor = 0] = bound.split('.').map(Number)
  return major < boundMajor || (major === boundMajor && minor < boundMinor)
}

interface Fault<Range, Count = never> {
  /** What is the case, as the beginning of a sentence. */
  readonly fact: string
  readonly range?: Range
  readonly number?: Count
  /** Not yet broken. */
  readonly isMild?: boolean
}

function faultsOf<Range extends LimitedRange, Count extends LimitedNumber>(
  limit: Limit,
  question: LimitQuestion<Range, Count>,
): readonly Fault<Range, Count>[] {
  const { law } = limit
  if (law.kind === 'number') return checkNumber(law, question.numbers)
  const ranges = question.ranges.filter(
    ({ cidr, role }) => limit.roles.includes(role) && (limit.family ?? cidr.family) === cidr.family,
  )
  if (ranges.length === 0) return []
  switch (law.kind) {
    case 'count':
      return ([4, 6] as const).flatMap(family => checkCount(law, family, ranges, question))
    case 'beside':
      return checkBeside(law, ranges, question)
    case 'room':
      return checkRoom(law, limit.tool, ranges, question)
    case 'size':
    case 'inside':
    case 'outside':
    case 'within':
    case 'after':
    case 'node-spread':
      return ranges.flatMap(range => {
        const complaint = complaintOf(law, limit.tool, range, question)
        return complaint === undefined
          ? []
          : { fact: `${question.nameOf(range)} ${complaint}`, range }
      })
    default:
      return law satisfies never
  }
}

type LawOf<Kind extends Law['kind']> = Extract<Law, { readonly kind: Kind }>

/** What is wrong with one range by itself, as the end of a sentence. */
function complaintOf<Range extends LimitedRange>(
  law: LawOf<'size' | 'inside' | 'outside' | 'within' | 'after' | 'node-spread'>,
  tool: Tool,
  { cidr }: Range,
  question: LimitQuestion<Range>,
): string | undefined {
  switch (law.kind) {
    case 'size': {
      const { largest = 0, smallest = 128 } = law[cidr.family] ?? {}
      if (cidr.prefix < largest) return `is larger than /${largest}`
      return cidr.prefix > smallest ? `is smaller than /${smallest}` : undefined
    }
    case 'inside': {
      const isInside = law.ranges.some(range => contains(readOnce(range), cidr))
      return isInside ? undefined : `is not inside ${listed(law.ranges)}`
    }
    case 'outside': {
      const met = law.ranges.find(range => overlaps(readOnce(range), cidr))
      return met && `overlaps ${met}`
    }
    case 'within': {
      const outer = rangesOf(law.outer, cidr.family, question)
      if (outer.length === 0 || outer.some(range => contains(range, cidr))) return undefined
      return `is not inside ${listed(outer.map(formatCidr))}`
    }
    case 'after': {
      const taken = rangesOf(law.of, cidr.family, question).find(
        range => contains(range, cidr) && subnetIndex(range, cidr.prefix, cidr) < law.first,
      )
      return taken && `is one of the first of ${formatCidr(taken)}`
    }
    case 'node-spread': {
      const node = (question.nodePrefix?.[tool] ?? defaultNodePrefix(tool))[cidr.family]
      if (cidr.prefix > node) return `is smaller than the /${node} of a node`
      const bits = node - cidr.prefix
      return bits > law.most ? `is ${bits} bits larger than the /${node} of a node` : undefined
    }
    default:
      return law satisfies never
  }
}

/** The ranges of a role: those that the thing itself states, or else those of others. */
function rangesOf<Range extends LimitedRange>(
  role: RangeRole,
  family: Cidr['family'],
  { ranges, others = [] }: LimitQuestion<Range>,
): readonly Cidr[] {
  const wanted = ({ cidr, role: given }: LimitedRange) => given === role && cidr.family === family
  const own = ranges.filter(wanted)
  return (own.length > 0 ? own : others.filter(wanted)).map(({ cidr }) => cidr)
}

function checkNumber<Count extends LimitedNumber>(
  { of, allowed }: LawOf<'number'>,
  numbers: readonly Count[] = [],
): readonly Fault<never, Count>[] {
  return numbers
    .filter(number => number.of === of)
    .filter(({ value }) => !allowed.some(([from, to]) => value >= from && value <= to))
    .map(number => ({ fact: numberFacts[of](number.value), number }))
}

const numberFacts: Readonly<Record<NumberName, (value: number) => string>> = {
  asn: value => `AS number ${value} is not a private one`,
  maxPods: value => `a node may run ${value} pods`,
}

function checkCount<Range extends LimitedRange>(
  { most }: LawOf<'count'>,
  family: Cidr['family'],
  ranges: readonly Range[],
  { nameOf }: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  const same = ranges.filter(({ cidr }) => cidr.family === family)
  const extra = same[most]
  if (!extra) return []
  const fact = `${nameOf(extra)} is number ${most + 1} of ${same.length} ranges of IPv${family}`
  return [{ fact, range: extra }]
}

function checkBeside<Range extends LimitedRange>(
  { first, refused }: LawOf<'beside'>,
  [primary, ...more]: readonly Range[],
  { nameOf }: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  if (!primary) return []
  const lies = (ranges: readonly RangeText[]) =>
    ranges.some(range => overlaps(readOnce(range), primary.cidr))
  if (!('in' in first ? lies(first.in) : !lies(first.notIn))) return []
  return more
    .filter(({ cidr }) => refused.some(range => overlaps(readOnce(range), cidr)))
    .map(range => ({ fact: `${nameOf(range)} is beside ${formatCidr(primary.cidr)}`, range }))
}

function checkRoom<Range extends LimitedRange>(
  { unit }: LawOf<'room'>,
  tool: Tool,
  ranges: readonly Range[],
  { nodes, nodePrefix, numbers = [], nameOf }: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  if (!nodes) return []
  const given = {
    nodes: nodes.count,
    nodePrefix: nodePrefix?.[tool] ?? defaultNodePrefix(tool),
    maxPods: numbers.filter(({ of }) => of === 'maxPods').map(({ value }) => value),
  }
  // The ranges of a family hold nodes together; the first is told.
  return [...Map.groupBy(ranges, ({ cidr }) => cidr.family).values()].flatMap(same => {
    const [range] = same
    const room = measureRoom(
      unit,
      same.map(({ cidr }) => cidr),
      given,
    )
    if (!range || room.fullness === 'free') return []
    const more = same.length > 1 ? ` and ${same.length - 1} more` : ''
    const fact = `${nameOf(range)}${more} has room for ${room.text}, and ${nodes.said}`
    return { fact, range, isMild: room.fullness === 'short' }
  })
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`
}
