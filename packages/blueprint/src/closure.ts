import type { References } from './own-references.ts'

/**
 * Every directory that a build of one reads, itself included and sorted, without those that lie in
 * another of them.
 */
export function closureOf(root: string, references: References): readonly string[] {
  const reached = new Set<string>()
  const next = [root]
  for (let directory = next.pop(); directory !== undefined; directory = next.pop()) {
    if (reached.has(directory)) continue
    reached.add(directory)
    next.push(...(references.get(directory) ?? []))
  }
  return outermost(reached)
}

/** Directories, sorted, without those that lie in another of them. */
export function outermost(directories: Iterable<string>): readonly string[] {
  const all = new Set(directories)
  return [...all].filter(directory => !parentsOf(directory).some(parent => all.has(parent))).sort()
}

function parentsOf(directory: string): readonly string[] {
  const segments = directory.split('/')
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('/'))
}
