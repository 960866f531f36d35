import { compareStrings } from '@bulkhead/diagnostics'
import { hash } from 'node:crypto'
import { buildError } from '../build-error.ts'
import type { ResMap } from '../res-map.ts'
import type { Resource } from '../resource.ts'
import type { Node } from '../yaml/node.ts'
import { toValue, type Value, type ValueMap } from '../yaml/value.ts'

/** Ends the name of what was generated with a hash of its content, so that a change is a new name. */
export function addHashes(resources: ResMap): void {
  for (const resource of resources.resources) {
    if (!resource.notes.needsHash) continue
    const suffix = contentHash(resource)
    resource.rememberId()
    resource.setName(`${resource.name}-${suffix}`)
  }
  resources.touch()
}

function contentHash(resource: Resource): string {
  const digest = hash('sha256', goJson(content(resource)))
  // No vowels and no digits that look like them: a hash must not spell a word.
  return digest.slice(0, 10).replace(/[013ae]/g, digit => substitutes[digit] ?? digit)
}

const substitutes: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' }

/** What counts as content. The name does not, and is always empty here. */
function content(resource: Resource): ValueMap {
  const { kind, node } = resource
  switch (kind) {
    case 'ConfigMap': {
      const binaryData = fieldValue(node.get('binaryData'))
      return {
        ...(typeof binaryData === 'object' && { binaryData }),
        data: fieldValue(node.get('data')),
        kind,
        name: '',
      }
    }
    case 'Secret': {
      const stringData = fieldValue(node.get('stringData'))
      return {
        data: fieldValue(node.get('data')),
        kind,
        name: '',
        ...(typeof stringData === 'object' && { stringData }),
        type: fieldValue(node.get('type')),
      }
    }
    default:
      throw buildError(
        'KUSTOMIZE_GENERATOR',
        `a ${kind} cannot have a name that ends with a hash of its content`,
        { at: resource.origin?.node, hint: 'Set options.disableNameSuffixHash on the generator.' },
      )
  }
}

function fieldValue(node: Node | undefined): Value {
  if (node === undefined) return ''
  return node.kind === 'scalar' ? node.text : toValue(node)
}

/** JSON as Go writes it: sorted keys, and what could end a script element escaped. */
function goJson(value: Value): string {
  if (typeof value === 'string') return goString(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(goJson).join(',')}]`
  const map = value as ValueMap
  const entries = Object.keys(map)
    .sort(compareStrings)
    .map(key => `${goString(key)}:${goJson(map[key] as Value)}`)
  return `{${entries.join(',')}}`
}

function goString(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\\b', '\\u0008')
    .replaceAll('\\f', '\\u000c')
    .replace(
      /[<>&\u2028\u2029]/g,
      character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}
