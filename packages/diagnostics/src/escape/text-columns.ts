/** Letters that are two columns wide, as far as they have a script or a range of their own. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303E\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/gv
/** Marks that stand on the letter before them. */
const combining = /[\p{Mn}\p{Me}]/gu

/** How many columns of a terminal a printable text takes. */
export function textColumns(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length
  const letters = text.replaceAll(combining, '')
  return [...letters].length + (letters.match(wide)?.length ?? 0)
}
