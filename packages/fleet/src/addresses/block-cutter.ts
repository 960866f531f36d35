import { FleetError } from '@bulkhead/diagnostics'
import {
  allocateWithin,
  compareCidrs,
  contains,
  formatCidr,
  inUse,
  overlaps,
  subnetAt,
  type AllocationPolicy,
  type Block,
  type Cidr,
  type Range,
  type Role,
} from '@bulkhead/ipam'

/** Where a range may be cut from, how much is claimed and how much of that is used. */
export interface Cut {
  readonly window: Cidr
  readonly prefix: number
  /** What is in use at least, where that is less than what is claimed. */
  readonly usePrefix?: number
  readonly policy: AllocationPolicy
  /** The pool that the window belongs to, where it is not the block. */
  readonly pool?: string
  /** What else to keep clear of. */
  readonly taken?: readonly Cidr[]
}

/** Whose a range is, and what for. */
export interface Purpose {
  readonly owner: string
  readonly role: Role
}

type Family = Cidr['family']

/** Cuts one region's block; what was cut before stays where it is. */
export class BlockCutter {
  readonly block: Block
  readonly #ranges: Map<string, Range>

  constructor(block: Block) {
    this.block = block
    this.#ranges = new Map(block.ranges.map(range => [keyOf(range, range.cidr.family), range]))
  }

  held(purpose: Purpose, family: Family): Range | undefined {
    return this.#ranges.get(keyOf(purpose, family))
  }

  /** Whether nothing of a family has been cut from the block yet. */
  isUncut(family: Family): boolean {
    return this.ranges().every(({ cidr }) => cidr.family !== family)
  }

  /** The range for a purpose: the one it has, grown if it should be, or a free one. */
  cut(purpose: Purpose, cut: Cut): Cidr {
    const held = this.held(purpose, cut.window.family)
    return this.#keep(held ? growWithin(held, cut.usePrefix) : this.#draw(purpose, cut))
  }

  /**
   * Gives an owner a range that the spec fixes inside the block.
   *
   * @throws FleetError `IPAM_TAKEN` when it is another's
   */
  fix(purpose: Purpose, cidr: Cidr): Cidr {
    const held = this.held(purpose, cidr.family)
    const other = this.ranges().find(
      range => range !== held && overlaps(range.cidr, cidr) && !mayNest(range, purpose, cidr),
    )
    if (other) throw taken(cidr, other)
    const isSame = held && compareCidrs(inUse(held), cidr) === 0
    return this.#keep(isSame ? held : { ...purpose, cidr, state: 'planned' })
  }

  /** Gives up what an owner has for a purpose. */
  release(purpose: Purpose, family: Family): void {
    this.#ranges.delete(keyOf(purpose, family))
  }

  /** A free range: what encloses the window is what it is cut from. */
  free(owner: string, { window, prefix, policy, taken = [] }: Cut): Cidr {
    const cut = this.ranges().map(({ cidr }) => cidr)
    const inside = [...cut, ...taken].filter(cidr => !contains(cidr, window))
    return allocateWithin({ window, prefix, owner, taken: inside, policy })
  }

  /** Records a range that was chosen inside what this cutter gave out. */
  keep(purpose: Purpose, cidr: Cidr, pool?: string): Cidr {
    const drawn = { ...purpose, cidr, ...(pool !== undefined && { pool }) }
    return this.#keep(this.held(purpose, cidr.family) ?? { ...drawn, state: 'planned' })
  }

  ranges(): readonly Range[] {
    return [...this.#ranges.values()].sort((a, b) => compareCidrs(a.cidr, b.cidr))
  }

  #draw(purpose: Purpose, cut: Cut): Range {
    const cidr = this.free(purpose.owner, cut)
    const { usePrefix = cut.prefix, pool } = cut
    return {
      ...purpose,
      cidr,
      ...(usePrefix > cut.prefix && { use: subnetAt(cidr, usePrefix, 0) }),
      ...(pool !== undefined && { pool }),
      state: 'planned',
    }
  }

  #keep(range: Range): Cidr {
    this.#ranges.set(keyOf(range, range.cidr.family), range)
    return inUse(range)
  }
}

/** A claim with at least a `/prefix` of it in use, where its headroom has that much. */
export function growWithin<C extends { readonly cidr: Cidr; readonly use?: Cidr }>(
  claim: C,
  prefix: number | undefined,
): C {
  const used = inUse(claim).prefix
  if (prefix === undefined || prefix >= used || prefix < claim.cidr.prefix) return claim
  const { use: _, ...whole } = claim
  return prefix === claim.cidr.prefix
    ? (whole as C)
    : { ...claim, use: subnetAt(claim.cidr, prefix, 0) }
}

function keyOf({ owner, role }: Purpose, family: Family): string {
  return `${role} ${owner} ${family}`
}

/** Subnets lie in the VPC, whichever of the two came first. */
function mayNest(range: Range, { role }: Purpose, cidr: Cidr): boolean {
  const isSubnet = (r: Role) => r === 'subnet' || r === 'loadbalancer' || r === 'node'
  return (
    (range.role === 'vpc' && isSubnet(role) && contains(range.cidr, cidr)) ||
    (role === 'vpc' && isSubnet(range.role) && contains(cidr, range.cidr))
  )
}

function taken(cidr: Cidr, { cidr: theirs, role, owner }: Range): FleetError {
  return new FleetError({
    code: 'IPAM_TAKEN',
    message: `${formatCidr(cidr)} overlaps ${formatCidr(theirs)}, the ${role} range of ${owner}`,
    hint: 'Fix a range that is free, or let it be allocated.',
  })
}
