import { addressBits, type Cidr } from './cidr.ts'
import { formatAddress } from './format-cidr.ts'
import { subnetAt } from './subnets.ts'

/** How many addresses a block has: a power of two up to 2^128, exact as a number. */
export function addressCount({ family, prefix }: Cidr): number {
  return 2 ** (addressBits(family) - prefix)
}

/**
 * The address at `index`, counted from 0 at the network address: the DNS service of a cluster is
 * the 10th of its service range.
 *
 * @throws RangeError when the block has no such address.
 */
export function addressAt(cidr: Cidr, index: number): string {
  return formatAddress(subnetAt(cidr, addressBits(cidr.family), index).words)
}
