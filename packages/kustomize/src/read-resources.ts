import { buildError } from './build-error.ts'
import { hold } from './meter.ts'
import { isNilOrEmpty, textOf } from './yaml/fields.ts'
import { throughJson } from './yaml/json.ts'
import type { MapNode } from './yaml/node.ts'
import { type Node } from './yaml/node.ts'
import { parseDocument, refuseControlCharacters } from './yaml/parse.ts'
import type { Source } from './yaml/source.ts'

/**
 * The objects of a file. Empty documents are left out; a `List` gives way to its items.
 *
 * @throws BuildError when something is not a Kubernetes object; YamlSyntaxError
 */
export function readResources(source: Source): MapNode[] {
  refuseControlCharacters(source)
  const ranges = splitDocuments(source)
  hold(source.budget, 'yaml-documents', ranges.length, () => source.locate(ranges.at(-1)?.[0] ?? 0))
  const nodes: Node[] = []
  for (const [start, end] of ranges) {
    const node = parseDocument(source, start, end)
    if (node === undefined || (node.kind === 'scalar' && node.tag === '!!null')) continue
    const items = ranges.length === 1 ? unwrapped(node) : undefined
    if (items) nodes.push(...items)
    else nodes.push(node)
  }
  return expandLists(nodes.flatMap(checked))
}

/** Documents are told apart by their text alone: `---` at the start of a line. */
function splitDocuments(source: Source): (readonly [start: number, end: number])[] {
  const { text } = source
  if (text === '') return []
  const ranges: (readonly [number, number])[] = []
  let start = 0
  const separator = /\n---(.*)\n/g
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    const rest = (match[1] ?? '').trim()
    if (rest !== '' && !rest.startsWith('#')) {
      throw buildError('KUSTOMIZE_YAML', `"---${match[1]}" does not separate documents`, {
        at: source.locate(match.index + 1),
        hint: 'Put "---" on a line of its own.',
      })
    }
    ranges.push([start, match.index + 1])
    start = match.index + match[0].length
  }
  ranges.push([start, text.length])
  return ranges
}

/** The items of a plain `List`, which is nothing but an envelope. */
function unwrapped(node: Node): readonly Node[] | undefined {
  if (node.kind !== 'map') return undefined
  const kind = textOf(node.get('kind'))
  if (kind !== 'List' && kind !== 'ResourceList') return undefined
  const items = node.get('items')
  if (!items && !node.has('functionConfig')) return undefined
  return items?.kind === 'sequence' ? items.items : []
}

function checked(node: Node): MapNode[] {
  if (isNilOrEmpty(node)) return []
  if (node.kind !== 'map') {
    throw buildError('KUSTOMIZE_RESOURCE', 'expected a Kubernetes object here', { at: node })
  }
  const kind = textOf(node.get('kind'))
  if (kind === '') {
    throw buildError('KUSTOMIZE_RESOURCE', 'this object has no kind', {
      at: node,
      hint: 'Give it apiVersion, kind and metadata.name.',
    })
  }
  if (kind.endsWith('List')) return [node]
  const metadata = node.get('metadata')
  const name = metadata?.kind === 'map' ? metadata.get('name') : undefined
  if (isNilOrEmpty(name) || name?.kind !== 'scalar' || name.text === '') {
    throw buildError('KUSTOMIZE_RESOURCE', `this ${kind} has no metadata.name`, {
      at: node,
      hint: 'Give it a name; generateName is not enough for kustomize.',
    })
  }
  return [node]
}

/** Lists give way to their items, which come behind everything else of the file. */
function expandLists(nodes: readonly MapNode[]): MapNode[] {
  if (!nodes.some(node => textOf(node.get('kind')).endsWith('List'))) return [...nodes]
  const queue = [...nodes]
  const result: MapNode[] = []
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i] as MapNode
    const items = textOf(node.get('kind')).endsWith('List') ? node.get('items') : undefined
    if (!items) result.push(node)
    else if (items.kind === 'sequence') {
      for (const item of items.items) queue.push(...checked(throughJson(item)))
    } else if (!isNilOrEmpty(items) || items.kind === 'map') {
      throw buildError('KUSTOMIZE_RESOURCE', 'the items of a list must be a list', { at: items })
    }
  }
  return result
}
