import { directoriesOf } from '@bulkhead/argocd'

/** All files and directories, in the order of a walk. */
export function entriesOf(paths: readonly string[]): readonly string[] {
  return once(entries, paths, () => inWalkOrder([...directoriesOf(paths), ...paths]))
}

/** The files in a directory and below it, in the order of a walk; of the root without a path. */
export function filesBelow(paths: readonly string[], directory: string): readonly string[] {
  const sorted = once(files, paths, () => inWalkOrder(paths))
  if (directory === '' || directory === '.') return sorted
  const isBelow = (path: string) => path.startsWith(`${directory}/`)
  const start = keyOf(directory)
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keyOf(sorted[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  // All that is below a directory stands together.
  let end = low
  while (isBelow(sorted[end] ?? '')) end++
  return sorted.slice(low, end)
}

/** What is worked out once for the paths of a repository, which do not change. */
type Known = WeakMap<readonly string[], readonly string[]>
const entries: Known = new WeakMap()
const files: Known = new WeakMap()

function once(known: Known, paths: readonly string[], compute: () => readonly string[]) {
  let value = known.get(paths)
  if (!value) known.set(paths, (value = compute()))
  return value
}

/** Each directory right before what is in it, and names in order. (Go: filepath.Walk) */
function inWalkOrder(paths: readonly string[]): readonly string[] {
  return paths
    .map(keyOf)
    .sort()
    .map(key => key.replaceAll('\0', '/'))
}

/** Sorts a step of a path before all that it could be longer by. */
function keyOf(path: string): string {
  return path.replaceAll('/', '\0')
}
