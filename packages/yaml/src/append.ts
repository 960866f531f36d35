import { isMap, isNode, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { parseDocuments } from './parse-documents.ts'
import type { YamlPath } from './parse.ts'
import { stringifyYaml } from './stringify.ts'

/**
 * Adds an item to the end of a sequence and leaves every other byte of the file alone: comments,
 * alignment, quotes and blank lines stay as their author wrote them. A sequence that does not
 * exist yet, or is empty, is created.
 *
 * @param documentIndex which document of the file, from 0
 * @throws Error when the path does not lead to a sequence or to a mapping that could hold it: the
 *   caller has checked the document's shape before it edits
 */
export function appendToSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  item: unknown,
): string {
  const document = parseDocuments(text)[documentIndex]
  if (!document) throw new Error(`the file has no document ${documentIndex}`)
  const sequence = document.getIn(path, true)
  if (isSeq(sequence) && sequence.items.length > 0) {
    return sequence.flow
      ? splice(text, endOf(sequence.items.at(-1)), `, ${JSON.stringify(item)}`)
      : insertLines(
          text,
          endOf(sequence.items.at(-1)),
          columnOf(text, sequence),
          stringifyYaml([item]),
        )
  }
  if (isSeq(sequence)) return replaceNode(text, sequence, JSON.stringify([item]))
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  if (!isMap(parent)) throw new Error(`${path.join('.')} cannot be a sequence`)
  return addMember(text, parent, String(path.at(-1)), item)
}

/** Writes `key: [item]` into a mapping that has no such key, or has it without a value. */
function addMember(text: string, parent: YAMLMap, key: string, item: unknown): string {
  const pair = parent.items.find(({ key: node }) => isScalar(node) && node.value === key)
  const indent = columnOf(text, parent)
  if (pair) return insertLines(text, endOf(pair.key), indent + 2, stringifyYaml([item]))
  const last = parent.items.at(-1)
  const end = endOf(isNode(last?.value) ? last.value : last?.key)
  if (parent.flow) return splice(text, end, `, ${key}: ${JSON.stringify([item])}`)
  return insertLines(text, end, indent, `${key}:\n${indented(stringifyYaml([item]), 2)}`)
}

/** Inserts whole lines after the line in which `after` lies. */
function insertLines(text: string, after: number, indent: number, lines: string): string {
  const newline = text.indexOf('\n', Math.max(0, after - 1))
  if (newline === -1) return `${text}\n${indented(lines, indent)}`
  return splice(text, newline + 1, indented(lines, indent))
}

function indented(lines: string, indent: number): string {
  return lines.replaceAll(/^(?=.)/gm, ' '.repeat(indent))
}

function replaceNode(text: string, node: Node, written: string): string {
  const [start, end] = node.range ?? [0, 0]
  return `${text.slice(0, start)}${written}${text.slice(end)}`
}

function splice(text: string, at: number, written: string): string {
  return `${text.slice(0, at)}${written}${text.slice(at)}`
}

function columnOf(text: string, node: YAMLMap | YAMLSeq): number {
  const start = node.range?.[0] ?? 0
  return start - (text.lastIndexOf('\n', start - 1) + 1)
}

/** Where the text of a node ends, before what follows it on its line. */
function endOf(node: unknown): number {
  return isNode(node) ? (node.range?.[1] ?? 0) : 0
}
