import { formatCidr } from './format-cidr.ts'
import type { Range } from './ledger.ts'

/** `10.20.0.0/16 (pod of cluster/a)`, for messages. */
export function describeRange({
  cidr,
  role,
  owner,
}: Pick<Range, 'cidr' | 'role' | 'owner'>): string {
  return `${formatCidr(cidr)} (${role} of ${owner})`
}
