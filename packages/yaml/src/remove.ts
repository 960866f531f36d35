import { isSeq, type Node } from 'yaml'
import { parseDocuments } from './parse-documents.ts'
import type { YamlPath } from './parse.ts'

/**
 * Takes an item out of a sequence, with the comments right above it and on its lines, and leaves
 * every other byte of the file alone. The last item leaves `[]` behind.
 *
 * @param documentIndex which document of the file, from 0
 * @throws Error when there is no such item: the caller has read the document before it edits
 */
export function removeFromSequence(
  text: string,
  documentIndex: number,
  path: YamlPath,
  index: number,
): string {
  const document = parseDocuments(text)[documentIndex]
  const sequence = document?.getIn(path, true)
  const item = isSeq(sequence) ? (sequence.items[index] as Node | undefined) : undefined
  if (!isSeq(sequence) || !item?.range) throw new Error(`${path.join('.')} has no item ${index}`)
  if (sequence.items.length === 1) return emptied(text, sequence)
  if (sequence.flow) return withoutFlowItem(text, sequence.items as Node[], index)
  const start = withCommentsAbove(text, lineStart(text, item.range[0]))
  return text.slice(0, start) + text.slice(lineEnd(text, item.range[1]))
}

/**
 * Takes a document out of a file that has several.
 *
 * @returns the rest of the file; nothing when there was no other document
 */
export function removeDocument(text: string, documentIndex: number): string | undefined {
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)]
  // Nothing but comments before the first marker is no document of its own.
  const parts = starts.map((start, at) => text.slice(start, starts[at + 1]))
  const documents = parts.filter((part, at) => at > 0 || parseDocuments(part).length > 0)
  if (parts.length > documents.length) documents[0] = `${parts[0]}${documents[0]}`
  if (documents.length < 2) return undefined
  const rest = documents.filter((_, at) => at !== documentIndex).join('')
  return rest.replace(/^---[ \t]*\n/, '')
}

function emptied(text: string, { range }: Node): string {
  const [from, to] = range ?? [0, 0]
  const before = text.slice(0, from)
  if (text[from] === '[') return `${before}[]${text.slice(to)}`
  // A block sequence stands below its key: the empty one comes beside it.
  const key = /:[ \t]*(#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*$/.exec(before)
  const comment = key?.[1] === undefined ? '' : ` ${key[1]}`
  const head = key ? `${before.slice(0, key.index)}: []${comment}\n` : `${before}[]\n`
  return head + text.slice(lineEnd(text, trimmedEnd(text, to)))
}

function withoutFlowItem(text: string, items: readonly Node[], index: number): string {
  const [item, next, previous] = [items[index], items[index + 1], items[index - 1]]
  const [from, to] = item?.range ?? [0, 0]
  if (next?.range) return text.slice(0, from) + text.slice(next.range[0])
  return text.slice(0, previous?.range?.[1] ?? from) + text.slice(to)
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** After the line in which `at` lies; `at` may be the start of the line that follows. */
function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', Math.max(0, at - 1))
  return newline === -1 ? text.length : newline + 1
}

function trimmedEnd(text: string, at: number): number {
  return text.slice(0, at).trimEnd().length
}

function withCommentsAbove(text: string, start: number): number {
  let from = start
  while (from > 0) {
    const above = lineStart(text, from - 1)
    if (!/^[ \t]*#/.test(text.slice(above, from))) return from
    from = above
  }
  return from
}
