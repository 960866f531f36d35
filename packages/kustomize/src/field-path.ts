import { buildError } from './build-error.ts'
import { splitEscaped } from './transformers/field-spec.ts'
import { isNull, type Node } from './yaml/node.ts'

/**
 * The steps of a field path as replacements and variables write it: separated by `.`, where
 * `[name=a.b]` is one step that finds a list's element and `[a.b]` one that is a key.
 */
export function splitFieldPath(path: string): string[] {
  const parts = splitEscaped(path, '.')
  const steps: string[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string
    if (!part.startsWith('[') || part.endsWith(']')) {
      steps.push(part)
      continue
    }
    let bracketed = part
    while (i < parts.length - 1) {
      i++
      bracketed += `.${parts[i]}`
      if (parts[i]?.endsWith(']')) break
    }
    steps.push(bracketed.includes('=') ? bracketed : withoutBrackets(bracketed))
  }
  return steps
}

function withoutBrackets(step: string): string {
  const isBracket = (at: number) => step[at] === '[' || step[at] === ']'
  let start = 0
  let end = step.length
  while (start < end && isBracket(start)) start++
  while (end > start && isBracket(end - 1)) end--
  return step.slice(start, end)
}

export function isIndex(step: string): boolean {
  return /^[-+]?\d+$/.test(step) && Number(step) >= 0
}

/** `[name=value]`, which finds an element by one of its fields, or `[=value]` by its text. */
export function isElementStep(step: string): boolean {
  return step.startsWith('[') && step.endsWith(']')
}

export function splitElementStep(step: string): readonly [field: string, value: string] {
  const inner = step.slice(1, -1)
  const equals = inner.indexOf('=')
  if (equals < 0) {
    throw buildError('KUSTOMIZE_FIELD', `"${step}" must be [field=value]`)
  }
  return [inner.slice(0, equals), inner.slice(equals + 1)]
}

/** The node at a path; nothing when it does not exist. */
export function lookup(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root
  for (const raw of path) {
    const step = raw.trim()
    if (step === '') continue
    if (node === undefined || isNull(node)) return undefined
    node = lookupStep(node, step)
  }
  return node
}

function lookupStep(node: Node, step: string): Node | undefined {
  if (/^[-+]?\d+$/.test(step) || step === '-') {
    if (node.kind !== 'sequence') throw wrongKind(node, step, 'a list')
    return step === '-' ? node.items.at(-1) : node.items[Number(step)]
  }
  if (step === '*') {
    throw buildError('KUSTOMIZE_FIELD', '"*" cannot be used here: it may find several values', {
      at: node,
    })
  }
  if (isElementStep(step)) {
    const [field, value] = splitElementStep(step)
    if (node.kind !== 'sequence') throw wrongKind(node, step, 'a list')
    return node.items.find(item => {
      if (field === '') return item.kind === 'scalar' && item.text === value
      const found = item.kind === 'map' ? item.get(field) : undefined
      return found !== undefined && (found.kind === 'scalar' ? found.text : '') === value
    })
  }
  if (node.kind !== 'map') throw wrongKind(node, step, 'a map')
  return node.get(step)
}

export function wrongKind(node: Node, step: string, expected: string) {
  return buildError('KUSTOMIZE_FIELD', `"${step}" needs ${expected}`, {
    at: node,
    hint: 'Correct the path.',
  })
}
