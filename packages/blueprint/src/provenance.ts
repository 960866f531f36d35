import { createHash } from 'node:crypto'
import { FleetError } from '@bulkhead/diagnostics'
import type { Owner, PlannedTree } from './planned-file.ts'

/** Where the provenance record lies in the repository. */
export const provenancePath = '.bulkhead/lock.json'

/** The format of the record. A newer one was written by a newer Bulkhead and is refused. */
const format = 1

/** What was generated, from what: how a hand edit is told from a stale file. */
export interface Provenance {
  /** The version of Bulkhead that wrote the tree. */
  readonly tool: string
  /** `hashInputs` of what the tree was computed from. */
  readonly inputs: string
  /** `hashText` of the address ledger as it was written; nothing in records from before. */
  readonly ledger?: string
  /** The version of each pack, by name. */
  readonly packs: Readonly<Record<string, string>>
  /** Each generated file, by path. */
  readonly files: ReadonlyMap<string, ProvenFile>
}

export interface ProvenFile {
  /** `hashText` of the file as it was written. */
  readonly hash: string
  readonly owner: Owner
  readonly pack: string
  /** The file was there before it was ever given: a person's from the beginning. */
  readonly kept?: true
}

/** The record of a repository in which nothing has been generated. */
export const noProvenance: Provenance = { tool: '', inputs: '', packs: {}, files: new Map() }

/**
 * Whether a ledger is as a run wrote it. One that was edited or merged since may name owners that
 * there never were; in one that was not, who is missing in the spec has just left it.
 *
 * @param records what finished and unfinished runs wrote
 */
export function isLedgerAsWritten(text: string, records: readonly Provenance[]): boolean {
  if (records.some(({ ledger }) => ledger === undefined)) return true
  return records.some(({ ledger }) => ledger === hashText(text))
}

/** The record that belongs to a tree. */
export function provenanceOf(tree: PlannedTree, tool: string): Provenance {
  const files = tree.files.map(
    ({ path, content, owner, pack }) => [path, { hash: hashText(content), owner, pack }] as const,
  )
  return { tool, inputs: tree.inputs, packs: tree.packs, files: new Map(files) }
}

/** SHA-256 in hex of a text with its line ends normalised, so that `autocrlf` is not an edit. */
export function hashText(text: string): string {
  const normal = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
  return createHash('sha256').update(normal).digest('hex')
}

/** One path per line and sorted, so that the record reads and merges well. */
export function formatProvenance({ tool, inputs, ledger, packs, files }: Provenance): string {
  const lines = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file]) => `    ${JSON.stringify(path)}: ${JSON.stringify(file)}`)
  return [
    '{',
    `  "format": ${format},`,
    `  "tool": ${JSON.stringify(tool)},`,
    `  "inputs": ${JSON.stringify(inputs)},`,
    ...(ledger === undefined ? [] : [`  "ledger": ${JSON.stringify(ledger)},`]),
    `  "packs": ${JSON.stringify(packs)},`,
    lines.length > 0 ? `  "files": {\n${lines.join(',\n')}\n  }` : '  "files": {}',
    '}\n',
  ].join('\n')
}

/**
 * Reads a record.
 *
 * @throws FleetError `LOCK_CONFLICT`, `LOCK_SYNTAX` or `LOCK_NEWER`, located in the record
 */
export function parseProvenance(text: string, path: string = provenancePath): Provenance {
  const location = { file: path, line: 1, column: 1 }
  const conflict = /^<{7} /m.exec(text)
  if (conflict) {
    throw new FleetError({
      code: 'LOCK_CONFLICT',
      message: 'the record has an unresolved merge conflict',
      location: { ...location, line: text.slice(0, conflict.index).split('\n').length },
      hint: `Take either side (\`git checkout --theirs ${path}\`), delete the generated files that conflict, and run \`bulkhead generate\`.`,
    })
  }
  const record = parseRecord(text)
  if (typeof record?.format === 'number' && record.format > format) {
    throw new FleetError({
      code: 'LOCK_NEWER',
      message: `the record has format ${record.format}, written by bulkhead ${typeof record.tool === 'string' ? record.tool : 'of another version'}; this version reads up to ${format}`,
      location,
      hint: 'Use the newer bulkhead.',
    })
  }
  const fault = record && record.format === format ? faultIn(record) : undefined
  if (record && fault) {
    throw new FleetError({
      code: 'LOCK_SYNTAX',
      message: `the record cannot be read: ${fault.what}`,
      location: { ...location, line: lineOf(text, fault.path) },
      hint: `Restore it with \`git checkout ${path}\`.`,
    })
  }
  if (!record || record.format !== format) {
    throw new FleetError({
      code: 'LOCK_SYNTAX',
      message: 'the record cannot be read',
      location,
      hint: `Restore it with \`git checkout ${path}\`.`,
    })
  }
  return {
    tool: record.tool,
    inputs: record.inputs,
    ...(typeof record.ledger === 'string' && { ledger: record.ledger }),
    packs: record.packs,
    files: new Map(
      Object.entries(record.files).map(([name, { hash, owner, pack, kept }]) => [
        name,
        { hash, owner, pack, ...(kept && { kept }) },
      ]),
    ),
  }
}

interface ProvenanceRecord {
  readonly format: number
  readonly tool: string
  readonly inputs: string
  readonly ledger?: unknown
  readonly packs: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, ProvenFile>>
}

interface RecordFault {
  readonly what: string
  /** Of the entry that is wrong, where it is one. */
  readonly path?: string
}

function faultIn({ tool, inputs, packs, files }: ProvenanceRecord): RecordFault | undefined {
  if (typeof tool !== 'string') return { what: 'tool is not a text' }
  if (typeof inputs !== 'string') return { what: 'inputs is not a text' }
  if (!isMapping(packs) || !Object.values(packs).every(version => typeof version === 'string')) {
    return { what: 'packs is not a mapping of versions' }
  }
  if (!isMapping(files)) return { what: 'files is not a mapping' }
  const wrong = Object.entries(files).find(([, file]) => !isProvenFile(file))
  return wrong && { what: 'a file has no hash, owner and pack', path: wrong[0] }
}

function isProvenFile(file: unknown): file is ProvenFile {
  if (!isMapping(file)) return false
  const { hash, owner, pack, kept } = file
  return (
    typeof hash === 'string' &&
    (owner === 'managed' || owner === 'given') &&
    typeof pack === 'string' &&
    (kept === undefined || kept === true)
  )
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lineOf(text: string, path: string | undefined): number {
  const at = path === undefined ? -1 : text.indexOf(JSON.stringify(path))
  return at === -1 ? 1 : text.slice(0, at).split('\n').length
}

function parseRecord(text: string): ProvenanceRecord | undefined {
  try {
    const record: unknown = JSON.parse(text)
    return isMapping(record) ? (record as unknown as ProvenanceRecord) : undefined
  } catch {
    return undefined
  }
}
