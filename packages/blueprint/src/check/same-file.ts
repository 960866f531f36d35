/**
 * Finds two paths that are one file, or one directory, where letters do not count or letters with
 * marks are written in one of two ways: on such a file system one would replace the other.
 *
 * @param paths those that are to be written
 * @param others those that are there besides
 * @returns each of `paths` that has such a twin, with the part of the twin that differs
 */
export function findTwins(
  paths: readonly string[],
  others: Iterable<string> = [],
): ReadonlyMap<string, string> {
  const names = new Set<string>()
  const folded = new Map<string, string[]>()
  for (const all of [paths, others]) {
    for (const path of all) {
      for (let at = path; at !== '' && !names.has(at); at = above(at)) {
        names.add(at)
        if (!differs.test(at)) continue
        const form = fold(at)
        const same = folded.get(form)
        if (same) same.push(at)
        else folded.set(form, [at])
      }
    }
  }
  // Of two that are the same but for their letters, one at least is not its own folded form.
  const shared = new Map<string, readonly string[]>()
  for (const [form, same] of folded) {
    const all = names.has(form) && !same.includes(form) ? [form, ...same] : same
    if (all.length > 1) shared.set(form, all)
  }
  const twins = new Map<string, string>()
  if (shared.size === 0) return twins
  for (const path of paths) {
    for (let at = path; at !== ''; at = above(at)) {
      const twin = shared.get(fold(at))?.find(other => other !== at)
      if (twin !== undefined) twins.set(path, twin)
    }
  }
  return twins
}

/** Whether folding can change a text. */
const differs = /[A-Z]|[^\0-\x7F]/

function fold(path: string): string {
  return differs.test(path) ? path.normalize('NFC').toUpperCase().toLowerCase() : path
}

function above(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
