/**
 * Control characters, format characters that nobody sees or that turn the direction of a text,
 * separators of lines and paragraphs, and lone surrogates. Selectors of an emoji's look stay.
 */
const unprintable = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]--[\u{FE0E}-\u{FE0F}]]/gv
const unprintableInText = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]--[\u{FE0E}-\u{FE0F}\t\n]]/gv

/** Nearly all text is of these characters alone, and is known so faster. */
const plainLine = /^[\x20-\x7E]*$/
const plainText = /^[\n\t\x20-\x7E]*$/

/** GitHub and Azure read `##[command]` and `##vso[command]` anywhere in a line of a log. */
const commandInLine = /##(?=\w*\[)/g
/** GitHub reads `::command::` where a line begins, after white space of any kind. */
const commandAtStart = /^([^\S\n]*):(?=:)/gm

/**
 * A value as a part of one line: what could end the line, move a terminal, hide or reorder letters
 * is written as `\u001b`. Tabs and line ends as well. The result has no lone surrogate.
 */
export function oneLine(value: string): string {
  return plainLine.test(value) ? value : value.replaceAll(unprintable, escapeCharacter)
}

/** A longer text does not fit on a screen. */
const longest = 1000

/** As `oneLine`, for what people read: a text that would fill the screen is cut. */
export function shortLine(text: string, most = longest): string {
  return oneLine(cut(text, most))
}

/** A text, or as much of it as is read. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/**
 * A whole text for a terminal or a log: as `oneLine`, but line ends and tabs stay, and no line is a
 * command to the system that runs a build. What is changed is written as JSON writes it in a string,
 * so that JSON stays the same JSON.
 */
export function printableText(text: string): string {
  const visible = plainText.test(text) ? text : text.replaceAll(unprintableInText, escapeCharacter)
  const quiet = visible.includes('##') ? visible.replaceAll(commandInLine, '\\u0023#') : visible
  return quiet.includes('::') ? quiet.replaceAll(commandAtStart, '$1\\u003a') : quiet
}

/** As JSON and JavaScript write it: one or two units of UTF-16. */
function escapeCharacter(character: string): string {
  let escaped = ''
  for (let i = 0; i < character.length; i++) {
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }
  return escaped
}
