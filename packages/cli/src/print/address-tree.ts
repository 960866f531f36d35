import { formatCidr, type AddressNode, type PoolNode } from '@bulkhead/ipam'
import { table } from './table.ts'

/** Pools and what they were cut into, a line each, indented by depth. */
export function addressTreeTable(pools: readonly PoolNode[]): string {
  return table([['RANGE', 'ROLE', 'STATE', 'USED', 'OWNER'], ...linesOf(pools, '')])
}

function linesOf(
  nodes: readonly (PoolNode | AddressNode)[],
  indent: string,
): readonly (readonly string[])[] {
  return nodes.flatMap(node => {
    const [range = '', ...cells] = cellsOf(node)
    const inner = 'children' in node ? linesOf(node.children, `${indent}  `) : []
    return [[`${indent}${range}`, ...cells], ...inner]
  })
}

function cellsOf(node: PoolNode | AddressNode): readonly string[] {
  switch (node.kind) {
    case 'pool': {
      const { name, pool, used, total } = node
      if (!pool) return ['', 'pool', '', '', `${name}, which is not declared`]
      const blocks = `${used} of ${total}`
      return [
        formatCidr(pool.cidr),
        'pool',
        '',
        blocks,
        `${name}, in blocks of /${pool.blockPrefix}`,
      ]
    }
    case 'claim': {
      const { cidr, role, state, used, owner } = node
      return [formatCidr(cidr), role, state, used === undefined ? '' : percent(used), owner]
    }
    case 'reserved':
      return [formatCidr(node.cidr), 'reserved', '', '', node.reason]
    case 'free': {
      const [first, ...more] = node.blocks.map(formatCidr)
      return [first ?? '', 'free', '', '', more.length > 0 ? `and ${more.join(', ')}` : '']
    }
    default:
      throw new Error(`not a node: ${String(node satisfies never)}`)
  }
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`
}
