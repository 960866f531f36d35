import { buildError } from './build-error.ts'
import { isLimit } from './meter.ts'
import { readResources } from './read-resources.ts'
import { asJsonPatch, type JsonPatch } from './transformers/json6902.ts'
import type { MapNode, Node } from './yaml/node.ts'
import { parseDocument } from './yaml/parse.ts'
import type { Source } from './yaml/source.ts'
import { fromValue } from './yaml/value.ts'

/** A patch file or inline patch, whichever of the two kinds it is. */
export interface ParsedPatch {
  /** The objects of a strategic merge patch. */
  readonly merges: readonly MapNode[]
  readonly json: JsonPatch | undefined
}

/** @throws BuildError when the text is neither kind of patch, or could be both */
export function readPatch(source: Source, at: Node | undefined): ParsedPatch {
  const merges = startsList(source) ? undefined : attempt(() => readResources(source))
  if (merges?.ok && merges.value.length > 0) return { merges: merges.value, json: undefined }
  const json = attempt(() => readJsonPatch(source))
  if (merges?.ok && json.ok) {
    throw buildError('KUSTOMIZE_PATCH', 'this patch is empty', {
      at: at ?? source.locate(0),
      hint: 'Write a strategic merge patch or a JSON patch.',
    })
  }
  if (merges?.ok) return { merges: [], json: undefined }
  if (json.ok) return { merges: [], json: json.value }
  throw merges?.error ?? json.error
}

/** A list can only be a JSON patch. */
function startsList({ text }: Source): boolean {
  for (const line of text.slice(0, 1000).split('\n')) {
    const written = line.trimStart()
    if (written !== '' && !written.startsWith('#')) return /^(?:\[|- )/.test(written)
  }
  return false
}

/** The operations of a JSON patch, written as JSON or as YAML; nothing for an empty document. */
export function readJsonPatch(source: Source): JsonPatch | undefined {
  const { text } = source
  if (text === '') throw notAJsonPatch(source)
  const node = text.startsWith('[') ? parseJson(source) : parseDocument(source)
  if (node === undefined || (node.kind === 'scalar' && node.tag === '!!null')) return undefined
  const patch = asJsonPatch(node)
  if (!patch) throw notAJsonPatch(source)
  return patch
}

function parseJson(source: Source): Node | undefined {
  let value: unknown
  try {
    value = JSON.parse(source.text)
  } catch (cause) {
    throw buildError('KUSTOMIZE_PATCH', 'this begins like JSON and is none', {
      at: source.locate(0),
      hint: 'Quote the names and the texts, or write the list as YAML does.',
      cause,
    })
  }
  try {
    return parseDocument(source)
  } catch (error) {
    if (isLimit(error)) throw error
    return fromValue(value)
  }
}

function notAJsonPatch(source: Source) {
  return buildError('KUSTOMIZE_PATCH', 'this is not a JSON patch: a list of operations', {
    at: source.locate(0),
    hint: 'Each operation has op, path and, mostly, value.',
  })
}

type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (isLimit(error)) throw error
    return { ok: false, error }
  }
}
