import { oneLine } from './one-line.ts'

/**
 * A text in Markdown, as GitHub reads it: nothing in it is markup, an element, a link, a mention or
 * a reference, wherever in a line or a table it stands.
 */
export function markdownText(text: string): string {
  const line = inElement(oneLine(text)).replaceAll(/[\\`*_{}[\]()#+|!~$]/g, '\\$&')
  // These only mean something at the start of a line.
  const inert = line.replace(/^(\d+(?=\. |\.$)|(?=[-=]|:-))(.)/, '$1\\$2')
  // After spaces these mean the same, and four spaces are code: a reference is a plain letter.
  return withoutLinks(inert).replace(/^ /, '&#32;')
}

/** A text inside an HTML element, where Markdown is not read: names of a summary, say. */
export function htmlText(text: string): string {
  return withoutLinks(inElement(oneLine(text)))
}

/** A text as a code span, or as text where it could end the span or call somebody. */
export function markdownCode(text: string): string {
  return text === '' || /[`@]/.test(text) ? markdownText(text) : `\`${oneLine(text)}\``
}

/** Lines as a fenced block that nothing in them can end. */
export function markdownFence(lines: readonly string[], language = ''): string {
  const text = lines.map(oneLine).join('\n')
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${ticks}${language}\n${text}\n${ticks}`
}

function inElement(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const parted = '<!-- -->'

/**
 * Colons that GitHub would take for those of an emoji: `:ab:` in an address of IPv6, `:100:` in a
 * place in a file. Other groups of such addresses and other numbers name none, and stay readable.
 * What stands between the colons is escaped already.
 */
const emoji = /:(?=(?:a|b|ab|bee|cd|100|1234|(?![\da-f]{1,4}:|\d+:)[\w\\+-]{1,80}):)/gi

/** What GitHub would make a link, a mention or a picture of is parted by a comment, which is not shown. */
function withoutLinks(text: string): string {
  return text
    .replaceAll(emoji, `:${parted}`)
    .replaceAll(
      /[@#](?=\S)|:(?=\/\/)|(?<![a-z\d])(?:(?:mailto|xmpp):|GH(?=-\d)|www(?=\.))/gi,
      `$&${parted}`,
    )
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
