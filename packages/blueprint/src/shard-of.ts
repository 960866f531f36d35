import type { Cluster, Instance } from '@bulkhead/fleet'
import { mostAttractive } from '@bulkhead/ipam'

/**
 * Which of an instance's application controllers a cluster is pinned to, from 0: the choice of a
 * cluster depends on its own name and how many there are, so a newcomer moves no other. Nothing where
 * there is only one. Argo CD would share them out by the ids of the Secrets, which nobody knows
 * beforehand, or by their order, which a removal turns round. (argo-cd controller/sharding/sharding.go)
 */
export function shardOf({ name }: Cluster, { shards }: Instance): string | undefined {
  if (shards < 2) return undefined
  const candidates = Array.from({ length: shards }, (_, i) => String(i))
  return mostAttractive(name, candidates, shard => shard)
}
