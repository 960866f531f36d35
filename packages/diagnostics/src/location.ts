import { oneLine } from './escape/one-line.ts'

/** A place in a file that a person can open. Lines and columns count from 1. */
export interface Location {
  /** Repository-relative path with `/`, or the path as the user typed it. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine?: number
  readonly endColumn?: number
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatLocation({ file, line, column }: Location): string {
  return `${oneLine(file)}:${line}:${column}`
}

/** Orders by file, then line, then column; file names compare by code unit, never by locale. */
export function compareLocations(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** The top of a file: for findings about the file as a whole. */
export function startOf(file: string): Location {
  return { file, line: 1, column: 1 }
}
