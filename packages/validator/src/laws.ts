import { changeRules } from './change/rules/index.ts'
import type { Law } from './rule.ts'
import { allRules } from './rules/index.ts'

/** Every rule, of a repository as of its changes, in order of id. */
export const laws: readonly Law[] = [...allRules, ...changeRules].toSorted((a, b) =>
  a.id < b.id ? -1 : 1,
)
