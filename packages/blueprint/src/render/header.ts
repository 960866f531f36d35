import type { Owner } from '../planned-file.ts'

/** How every managed file begins, where its format has comments. */
export const managedMark = 'Managed by bulkhead'

const notices: Readonly<Record<Owner, string>> = {
  managed: `${managedMark}: change fleet/ and run \`bulkhead generate\`; edits here are reported.`,
  given: 'Given by bulkhead once, and yours from now on.',
}

/** Whether a file begins with the line that says whose it is; one without comments need not. */
export function bearsNotice(path: string, text: string, owner: Owner): boolean {
  if (path.endsWith('.json')) return true
  const [mark] = notices[owner].split(/[:,]/, 1)
  const start = text.startsWith('\uFEFF') ? text.slice(1) : text
  return start.startsWith(`${path.endsWith('.md') ? '<!--' : '#'} ${mark}`)
}

/** A file's text under the line that says whose it is. Formats without comments stay as they are. */
export function withHeader(path: string, text: string, owner: Owner): string {
  const notice = notices[owner]
  if (path.endsWith('.md')) return `<!-- ${notice} -->\n\n${text}`
  return path.endsWith('.json') ? text : `# ${notice}\n${text}`
}
