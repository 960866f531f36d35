import { limits } from '@bulkhead/diagnostics'
import { parseAllDocuments, type Document, type LineCounter } from 'yaml'
import { tooDeepAt } from './nesting.ts'

/** As deep as any file may be nested. */
export const deepest = limits['yaml-depth'].most

/** Lists and maps are nested beyond what the parser can follow. */
export class TooDeep extends RangeError {
  /** The place in the text; 0 where it is not known. */
  readonly offset: number

  constructor(offset: number) {
    super('nested too deeply')
    this.offset = offset
  }
}

/**
 * Every document of a text, by the parser that knows places. It writes nothing anywhere, and leaves
 * keys that stand twice to its caller: it would compare each with all.
 *
 * @throws TooDeep
 */
export function parseDocuments(text: string, lineCounter?: LineCounter): readonly Document[] {
  const offset = tooDeepAt(text, deepest)
  if (offset !== undefined) throw new TooDeep(offset)
  try {
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'error',
      ...(lineCounter && { lineCounter }),
    })
    // The library returns an empty array, with properties of a document, for an empty stream.
    return [...parsed]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new TooDeep(0)
  }
}
