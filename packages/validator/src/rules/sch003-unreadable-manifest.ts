import type { Rule } from '../rule.ts'

export const unreadableManifest: Rule = {
  id: 'SCH003',
  name: 'unreadable-manifest',
  severity: 'error',
  summary: 'Every YAML file of the tree can be read as YAML.',

  *check({ unreadable }) {
    for (const { message, location } of unreadable.values()) {
      yield {
        message: `not readable as YAML: ${message}`,
        location,
        hint: 'Correct the YAML; after a merge, keep one side of the conflict and remove the markers.',
      }
    }
  },
}
