import { provenancePath } from '@bulkhead/blueprint'
import { startOf, type Location } from '@bulkhead/diagnostics'
import type { Rule } from '../rule.ts'

export const lockConflicted: Rule = {
  id: 'GEN006',
  name: 'lock-conflicted',
  severity: 'error',
  summary:
    'The record of what was generated, and every managed file, came out of each merge whole.',

  *check(snapshot) {
    for (const { message, location, hint } of snapshot.provenanceProblems) {
      yield {
        message,
        location: location ?? startOf(provenancePath),
        hint: hint ?? `Restore ${provenancePath}.`,
      }
    }
    for (const { path, line } of namedTwice(snapshot.read(provenancePath) ?? '')) {
      yield {
        message: `the record has two entries for ${path}, as of two branches`,
        location: { file: provenancePath, line, column: 5 },
        hint: 'Run `bulkhead generate`, which writes the record anew.',
      }
    }
    for (const [path, { owner }] of snapshot.provenance?.files ?? []) {
      const conflict = owner === 'managed' ? conflictIn(path, snapshot.read(path)) : undefined
      if (!conflict) continue
      yield {
        message: `${path} has an unresolved merge conflict`,
        location: conflict,
        hint: 'Resolve the conflicts in fleet/, and run `bulkhead generate`: it writes the file anew.',
      }
    }
  },
}

/** Paths that have an entry before the one on this line: JSON believes the last. */
function namedTwice(text: string): readonly { readonly path: string; readonly line: number }[] {
  const seen = new Set<string>()
  return text.split('\n').flatMap((content, index) => {
    const path = /^ {4}"((?:[^"\\]|\\.)*)": \{/.exec(content)?.[1]
    if (path === undefined) return []
    if (seen.has(path)) return [{ path, line: index + 1 }]
    seen.add(path)
    return []
  })
}

function conflictIn(file: string, text = ''): Location | undefined {
  if (!text.includes('<<<<<<< ')) return undefined
  const lines = text.split('\n')
  const line = lines.findIndex(content => content.startsWith('<<<<<<< ')) + 1
  const ends = lines.some(content => content.startsWith('>>>>>>> '))
  return line > 0 && ends ? { file, line, column: 1 } : undefined
}
