import { parseAllDocuments, type Document, type LineCounter } from 'yaml'

/**
 * Every document of a text, by the parser that knows places. It writes nothing anywhere, and leaves
 * keys that stand twice to its caller: it would compare each with all.
 *
 * @throws RangeError where collections are nested beyond what it can follow
 */
export function parseDocuments(text: string, lineCounter?: LineCounter): readonly Document[] {
  const parsed = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
    ...(lineCounter && { lineCounter }),
  })
  // The library returns an empty array, with properties of a document, for an empty stream.
  return [...parsed]
}
