import { loadPositions } from './load-positions.ts'
import type { YamlPath } from './parse.ts'

/** See `appendToSequence` in `append.ts`. */
export function appendToSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  item: unknown,
): string {
  return loadPositions().appendToSequence(text, documentIndex, path, item)
}
