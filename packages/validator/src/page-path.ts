import { allRules } from './rules/index.ts'
import type { Rule } from './rule.ts'

/** The page of a rule, as a file beside it; nothing for an unknown id. Reading it is the caller's. */
export function pagePath(id: string): URL | undefined {
  const rule = allRules.find(candidate => candidate.id === id.toUpperCase())
  return rule && new URL(`./rules/${fileNameOf(rule)}.md`, import.meta.url)
}

/** The name that a rule, its test and its page share. */
export function fileNameOf({ id, name }: Pick<Rule, 'id' | 'name'>): string {
  return `${id.toLowerCase()}-${name}`
}
