import type { Cidr } from '../cidr.ts'
import { flatAddresses, howFull, nodesIn, usableAddresses, type NodePrefix } from './capacity.ts'
import type { RoomUnit } from './limit.ts'

/** How the nodes of a cluster fit into some ranges. */
interface Room {
  readonly fullness: ReturnType<typeof howFull>
  /** What there is room for: `256 nodes at /24 each`. */
  readonly text: string
}

interface Given {
  readonly nodes: number
  readonly nodePrefix: NodePrefix
  /** Of each group of nodes that says so. */
  readonly maxPods: readonly number[]
}

/** How much room ranges of one family have together, counted in what a node takes. */
export function measureRoom(
  unit: RoomUnit,
  ranges: readonly Cidr[],
  { nodes, nodePrefix, maxPods }: Given,
): Room {
  const sum = (count: (range: Cidr) => number) =>
    ranges.reduce((total, range) => total + count(range), 0)
  switch (unit.of) {
    case 'block': {
      const prefix = nodePrefix[ranges[0]?.family ?? 4]
      const room = sum(range => nodesIn(range, prefix))
      return { fullness: howFull(nodes, room), text: `${room} nodes at /${prefix} each` }
    }
    case 'address': {
      const room = sum(range => usableAddresses(range, unit.reserved))
      return { fullness: howFull(nodes, room), text: `${room} nodes` }
    }
    case 'pods': {
      const room = sum(range => usableAddresses(range, unit.reserved))
      const pods = maxPods.length > 0 ? Math.max(...maxPods) : unit.maxPods
      const wanted = flatAddresses(nodes, pods)
      const text = `${room} of the ${wanted} addresses that nodes with ${pods} pods each take`
      return { fullness: howFull(wanted, room), text }
    }
    default:
      return unit satisfies never
  }
}
