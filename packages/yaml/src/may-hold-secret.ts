import { parseYaml } from './parse.ts'

/** Longer texts are not parsed for the sake of a message. */
const longest = 4 * 1024 * 1024

/**
 * Whether a text may be a Secret in the clear, or hold a part of one: decided by its values where it
 * can be parsed, and in doubt by its letters. What is not YAML or JSON by its name is taken for one,
 * as the files that secrets are generated from are.
 *
 * @param file the name of the file
 */
export function mayHoldSecret(text: string, file: string): boolean {
  if (!manifestName.test(file)) return true
  if (!suspicious.test(text)) return false
  if (unclear.test(text) || text.length > longest) return true
  const { documents, problems } = parseYaml(text, file)
  return (
    problems.length > 0 || documents.some(({ value }) => isPatchOfData(value) || holdsSecret(value))
  )
}

const manifestName = /(?:\.(?:ya?ml|json|hbs|csv)|(?:^|\/)Kustomization)$/

/**
 * What a text without secrets need not have. A kind can be written with escapes, over two lines or
 * as base64, and a patch need not say the kind that it is for.
 */
const suspicious =
  /secret|\b(?:string)?data["']?\s*:|\/(?:string)?data\b|\\[uUx\r\n]|!|%TAG|[\0\uFFFD]/i
/** Not UTF-8, or with tags that stand for another text. */
const unclear = /[\0\uFFFD]|!\S*binary|^%/im

function isPatchOfData(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'data') &&
    !Object.hasOwn(value, 'kind')
  )
}

/** Whether a value is a Secret, or holds one, also as a text or as a patch. */
export function holdsSecret(root: unknown): boolean {
  const seen = new Set<unknown>()
  const open: unknown[] = [root]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') {
      if (quotesSecret(value)) return true
      continue
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [key, member] of Object.entries(value)) {
      if (speaksOfSecret(key, member)) return true
      open.push(member)
    }
  }
  return false
}

/** ExternalSecrets and the like can hold templates with values in them. */
function speaksOfSecret(key: string, value: unknown): boolean {
  switch (key) {
    case 'kind':
      // A list is no kind that anything reads, and in doubt it is one.
      return Array.isArray(value) || (typeof value === 'string' && /secret/i.test(value))
    case 'secretGenerator':
    case 'stringData':
      return true
    case 'path':
      return typeof value === 'string' && /^\/(?:data|stringData)\b/.test(value)
    default:
      return false
  }
}

/** A manifest, or a patch, as a text in another. */
function quotesSecret(text: string): boolean {
  return (
    (/secret/i.test(text) && /kind|secretGenerator/.test(text)) ||
    /stringData|path["']?\s*:\s*["']?\/data\b/.test(text) ||
    (/^\s*\{?\s*["']?data["']?\s*:/m.test(text) && !/kind["']?\s*:/.test(text))
  )
}

/** A message without what it quotes from a file that may hold a secret: a report ends up in logs. */
export function withoutQuotes(message: string): string {
  const [said = ''] = message.split(/[^\p{L}\p{N} ,;.()/-]/u, 1)
  return said.trim() || 'what it says cannot be read'
}
