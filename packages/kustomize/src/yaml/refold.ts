/**
 * What a folded scalar (`>`) holds after kustomize has written and read it once more. Its writer
 * puts a blank line before every break that follows an unindented line, even where the next line is
 * indented and the break would have been kept; the reader then keeps both.
 */
export function refold(text: string): string {
  if (!text.includes('\n') || !isWrittenFolded(text)) return text
  // The writer looks at the start of the text where it means the start of the line.
  const addsBreaks = /^\n*[^\n \t]/.test(text)
  let written = ''
  let breaks = true
  let leadingSpaces = true
  for (const character of text) {
    if (character === '\n') {
      if (!breaks && !leadingSpaces && addsBreaks) written += '\n'
      written += '\n'
      breaks = true
    } else {
      if (breaks) leadingSpaces = character === ' ' || character === '\t'
      written += character
      breaks = false
    }
  }
  const keepsAll = text === '\n' || text.endsWith('\n\n')
  let end = written.length
  while (written[end - 1] === '\n') end--
  const trailing = written.slice(end)
  const kept = keepsAll ? trailing : text.endsWith('\n') ? '\n' : ''
  return readFolded(written.slice(0, end)) + kept
}

/** Text with a space at a line's end, a tab or a special character is written in double quotes. */
function isWrittenFolded(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/ \n| $|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text)
}

function readFolded(written: string): string {
  const lines = written.split('\n')
  let value = ''
  let leadingBreak = false
  let blankLines = 0
  let previousBlank = false
  lines.forEach((line, index) => {
    if (line === '' && index < lines.length - 1 && (leadingBreak || value === '')) {
      blankLines++
      return
    }
    const blank = line[0] === ' ' || line[0] === '\t'
    if (leadingBreak && !previousBlank && !blank) {
      if (blankLines === 0) value += ' '
    } else if (leadingBreak) value += '\n'
    value += '\n'.repeat(blankLines) + line
    blankLines = 0
    leadingBreak = true
    previousBlank = blank
  })
  return value
}
