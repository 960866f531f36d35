import { didYouMean, type Location, type Problem } from '@bulkhead/diagnostics'
import type { YamlDocument, YamlPath } from '@bulkhead/yaml'
import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import {
  roles,
  states,
  type Block,
  type IdClaim,
  type Ledger,
  type MeshLedger,
  type PoolLedger,
  type Range,
  type State,
} from './ledger.ts'
import { readCidr } from './read-cidr.ts'

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

type Fields = Readonly<Record<string, unknown>>

class LedgerReader {
  readonly problems: Problem[] = []
  readonly #document: YamlDocument

  constructor(document: YamlDocument) {
    this.#document = document
  }

  readLedger(): Ledger {
    const fields = this.#fields([], this.#document.value, ['apiVersion', 'kind', 'pools', 'meshes'])
    this.#constant(fields, 'apiVersion', 'bulkhead.dev/v1alpha1')
    this.#constant(fields, 'kind', 'AddressLedger')
    const pools = Object.entries(this.#fields(['pools'], fields['pools']))
    const meshes = Object.entries(this.#fields(['meshes'], fields['meshes']))
    return {
      pools: new Map(pools.map(([name, rows]) => [name, this.#pool(['pools', name], rows)])),
      meshes: new Map(meshes.map(([name, rows]) => [name, this.#mesh(['meshes', name], rows)])),
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
    const fields = this.#fields(path, row, ['owner', 'state', 'ranges', 'reserved'])
    if ('reserved' in fields) {
      this.#reserved(path, fields)
      return undefined
    }
    const owner = this.#owner([...path, 'owner'], fields['owner'])
    const state = this.#oneOf([...path, 'state'], fields['state'], states)
    const ranges = this.#ranges([...path, 'ranges'], fields['ranges'], cidr)
    if (!cidr || owner === undefined || !state) return undefined
    return { cidr, owner, state, ranges, location: this.#document.locateKey(path) }
  }

  #reserved(path: YamlPath, fields: Fields): void {
    if (typeof fields['reserved'] !== 'string') {
      this.#report([...path, 'reserved'], 'a reserved block gives its reason as text')
    }
    if (Object.keys(fields).length > 1) {
      this.#reportKey(path, `${path.at(-1)} is both reserved and taken`)
    }
  }

  #ranges(path: YamlPath, rows: unknown, block: Cidr | undefined): readonly Range[] {
    const ranges: Range[] = []
    const keys = new Map<string, string>()
    for (const [key, row] of Object.entries(this.#fields(path, rows))) {
      const range = this.#range([...path, key], key, row)
      if (!range) continue
      const { cidr, role, owner } = range
      const complaint = `${owner} has two ${role} ranges in block ${path.at(-2)}`
      this.#once(keys, `${role} ${owner}`, [...path, key], complaint)
      if (block && !contains(block, cidr)) {
        const message = `${key} (${role} of ${owner}) lies outside its block ${formatCidr(block)}`
        this.#reportKey([...path, key], message, 'IPAM_OUTSIDE_BLOCK')
      }
      ranges.push(range)
    }
    return ranges.sort((a, b) => compareCidrs(a.cidr, b.cidr))
  }

  #range(path: YamlPath, key: string, row: unknown): Range | undefined {
    const cidr = this.#cidr(path, key)
    const fields = this.#fields(path, row, ['role', 'owner', 'state'])
    const role = this.#oneOf([...path, 'role'], fields['role'], roles)
    const owner = this.#owner([...path, 'owner'], fields['owner'])
    const state = this.#optionalState(path, fields)
    if (!cidr || !role || owner === undefined) return undefined
    return {
      cidr,
      role,
      owner,
      ...(state && { state }),
      location: this.#document.locateKey(path),
    }
  }

  #mesh(path: YamlPath, rows: unknown): MeshLedger {
    const claims = new Map<number, IdClaim>()
    const keys = new Map<string, string>()
    for (const [key, row] of Object.entries(this.#fields(path, rows))) {
      const claim = this.#id([...path, key], key, row)
      if (!claim) continue
      const complaint = `${claim.owner} has two ids in mesh "${path.at(-1)}"`
      this.#once(keys, claim.owner, [...path, key], complaint)
      claims.set(claim.id, claim)
    }
    return claims
  }

  /** A row of a mesh: free, an active owner alone, or an owner with its state. */
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
    this.#add(this.#document.locate(path), message, code)
  }

  #reportKey(path: YamlPath, message: string, code?: string): void {
    this.#add(this.#document.locateKey(path), message, code)
  }

  #add(location: Location, message: string, code = 'IPAM_LEDGER'): void {
    const hint = 'Correct the ledger, or restore it from git: nothing is written while it is wrong.'
    this.problems.push({ code, message, location, hint })
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
