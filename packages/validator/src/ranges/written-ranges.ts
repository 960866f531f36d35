import { readCidr, readSpan, type Cidr } from '@bulkhead/ipam'
import type { YamlPath } from '@bulkhead/yaml'
import { fieldsOf, itemsOf, textOf } from '../fields.ts'
import type { StatedRange } from '../network-claim.ts'
import type { RangeForm } from './range-kind.ts'

/** One text in a field of ranges. */
export interface WrittenRange {
  readonly text: string
  readonly form: StatedRange['form']
  /** The ranges that the text comes to; none where it is not one, or not yet. */
  readonly cidrs: readonly Cidr[]
  /** Where it stands below the field. */
  readonly path: YamlPath
}

/** A value that another tool fills in before anyone reads it. */
export function isPlaceholder(text: string): boolean {
  return /\$\{|\{\{|^<.*>$/.test(text)
}

/** Everything that a value says, in one of the forms in which fields take ranges. */
export function readWritten(value: unknown, form: RangeForm | undefined): readonly WrittenRange[] {
  if (form === 'start-stop') return readStartStop(value)
  const texts = textsIn(value, form)
  switch (form) {
    case 'address':
      return texts.map(({ text, path }) => ({
        text,
        path,
        form: 'address',
        cidrs: readSpan(text, text) ?? [],
      }))
    case 'size':
      return texts.filter(({ text }) => !/^\/\d+$/.test(text)).map(readText)
    case 'span':
      return texts.map(({ text, path }) => {
        const [first = '', last] = text.split('-').map(part => part.trim())
        if (last === undefined) return readText({ text, path })
        return { text, path, form: 'span', cidrs: readSpan(first, last) ?? [] }
      })
    case 'named':
    case undefined:
      return texts.map(readText)
    default:
      return form satisfies never
  }
}

interface Text {
  readonly text: string
  readonly path: YamlPath
}

/** kind takes both families in one text, separated by a comma; Helm charts take spaces as well. */
function textsIn(value: unknown, form: RangeForm | undefined): readonly Text[] {
  if (typeof value === 'string') {
    const separator = form === 'span' ? /\s*,\s*/ : /[\s,]+/
    return value
      .split(separator)
      .filter(text => text !== '')
      .map(text => ({ text, path: [] }))
  }
  return itemsOf(value).flatMap((item, index) =>
    typeof item === 'string' ? { text: item, path: [index] } : [],
  )
}

function readText({ text, path }: Text): WrittenRange {
  const cidr = isPlaceholder(text) ? undefined : effective(text)
  return { text, path, form: 'cidr', cidrs: cidr ? [cidr] : [] }
}

function effective(text: string): Cidr | undefined {
  const read = readCidr(text)
  if (!('fault' in read)) return read
  return read.suggestion === undefined ? undefined : effective(read.suggestion)
}

function readStartStop(value: unknown): readonly WrittenRange[] {
  const { start, stop } = fieldsOf(value)
  const first = textOf(start)
  if (first === undefined || first === '') return []
  const last = textOf(stop) || first
  const text = first === last ? first : `${first}-${last}`
  return [{ text, form: 'span', cidrs: readSpan(first, last) ?? [], path: ['start'] }]
}
