import { directoriesOf } from '@bulkhead/argocd'

/** The files in a directory and below it, in the order of a walk; of the root for `.`. */
export function filesBelow(paths: readonly string[], directory: string): readonly string[] {
  return below(
    once(files, paths, () => inWalkOrder(paths)),
    directory,
  )
}

/** The same with the directories. */
export function entriesBelow(paths: readonly string[], directory: string): readonly string[] {
  return below(
    once(entries, paths, () => inWalkOrder([...directoriesOf(paths), ...paths])),
    directory,
  )
}

/** Each directory right before what is in it, and names in order. (Go: filepath.Walk) */
export function inWalkOrder(paths: readonly string[]): readonly string[] {
  return paths
    .map(keyOf)
    .sort()
    .map(key => key.replaceAll('\0', '/'))
}

/** The directory that all paths lie in which a pattern can match; a path without wildcards itself. */
export function fixedPart(pattern: string): string {
  const steps = pattern.replace(/\/$/, '').split('/')
  const first = steps.findIndex(step => /[*?[\\{]/.test(step))
  return first < 0 ? steps.join('/') : steps.slice(0, first).join('/') || '.'
}

/** All that is below a directory stands together. */
function below(sorted: readonly string[], directory: string): readonly string[] {
  if (directory === '.') return sorted
  const start = keyOf(`${directory}/`)
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keyOf(sorted[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  let end = low
  while (sorted[end]?.startsWith(`${directory}/`)) end++
  return sorted.slice(low, end)
}

/** What is worked out once for the paths of a repository, which do not change. */
type Known = WeakMap<readonly string[], readonly string[]>
const files: Known = new WeakMap()
const entries: Known = new WeakMap()

function once(known: Known, paths: readonly string[], compute: () => readonly string[]) {
  let value = known.get(paths)
  if (!value) known.set(paths, (value = compute()))
  return value
}

/** Sorts a step of a path before all that it could be longer by. */
function keyOf(path: string): string {
  return path.replaceAll('/', '\0')
}
