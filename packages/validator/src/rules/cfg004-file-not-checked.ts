import { posix } from 'node:path'
import { startOf } from '@bulkhead/diagnostics'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { usedPaths } from '../used-paths.ts'

export const fileNotChecked: Rule = {
  id: 'CFG004',
  name: 'file-not-checked',
  severity: 'error',
  summary: 'Rules can read every file that the fleet consists of.',

  *check(snapshot) {
    const isUsed = usedPaths(snapshot.delivery.applications, placesOf(snapshot))
    for (const { what, why } of snapshot.unreadPaths) {
      if (!isUsed(what)) continue
      yield {
        message: `${what} is ${why}, and no rule looks at what it leads to or holds`,
        location: startOf(what),
        hint: 'Put a file of this repository in its place, or accept it in `spec.unchecked`.',
        subject: what,
      }
    }
  },
}

/** Where the kustomizations of the repository and all that they lead to are. */
function* placesOf({ roots }: Snapshot): Generator<string> {
  for (const file of roots.files.values()) {
    yield posix.dirname(file)
    yield* roots.reach(file)
  }
}
