import { limits } from '@bulkhead/diagnostics'

/**
 * Why a value that was read from YAML with aliases cannot be walked like one without: it holds
 * itself, or stands for far more values than were written. Nothing where it can.
 *
 * Takes time for what was written, not for what it stands for, and no stack.
 */
export function aliasFault(value: unknown): string | undefined {
  const sizes = new Map<object, number>()
  const open = new Set<object>()
  const stack = isNode(value) ? [value] : []
  let written = 0
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    if (sizes.has(node)) {
      stack.pop()
      continue
    }
    const children = Object.values(node).filter(isNode)
    if (open.has(node)) {
      const inner = children.reduce((sum, child) => sum + (sizes.get(child) ?? 0), 1)
      sizes.set(node, inner)
      open.delete(node)
      stack.pop()
      continue
    }
    written++
    open.add(node)
    if (children.some(child => open.has(child))) return 'an alias stands inside its own anchor'
    stack.push(...children)
  }
  const all = isNode(value) ? (sizes.get(value) ?? 0) : 0
  return all - written > mostAdded ? 'aliases make this document too large' : undefined
}

/** How to mend it. */
export const writeOut = 'Write the values out instead of nesting aliases.'

/** Lists and mappings that aliases may add. */
const mostAdded = limits['yaml-aliases'].most

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
