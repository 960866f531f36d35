import { parseAllDocuments, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml'

/**
 * A document as it is written: a scalar is raw text, so that a value can be anything at all, a tag
 * or an alias too.
 */
export interface ValueTree {
  /** A tag or an anchor. */
  prefix?: string
  raw?: string
  items?: ValueTree[]
  entries?: Entry[]
}

export interface Entry {
  key: string
  value: ValueTree
}

/** Reads the documents of a file; comments are lost. */
export function readTrees(text: string): ValueTree[] {
  return parseAllDocuments(text, { logLevel: 'silent' }).map(document => convert(document.contents))
}

function convert(node: unknown): ValueTree {
  if (isMap(node)) {
    return {
      entries: node.items.flatMap(pair =>
        isPair(pair) ? [{ key: rawOf(pair.key), value: convert(pair.value) }] : [],
      ),
    }
  }
  if (isSeq(node)) return { items: node.items.map(convert) }
  return { raw: rawOf(node) }
}

function rawOf(node: unknown): string {
  if (isAlias(node)) return `*${node.source}`
  const value: unknown = isScalar(node) ? node.value : node
  return typeof value === 'string' ? quoted(value) : String(value)
}

/** A text as a scalar. */
export function quoted(text: string): string {
  const isPlain =
    /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
  return isPlain ? text : JSON.stringify(text)
}

/** The text of a scalar that is written as a plain or a quoted one. */
export function unquoted(raw: string): string {
  if (!raw.startsWith('"')) return raw
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw
  }
}

/** Writes documents as YAML in block style, as people do. */
export function writeYaml(trees: readonly ValueTree[]): string {
  return trees.map(tree => block(tree, '').replace(/^\n/, '')).join('---\n')
}

/** What is deeper is written in flow style: by indentation, its text would grow with the square. */
const deepestIndent = 600

function block(tree: ValueTree, indent: string): string {
  if (indent.length > deepestIndent) return `${writeJson(tree)}\n`
  const lead = tree.prefix === undefined ? '' : `${tree.prefix} `
  if (tree.entries && tree.entries.length > 0) {
    const lines = tree.entries.map(({ key, value }) => `${indent}${key}:${below(value, indent)}`)
    return `${lead.trimEnd()}\n${lines.join('')}`
  }
  if (tree.items && tree.items.length > 0) {
    const lines = tree.items.map(item => `${indent}-${below(item, indent)}`)
    return `${lead.trimEnd()}\n${lines.join('')}`
  }
  return `${lead}${tree.raw ?? (tree.items ? '[]' : '{}')}\n`
}

function below(tree: ValueTree, indent: string): string {
  return ` ${block(tree, `${indent}  `)}`.replace(/^ \n/, '\n')
}

/** Writes one document as JSON, or as YAML in flow style. */
export function writeJson(tree: ValueTree): string {
  const lead = tree.prefix === undefined ? '' : `${tree.prefix} `
  if (tree.entries) {
    const parts = tree.entries.map(({ key, value }) => `${jsonKey(key)}: ${writeJson(value)}`)
    return `${lead}{${parts.join(', ')}}`
  }
  if (tree.items) return `${lead}[${tree.items.map(writeJson).join(', ')}]`
  return `${lead}${jsonScalar(tree.raw ?? 'null')}`
}

function jsonKey(raw: string): string {
  return raw.startsWith('"') ? raw : JSON.stringify(raw)
}

function jsonScalar(raw: string): string {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(raw) && !/^(true|false|null|NaN)$/.test(raw)
    ? JSON.stringify(raw)
    : raw
}

/** A copy that can be changed. */
export function copyTree(tree: ValueTree): ValueTree {
  return {
    ...tree,
    ...(tree.items && { items: tree.items.map(copyTree) }),
    ...(tree.entries && {
      entries: tree.entries.map(({ key, value }) => ({ key, value: copyTree(value) })),
    }),
  }
}
