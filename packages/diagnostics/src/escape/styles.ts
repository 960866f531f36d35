import { inspect } from 'node:util'
import { printableText } from './one-line.ts'

const names = ['red', 'yellow', 'green', 'cyan', 'bold', 'dim'] as const

export type Style = (text: string) => string
export type Styles = Readonly<Record<(typeof names)[number], Style>>

/** Known to this process alone, so that no input can hold it; made when there are colours. */
let mark: string | undefined

/**
 * Colours for texts, or none. What they write is no sequence of a terminal yet: `terminalText` makes
 * it one, and lets no other through.
 */
export function stylesFor({ color }: { readonly color: boolean }): Styles {
  return color ? marked : plain
}

const plain = stylesOf(() => text => text)
const marked = stylesOf(name => {
  const [open = 0, close = 0] = inspect.colors[name] ?? []
  return text => `${sequence(open)}${text}${sequence(close)}`
})

/** A text as it may be written to a terminal: escaped, then coloured. */
export function terminalText(text: string): string {
  if (mark === undefined || !text.includes(mark)) return printableText(text)
  // Splitting by a group leaves texts at even places and the codes of colours at odd ones.
  return text
    .split(new RegExp(`${mark}(\\d+)m`))
    .map((part, i) => (i % 2 === 0 ? printableText(part) : `\u001B[${part}m`))
    .join('')
}

function sequence(code: number): string {
  mark ??= crypto.randomUUID()
  return `${mark}${code}m`
}

function stylesOf(style: (name: (typeof names)[number]) => Style): Styles {
  return Object.fromEntries(names.map(name => [name, style(name)])) as unknown as Styles
}
