import type { Cidr } from '../cidr.ts'
import { contains, overlaps } from '../contains.ts'
import { formatCidr } from '../format-cidr.ts'
import { subnetIndex } from '../subnets.ts'
import { allLimits } from './all-limits.ts'
import { defaultNodePrefix, type NodePrefix } from './capacity.ts'
import { measureRoom } from './measure-room.ts'
import type { Law, Limit, NumberName, RangeRole, Tool } from './limit.ts'

/** A range as limits see it. */
export interface LimitedRange {
  readonly cidr: Cidr
  readonly role: RangeRole
}

/** What is to be held against the limits: what one thing states, such as a manifest or a ledger. */
export interface LimitQuestion<Range extends LimitedRange> {
  readonly tools: ReadonlySet<Tool>
  /** In the order in which they are stated: the first of a VPC is its primary one. */
  readonly ranges: readonly Range[]
  /** Ranges of the same cluster and network that something else states. */
  readonly others?: readonly LimitedRange[]
  /** How messages call a range: `10.0.0.0/16 (pods of lab)`. */
  readonly nameOf: (range: Range) => string
  /** Without a leading v, as `1.35.0`; absent where nobody knows. */
  readonly kubernetesVersion?: string | undefined
  /** Where they are not the defaults. */
  readonly nodePrefix?: Readonly<Partial<Record<Tool, NodePrefix>>>
  readonly numbers?: Readonly<Partial<Record<NumberName, readonly number[]>>>
  /** The nodes that are wanted, and who says so: `the cluster has 3`. */
  readonly nodes?: { readonly count: number; readonly said: string }
}

/** A limit that something breaks. */
export interface Breach<Range extends LimitedRange> {
  readonly limit: Limit
  readonly severity: Limit['severity']
  /** One sentence with the value: `100.64.0.0/16 (services of lab) is not in …: EKS takes …`. */
  readonly message: string
  readonly hint: string
  readonly source: string
  /** The range to point at; nothing where a number is at fault. */
  readonly range: Range | undefined
}

/**
 * Holds ranges against the limits of the tools in use. Ranges that overlap are no matter of limits:
 * which may is decided by who routes them.
 *
 * @param limits those to check, all unless others are named
 */
export function checkLimits<Range extends LimitedRange>(
  question: LimitQuestion<Range>,
  limits: readonly Limit[] = allLimits,
): readonly Breach<Range>[] {
  return limits
    .filter(limit => applies(limit, question))
    .flatMap(limit =>
      faultsOf(limit, question).map(({ fact, range, isMild = false }) => ({
        limit,
        severity: isMild ? 'warning' : limit.severity,
        message: `${fact}: ${limit.because}`,
        hint: limit.hint,
        source: limit.source,
        range,
      })),
    )
}

function applies<Range extends LimitedRange>(
  { tool, unless = [], before }: Limit,
  { tools, kubernetesVersion }: LimitQuestion<Range>,
): boolean {
  if (!tools.has(tool) || unless.some(other => tools.has(other))) return false
  return (
    before === undefined || (kubernetesVersion !== undefined && isOlder(kubernetesVersion, before))
  )
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major < thanMajor || (major === thanMajor && minor < thanMinor)
}

interface Fault<Range> {
  /** What is the case, as the beginning of a sentence. */
  readonly fact: string
  readonly range: Range | undefined
  /** Not yet broken. */
  readonly isMild?: boolean
}

function faultsOf<Range extends LimitedRange>(
  limit: Limit,
  question: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  const { law } = limit
  if (law.kind === 'number') return checkNumber(law, question)
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
  { ranges, others = [], nodePrefix }: LimitQuestion<Range>,
): string | undefined {
  const ofRole = (wanted: RangeRole) =>
    [...ranges, ...others].filter(
      other => other.role === wanted && other.cidr.family === cidr.family,
    )
  switch (law.kind) {
    case 'size': {
      const { largest = 0, smallest = 128 } = law[cidr.family] ?? {}
      if (cidr.prefix < largest) return `is larger than /${largest}`
      return cidr.prefix > smallest ? `is smaller than /${smallest}` : undefined
    }
    case 'inside': {
      const isInside = law.ranges.some(range => contains(range, cidr))
      return isInside ? undefined : `is not inside ${listed(law.ranges, 'or')}`
    }
    case 'outside': {
      const met = law.ranges.find(range => overlaps(range, cidr))
      return met && `overlaps ${formatCidr(met)}`
    }
    case 'within': {
      const outer = ofRole(law.outer).map(other => other.cidr)
      if (outer.length === 0 || outer.some(range => contains(range, cidr))) return undefined
      return `is not inside ${listed(outer, 'or')}`
    }
    case 'after': {
      const taken = ofRole(law.of).find(
        other =>
          contains(other.cidr, cidr) && subnetIndex(other.cidr, cidr.prefix, cidr) < law.first,
      )
      return taken && `is one of the first of ${formatCidr(taken.cidr)}`
    }
    case 'node-spread': {
      const node = (nodePrefix?.[tool] ?? defaultNodePrefix(tool))[cidr.family]
      if (cidr.prefix > node) return `is smaller than the /${node} of a node`
      const bits = node - cidr.prefix
      return bits > law.most ? `is ${bits} bits larger than the /${node} of a node` : undefined
    }
    default:
      return law satisfies never
  }
}

function checkNumber<Range extends LimitedRange>(
  { of, allowed }: LawOf<'number'>,
  { numbers }: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  return (numbers?.[of] ?? [])
    .filter(value => !allowed.some(([from, to]) => value >= from && value <= to))
    .map(value => ({ fact: numberFacts[of](value), range: undefined }))
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
  const lies = (ranges: readonly Cidr[]) => ranges.some(range => overlaps(range, primary.cidr))
  if (!('in' in first ? lies(first.in) : !lies(first.notIn))) return []
  return more
    .filter(({ cidr }) => refused.some(range => overlaps(range, cidr)))
    .map(range => ({ fact: `${nameOf(range)} is beside ${formatCidr(primary.cidr)}`, range }))
}

function checkRoom<Range extends LimitedRange>(
  { unit }: LawOf<'room'>,
  tool: Tool,
  ranges: readonly Range[],
  { nodes, nodePrefix, numbers, nameOf }: LimitQuestion<Range>,
): readonly Fault<Range>[] {
  if (!nodes) return []
  const given = {
    nodes: nodes.count,
    nodePrefix: nodePrefix?.[tool] ?? defaultNodePrefix(tool),
    maxPods: numbers?.maxPods,
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

function listed(ranges: readonly Cidr[], last: string): string {
  const texts = ranges.map(formatCidr)
  return texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`
}
