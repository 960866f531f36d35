import { isMap, isNode, isSeq, parseAllDocuments, type Document, type YAMLSeq } from 'yaml'
import type { YamlPath } from './parse.ts'
import { stringifyYaml } from './stringify.ts'

/**
 * Adds an item to the end of a sequence and leaves every other byte of the file alone: comments,
 * alignment, quotes and blank lines stay as their author wrote them. A sequence that does not
 * exist yet, or is empty, is created.
 *
 * @param documentIndex which document of the file, from 0
 * @throws Error when the path names something that is not a sequence: the caller has checked the
 *   document's shape before it edits
 */
export function appendToSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  item: unknown,
): string {
  const documents = [...parseAllDocuments(text)]
  const document = documents[documentIndex]
  if (!document) throw new Error(`the file has no document ${documentIndex}`)
  const sequence = document.getIn(path, true)
  if (isSeq(sequence) && sequence.items.length > 0) {
    return sequence.flow ? appendToFlow(text, sequence, item) : appendToBlock(text, sequence, item)
  }
  if (sequence !== undefined && !isSeq(sequence) && !isEmpty(sequence)) {
    throw new Error(`${path.join('.')} is not a sequence`)
  }
  document.setIn(path, document.createNode([item]))
  return documents.map(render).join('')
}

function appendToBlock(text: string, sequence: YAMLSeq, item: unknown): string {
  const last = sequence.items.at(-1)
  const end = isNode(last) ? (last.range?.[1] ?? text.length) : text.length
  const newline = text.indexOf('\n', Math.max(0, end - 1))
  const at = newline === -1 ? text.length : newline + 1
  const first = sequence.range?.[0] ?? 0
  const indent = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1))
  const lines = stringifyYaml([item]).trimEnd().split('\n')
  const written = lines.map(line => `${indent}${line}\n`).join('')
  return `${text.slice(0, at)}${newline === -1 ? '\n' : ''}${written}${text.slice(at)}`
}

function appendToFlow(text: string, sequence: YAMLSeq, item: unknown): string {
  const last = sequence.items.at(-1)
  const at = isNode(last) ? (last.range?.[1] ?? 0) : 0
  const flow = typeof item === 'string' ? stringifyYaml(item).trimEnd() : JSON.stringify(item)
  return `${text.slice(0, at)}, ${flow}${text.slice(at)}`
}

function isEmpty(node: unknown): boolean {
  return node === null || (isNode(node) && !isMap(node) && 'value' in node && node.value === null)
}

function render(document: Document, index: number): string {
  const text = document.toString({ lineWidth: 0, indentSeq: true })
  return index > 0 && !text.startsWith('---') ? `---\n${text}` : text
}
