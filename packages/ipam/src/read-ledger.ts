import { didYouMean, mostProblems, type Location, type Problem } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { Cidr } from './cidr.ts'
import { compareCidrs, equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import {
  roles,
  states,
  type Block,
  type IdClaim,
  type IdLedger,
  type Ledger,
  type PoolLedger,
  type IdSection,
  type Range,
  type Role,
  type State,
} from './ledger.ts'
import { readCidr } from './read-cidr.ts'
import { subnetAt } from './subnets.ts'

/** A ledger and what is wrong with it. With problems, `ledger` holds only what could be read. */
export interface LedgerReading {
  readonly ledger: Ledger
  readonly problems: readonly Problem[]
}

/**
 * Reads `fleet/addresses.yaml`, strictly: what is unknown, ambiguous or given twice is a problem at
 * its place. Knows no pools: whether the claims fit those is for `checkLedger`.
 */
export function readLedger(document: YamlDocument): LedgerReading {
  const reader = new LedgerReader(document)
  return { ledger: reader.readLedger(), problems: reader.problems }
}

/** How many faults of a ledger are told one by one: with the count of the rest, as many as are shown. */
const mostFaults = mostProblems - 1

type Fields = Readonly<Record<string, unknown>>

class LedgerReader {
  readonly #first: Problem[] = []
  #faults = 0
  readonly #document: YamlDocument

  constructor(document: YamlDocument) {
    this.#document = document
  }

  /** The first problems, and how many more there are: these are never made. */
  get problems(): readonly Problem[] {
    const more = this.#faults - this.#first.length
    const last = this.#first.at(-1)
    if (more === 0 || !last) return this.#first
    const message = `${more} more ${more === 1 ? 'fault' : 'faults'} in the ledger`
    return [...this.#first, { ...last, code: 'IPAM_LEDGER', message }]
  }

  readLedger(): Ledger {
    const known = ['apiVersion', 'kind', 'pools', 'meshes', 'asns']
    const fields = this.#fields([], this.#document.value, known)
    this.#constant(fields, 'apiVersion', 'bulkhead.dev/v1alpha1')
    this.#constant(fields, 'kind', 'AddressLedger')
    const pools = Object.entries(this.#fields(['pools'], fields['pools']))
    const ids = (section: IdSection) =>
      new Map(
        Object.entries(this.#fields([section], fields[section])).map(([name, rows]) => [
          name,
          this.#ids([section, name], rows),
        ]),
      )
    return {
      pools: new Map(pools.map(([name, rows]) => [name, this.#pool(['pools', name], rows)])),
      meshes: ids('meshes'),
      asns: ids('asns'),
    }
  }

  #pool(path: YamlPath, rows: unknown): PoolLedger {
    const blocks = new Map<string, Block>()
    const keys = new Map<string, string>()
    for (const [key, row] of Object.entries(this.#fields(path, rows))) {
      const block = this.#slot([...path, key], key, row)
      if (!block) continue
      const complaint = `${block.owner} has two blocks in pool "${path.at(-1)}"`
      this.#once(keys, block.owner, [...path, key], complaint)
      blocks.set(formatCidr(block.cidr), block)
    }
    return blocks
  }

  /** A row of a pool: free, reserved (which the spec says, so it is only checked), or taken. */
  #slot(path: YamlPath, key: string, row: unknown): Block | undefined {
    const cidr = this.#cidr(path, key)
    if (row === null) return undefined
    const fields = this.#fields(path, row, [
      'owner',
      'role',
      'state',
      'use',
      'ipv6',
      'ranges',
      'reserved',
    ])
    if ('reserved' in fields) {
      this.#reserved(path, fields)
      return undefined
    }
    const owner = this.#owner([...path, 'owner'], fields['owner'])
    const state = this.#oneOf([...path, 'state'], fields['state'], states)
    const role = fields['role'] === undefined ? undefined : this.#role(path, fields)
    const use = this.#use(path, fields, cidr)
    const ipv6 = this.#ipv6([...path, 'ipv6'], fields['ipv6'])
    const ranges = this.#ranges([...path, 'ranges'], fields['ranges'])
    if (!cidr || owner === undefined || !state) return undefined
    return {
      cidr,
      ...(use && { use }),
      ...(ipv6 && { ipv6 }),
      ...(role && { role }),
      owner,
      state,
      ranges,
      location: this.#document.locateKey(path),
    }
  }

  #role(path: YamlPath, fields: Fields): Role | undefined {
    return this.#oneOf([...path, 'role'], fields['role'], roles)
  }

  /** What of a claim is in use: it begins where the claim does, to grow without moving. */
  #use(path: YamlPath, fields: Fields, claim: Cidr | undefined): Cidr | undefined {
    const text = fields['use']
    if (text === undefined || !claim) return undefined
    const use = typeof text === 'string' ? readCidr(text) : undefined
    if (!use || 'fault' in use || formatCidr(use) !== text) {
      const message = use && 'fault' in use ? use.message : 'what is in use is written as a range'
      this.#report([...path, 'use'], message, 'IPAM_CIDR')
      return undefined
    }
    if (
      use.prefix <= claim.prefix ||
      !contains(claim, use) ||
      !equalCidrs(subnetAt(claim, use.prefix, 0), use)
    ) {
      const message = `${text} is not the beginning of ${formatCidr(claim)}, of which it is said to be in use`
      this.#report([...path, 'use'], message, 'IPAM_OUTSIDE_BLOCK')
      return undefined
    }
    return use
  }

  #reserved(path: YamlPath, fields: Fields): void {
    if (typeof fields['reserved'] !== 'string') {
      this.#report([...path, 'reserved'], 'a reserved block gives its reason as text')
    }
    if (Object.keys(fields).length > 1) {
      this.#reportKey(path, `${path.at(-1)} is both reserved and taken`)
    }
  }

  #ipv6(path: YamlPath, text: unknown): Cidr | undefined {
    if (text === undefined) return undefined
    const cidr = typeof text === 'string' ? readCidr(text) : undefined
    if (cidr && !('fault' in cidr) && cidr.family === 6 && formatCidr(cidr) === text) return cidr
    const message =
      cidr && 'fault' in cidr ? cidr.message : 'the IPv6 block is written as fd00:12::/48'
    this.#report(path, message, 'IPAM_CIDR')
    return undefined
  }

  #ranges(path: YamlPath, rows: unknown): readonly Range[] {
    const ranges: Range[] = []
    const keys = new Map<string, string>()
    for (const [key, row] of Object.entries(this.#fields(path, rows))) {
      const range = this.#range([...path, key], key, row)
      if (!range) continue
      const { cidr, role, owner } = range
      const complaint = `${owner} has two ${role} ranges of IPv${cidr.family} in block ${path.at(-2)}`
      this.#once(keys, `${role} ${owner} ${cidr.family}`, [...path, key], complaint)
      ranges.push(range)
    }
    return ranges.sort((a, b) => compareCidrs(a.cidr, b.cidr))
  }

  #range(path: YamlPath, key: string, row: unknown): Range | undefined {
    const cidr = this.#cidr(path, key)
    const fields = this.#fields(path, row, ['role', 'owner', 'use', 'pool', 'state'])
    const role = this.#role(path, fields)
    const owner = this.#owner([...path, 'owner'], fields['owner'])
    const use = this.#use(path, fields, cidr)
    const pool = this.#optionalText([...path, 'pool'], fields['pool'])
    const state = this.#optionalState(path, fields)
    if (!cidr || !role || owner === undefined) return undefined
    return {
      cidr,
      ...(use && { use }),
      role,
      owner,
      ...(pool !== undefined && { pool }),
      ...(state && { state }),
      location: this.#document.locateKey(path),
    }
  }

  #ids(path: YamlPath, rows: unknown): IdLedger {
    const claims = new Map<number, IdClaim>()
    const keys = new Map<string, string>()
    for (const [key, row] of Object.entries(this.#fields(path, rows))) {
      const claim = this.#id([...path, key], key, row)
      if (!claim) continue
      const complaint = `${claim.owner} has two ids in ${path[0] === 'asns' ? 'range' : 'mesh'} "${path.at(-1)}"`
      this.#once(keys, claim.owner, [...path, key], complaint)
      claims.set(claim.id, claim)
    }
    return claims
  }

  /** A row of numbers: free, an active owner alone, or an owner with its state. */
  #id(path: YamlPath, key: string, row: unknown): IdClaim | undefined {
    if (!/^\d+$/.test(key)) {
      this.#reportKey(path, `"${key}" is not an id: ids are whole numbers`)
      return undefined
    }
    if (row === null) return undefined
    const fields =
      typeof row === 'string' ? { owner: row } : this.#fields(path, row, ['owner', 'state'])
    const owner = this.#owner(path, fields['owner'])
    const state = this.#optionalState(path, fields) ?? 'active'
    if (owner === undefined) return undefined
    return { id: Number(key), owner, state, location: this.#document.locateKey(path) }
  }

  #cidr(path: YamlPath, text: string): Cidr | undefined {
    const read = readCidr(text)
    if ('fault' in read) {
      this.#reportKey(path, read.message, 'IPAM_CIDR')
      return undefined
    }
    const canonical = formatCidr(read)
    if (canonical !== text) {
      this.#reportKey(path, `${text} must be written as ${canonical}`, 'IPAM_NOT_CANONICAL')
    }
    return read
  }

  #owner(path: YamlPath, value: unknown): string | undefined {
    if (typeof value === 'string' && value !== '') return value
    this.#report(path, 'an owner is missing: a name such as region/eu-west-1')
    return undefined
  }

  #optionalText(path: YamlPath, value: unknown): string | undefined {
    if (value === undefined || typeof value === 'string') return value
    this.#report(path, `${path.at(-1)} must be text`)
    return undefined
  }

  #optionalState(path: YamlPath, fields: Fields): State | undefined {
    if (fields['state'] === undefined) return undefined
    return this.#oneOf([...path, 'state'], fields['state'], states)
  }

  #oneOf<Option extends string>(
    path: YamlPath,
    value: unknown,
    options: readonly Option[],
  ): Option | undefined {
    const option = options.find(candidate => candidate === value)
    if (option) return option
    const given = value === undefined ? 'is missing' : `${JSON.stringify(value)} is unknown`
    const hint = typeof value === 'string' ? didYouMean(value, options) : ''
    this.#report(path, `${path.at(-1)} ${given}: it is one of ${options.join(', ')}${hint}`)
    return undefined
  }

  #constant(fields: Fields, key: string, expected: string): void {
    if (fields[key] !== expected) this.#report([key], `${key} must be ${expected}`)
  }

  /** The members of a map, with those that are not `allowed` reported. Nothing is an empty map. */
  #fields(path: YamlPath, value: unknown, allowed?: readonly string[]): Fields {
    if (value === null || value === undefined) return {}
    if (!isFields(value)) {
      this.#report(path, `${path.at(-1) ?? 'the ledger'} must be a map`)
      return {}
    }
    for (const key of Object.keys(value)) {
      if (!allowed || allowed.includes(key)) continue
      this.#reportKey([...path, key], `unknown field "${key}"${didYouMean(key, allowed)}`)
    }
    return value
  }

  /** Reports a name that another key had before, with both keys. */
  #once(keys: Map<string, string>, name: string, path: YamlPath, complaint: string): void {
    const [key, before] = [String(path.at(-1)), keys.get(name)]
    if (before !== undefined) {
      this.#reportKey(path, `${complaint}: ${before} and ${key}`, 'IPAM_DUPLICATE_OWNER')
    }
    keys.set(name, key)
  }

  #report(path: YamlPath, message: string, code?: string): void {
    this.#add(() => this.#document.locate(path), message, code)
  }

  #reportKey(path: YamlPath, message: string, code?: string): void {
    this.#add(() => this.#document.locateKey(path), message, code)
  }

  #add(locate: () => Location, message: string, code = 'IPAM_LEDGER'): void {
    this.#faults++
    if (this.#faults > mostFaults) return
    const location = locate()
    const hint = 'Correct the ledger, or restore it from git: nothing is written while it is wrong.'
    this.#first.push({ code, message, location, hint })
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
