import { appendToSequence, type YamlPath } from '@bulkhead/yaml'
import type { SpecDocument } from '../read-spec.ts'
import type { Kind } from '../spec/kinds.ts'
import type { EditContext, SpecEdit } from './addition.ts'

/** Adds an item to a list of a document that exists, and leaves the rest of its file alone. */
export function appendToDocument(
  { source }: SpecDocument<Kind>,
  path: YamlPath,
  item: unknown,
  { files }: EditContext,
): SpecEdit {
  const text = files.get(source.file) ?? ''
  return { path: source.file, content: appendToSequence(text, source.index, path, item) }
}
