import { changeRules } from './change/rules/index.ts'
import { allRules } from './rules/index.ts'
import type { Law } from './rule.ts'

/** The page of a rule, as a file beside it; nothing for an unknown id. Reading it is the caller's. */
export function pagePath(id: string): URL | undefined {
  return pageIn('./rules/', allRules, id) ?? pageIn('./change/rules/', changeRules, id)
}

function pageIn(directory: string, laws: readonly Law[], id: string): URL | undefined {
  const law = laws.find(candidate => candidate.id === id.toUpperCase())
  return law && new URL(`${directory}${fileNameOf(law)}.md`, import.meta.url)
}

/** The name that a rule, its test and its page share. */
export function fileNameOf({ id, name }: Pick<Law, 'id' | 'name'>): string {
  return `${id.toLowerCase()}-${name}`
}
