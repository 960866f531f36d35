import assert from 'node:assert/strict'

/** What a terminal, a log of a build system and a person must not be given, in one text. */
export const worst = [
  'x\u001B[31m\u001B]0;pwned\u0007\u009B2J\u0000\u007F\u202E\u2066\u200B\u2060\uFEFF\u{E0041}\u3164',
  '::error file=x::pwned',
  ' \t::set-output name=x::pwned',
  '##[error]pwned',
  '##vso[task.setvariable variable=x]pwned\u2028::warning::pwned\r::stop-commands::pwned',
  '@acme/team #1 http://evil.example www.evil.example <img src=x> | `x` **y** [z](http://evil.example)',
  '\uD800',
].join('\n')

/** Fails for output that is more than text. */
export function assertPrintable(text: string, what: string): void {
  assert.ok(text.isWellFormed(), `${what}: a lone surrogate`)
  const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\u034F\u3164]/u.exec(text)
  assert.equal(
    hidden && JSON.stringify(text.slice(hidden.index - 40, hidden.index + 20)),
    null,
    what,
  )
  assert.doesNotMatch(text, /^\s*::\w/m, `${what}: a command in a log`)
  assert.doesNotMatch(text, /##(?:\w+)?\[/, `${what}: a command in a log`)
  assert.doesNotMatch(text, /^\s*@acme\/team/m, `${what}: a line that the text itself began`)
}
