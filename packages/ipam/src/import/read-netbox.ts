import { startOf, type Location, type Problem } from '@bulkhead/diagnostics'
import { parseYaml, type YamlDocument, type YamlPath } from '@bulkhead/yaml'
import { collectRanges } from './collect-ranges.ts'
import { columnName } from './import-field.ts'
import { ImportRow, type ImportCell } from './import-row.ts'
import type { ImportReading } from './imported-range.ts'

/**
 * Reads prefixes as NetBox gives and takes them: the list of its REST API (`/api/ipam/prefixes/`,
 * `results` with pages or the bare list) and what its import form reads, in JSON or YAML. Related
 * objects may be objects, as the API has them, or names and slugs, as forms do.
 */
export function readNetbox(text: string, file: string): ImportReading {
  const { documents, problems } = parseYaml(text, file)
  if (problems.length > 0) return { ranges: [], skipped: [], problems }
  const faults: Problem[] = []
  const rows = documents.flatMap(document => rowsOf(document, faults))
  if (documents.length === 0) faults.push(notNetbox(startOf(file), notList))
  const reading = collectRanges(rows)
  return { ...reading, problems: [...faults, ...reading.problems] }
}

function rowsOf(document: YamlDocument, problems: Problem[]): readonly ImportRow[] {
  const { value } = document
  if (Array.isArray(value)) return listRows(document, [], value, problems)
  if (isFields(value) && Array.isArray(value['results'])) {
    if (value['next']) problems.push(onePage(document, value['results'].length, value['count']))
    return listRows(document, ['results'], value['results'], problems)
  }
  if (isFields(value) && 'prefix' in value) return [rowOf(document, [], value)]
  problems.push(notNetbox(document.locate([]), notList))
  return []
}

function listRows(
  document: YamlDocument,
  path: YamlPath,
  list: readonly unknown[],
  problems: Problem[],
): readonly ImportRow[] {
  return list.flatMap((item, at) => {
    if (isFields(item)) return [rowOf(document, [...path, at], item)]
    const what = JSON.stringify(item)
    problems.push(
      notNetbox(document.locate([...path, at]), `${what} is not an object with a prefix`),
    )
    return []
  })
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function rowOf(document: YamlDocument, path: YamlPath, fields: Fields): ImportRow {
  const cells = Object.entries(fields).map(([key, value]): [string, ImportCell] => {
    const name = columnName(key)
    return [name, { text: textOf(name, value), location: document.locate([...path, key]) }]
  })
  return new ImportRow(document.locate(path), new Map(cells))
}

/** What stands for an object: the value of a choice, the slug of a role, the name of the rest. */
function textOf(column: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(item => textOf(column, item)).join(', ')
  if (!isFields(value)) return String(value).trim()
  const { value: choice, name, slug, display } = value
  return textOf(column, choice ?? (column === 'role' ? slug : undefined) ?? name ?? slug ?? display)
}

/** What is left out would look free. */
function onePage(document: YamlDocument, here: number, count: unknown): Problem {
  return {
    code: 'IMPORT_PAGE',
    message: `this is one page: ${here} of ${String(count)} prefixes`,
    location: document.locate(['next']),
    hint: 'Fetch every page, as with `?limit=0`, and give all prefixes as one list.',
  }
}

const notList = 'there is no list of prefixes here, neither bare nor as results'

function notNetbox(location: Location, message: string): Problem {
  const hint = 'Take the prefixes as NetBox gives them at /api/ipam/prefixes/.'
  return { code: 'IMPORT_SHAPE', message, location, hint }
}
