/**
 * A value as one word of a line of sh, bash or zsh, which is not expanded and ends nothing. Plain
 * words stay as they are.
 *
 * @throws RangeError for a value that cannot be shown in one line, or that would be an option
 */
export function shellWord(value: string): string {
  if (isHidden.test(value)) {
    throw new RangeError('a line of a shell cannot hold control or invisible characters')
  }
  if (value.startsWith('-')) throw new RangeError('a word of a shell may not begin with a hyphen')
  if (/^[\w./:@][\w@%+=:,./-]*$/.test(value)) return value
  return `'${value.replaceAll("'", `'\\''`)}'`
}

const isHidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/v
