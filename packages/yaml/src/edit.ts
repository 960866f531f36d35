import { loadPositions } from './load-positions.ts'
import type { YamlPath } from './parse.ts'

/** See `append.ts`. */
export function appendToSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  item: unknown,
): string {
  return loadPositions().appendToSequence(text, documentIndex, path, item)
}

/** See `remove.ts`. */
export function removeFromSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  index: number,
): string {
  return loadPositions().removeFromSequence(text, documentIndex, path, index)
}

/** See `remove.ts`. */
export function removeDocument(text: string, documentIndex: number): string | undefined {
  return loadPositions().removeDocument(text, documentIndex)
}
