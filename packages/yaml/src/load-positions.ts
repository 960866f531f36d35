import { createRequire } from 'node:module'
import type { ParsedYaml, YamlPath } from './parse.ts'

/** What `positions.ts` exports. */
interface Positions {
  readLocated(text: string, file: string, values?: boolean): ParsedYaml
  appendToSequence(text: string, documentIndex: number, path: YamlPath, item: unknown): string
  removeFromSequence(text: string, documentIndex: number, path: YamlPath, index: number): string
  removeDocument(text: string, documentIndex: number): string | undefined
}

let loaded: Positions | undefined

/**
 * The parser that knows places, loaded when it is first needed, at once: most runs ask for no place,
 * and it is half of what they start with.
 */
export function loadPositions(): Positions {
  return (loaded ??= createRequire(import.meta.url)('./positions.ts') as Positions)
}
