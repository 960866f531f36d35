import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { csvCell, valueOfCsvCell } from './csv-cell.ts'
import { htmlText, markdownCode, markdownFence, markdownText } from './markdown.ts'
import { oneLine, printableText, shortLine } from './one-line.ts'
import { shellWord } from './shell-word.ts'
import { stylesFor, terminalText } from './styles.ts'
import { textColumns } from './text-columns.ts'
import { uriPath } from './uri-path.ts'

const unseen: readonly (readonly [what: string, sign: string, written: string])[] = [
  ['escape', '\u001B', '\\u001b'],
  ['nul', '\0', '\\u0000'],
  ['bell', '\u0007', '\\u0007'],
  ['backspace', '\b', '\\u0008'],
  ['carriage return', '\r', '\\u000d'],
  ['delete', '\u007F', '\\u007f'],
  ['next line of C1', '\u0085', '\\u0085'],
  ['control sequence introducer of C1', '\u009B', '\\u009b'],
  ['soft hyphen', '\u00AD', '\\u00ad'],
  ['combining grapheme joiner', '\u034F', '\\u034f'],
  ['Hangul filler', '\u3164', '\\u3164'],
  ['zero width space', '\u200B', '\\u200b'],
  ['zero width joiner', '\u200D', '\\u200d'],
  ['right-to-left mark', '\u200F', '\\u200f'],
  ['right-to-left override', '\u202E', '\\u202e'],
  ['first strong isolate', '\u2068', '\\u2068'],
  ['pop directional isolate', '\u2069', '\\u2069'],
  ['line separator', '\u2028', '\\u2028'],
  ['paragraph separator', '\u2029', '\\u2029'],
  ['byte order mark', '\uFEFF', '\\ufeff'],
  ['tag letter', '\u{E0041}', '\\udb40\\udc41'],
  ['selector of a variant', '\u{E0100}', '\\udb40\\udd00'],
  ['lone high surrogate', '\uD800', '\\ud800'],
  ['lone low surrogate', '\uDC00', '\\udc00'],
]

for (const [what, sign, written] of unseen) {
  test(`${what} is written out, in a line and in a text`, () => {
    assert.equal(oneLine(`a${sign}b`), `a${written}b`)
    assert.equal(printableText(`a${sign}b`), `a${written}b`)
    const json = JSON.stringify({ [`a${sign}`]: `${sign}b` }, null, 2)
    assert.deepEqual(JSON.parse(printableText(json)), JSON.parse(json))
  })
}

test('line ends and tabs end no line, and stay in a text', () => {
  assert.equal(oneLine('a\n\tb'), 'a\\u000a\\u0009b')
  assert.equal(printableText('a\n\tb'), 'a\n\tb')
})

test('what would fill a screen is cut', () => {
  assert.equal(shortLine('a\nb'), 'a\\u000ab')
  assert.equal(shortLine('a'.repeat(2000)), `${'a'.repeat(1000)}…`)
  assert.equal(shortLine('🛑🛑', 3), '🛑\\ud83d…')
})

test('letters of all scripts, signs and emoji stay as they are', () => {
  const text = 'é ü 集群 кластер 🛑 ⚠️ → … · − × “x”'
  assert.equal(oneLine(text), text)
  assert.equal(printableText(text), text)
})

const commands: readonly (readonly [text: string, written: string])[] = [
  ['::error::x', '\\u003a:error::x'],
  ['a\n \t\u00A0::set-output name=x::y', 'a\n \t\u00A0\\u003a:set-output name=x::y'],
  ['a\r::error::x', 'a\\u000d::error::x'],
  ['##[error]x', '\\u0023#[error]x'],
  ['a ##vso[task.setvariable variable=x]y', 'a \\u0023#vso[task.setvariable variable=x]y'],
  ['###[group]', '#\\u0023#[group]'],
  ['a ::b', 'a ::b'],
  ['## a heading', '## a heading'],
]

for (const [text, written] of commands) {
  test(`${JSON.stringify(text)} is no command in a log`, () => {
    assert.equal(printableText(text), written)
    const json = JSON.stringify([text, { [text]: 1 }], null, 2)
    assert.deepEqual(JSON.parse(printableText(json)), JSON.parse(json))
  })
}

test('colours are ours, and no input can make one', () => {
  const paint = stylesFor({ color: true })
  const text = paint.red(`a\u001B[32mb${paint.bold('c')}`)
  assert.equal(terminalText(text), '\u001B[31ma\\u001b[32mb\u001B[1mc\u001B[22m\u001B[39m')
  assert.equal(terminalText(paint.dim('x\n::error::y')), '\u001B[2mx\n\\u003a:error::y\u001B[22m')
  assert.equal(stylesFor({ color: false }).red('a'), 'a')
})

const texts: readonly (readonly [text: string, markdown: string])[] = [
  ['see http://evil.example/a', 'see http:<!-- -->//evil.example/a'],
  ['see www.evil.example', 'see www<!-- -->.evil.example'],
  ['_www.evil.example', '\\_www<!-- -->.evil.example'],
  ['mailto:a@b.example', 'mailto:<!-- -->a@<!-- -->b.example'],
  ['@acme/team', '@<!-- -->acme/team'],
  ['#12 and a/b#12 and GH-12', '\\#<!-- -->12 and a/b\\#<!-- -->12 and GH<!-- -->-12'],
  ['![x](http://evil.example/x.png)', '\\!\\[x\\]\\(http:<!-- -->//evil.example/x.png\\)'],
  ['<img src=x>&amp;', '&lt;img src=x&gt;&amp;amp;'],
  ['a | b\n| c', 'a \\| b\\u000a\\| c'.replace('\\u', '\\\\u')],
  ['`x` **y** ~~z~~ $w$', '\\`x\\` \\*\\*y\\*\\* \\~\\~z\\~\\~ \\$w\\$'],
  ['- a', '\\- a'],
  ['12. a', '12\\. a'],
  ['===', '\\==='],
  ['  - a', '&#32; - a'],
  [' 1. a', '&#32;1. a'],
  ['    a', '&#32;   a'],
  ['1.35.0', '1.35.0'],
  [':-', '\\:-'],
  ['fd00:ab:cd::/48', 'fd00:<!-- -->ab:<!-- -->cd::/48'],
  ['2001:db8:1:ab0::/64', '2001:db8:1:ab0::/64'],
  ['apps/a.yaml:100:1', 'apps/a.yaml:<!-- -->100:1'],
  ['apps/a.yaml:12345:1', 'apps/a.yaml:12345:1'],
  ['a :+1: :no_entry:', 'a :<!-- -->\\+1: :<!-- -->no\\_entry:'],
  ['apps/a.yaml:3:1, eu-west-1 is 1.2.3', 'apps/a.yaml:3:1, eu-west-1 is 1.2.3'],
]

for (const [text, markdown] of texts) {
  test(`${JSON.stringify(text)} is text in Markdown`, () => {
    assert.equal(markdownText(text), markdown)
  })
}

test('inside an element nothing is an element, a mention or another line', () => {
  assert.equal(htmlText('</b>\n@a'), '&lt;/b&gt;\\u000a@<!-- -->a')
})

test('a code span and a fenced block are ended by nothing in them', () => {
  assert.equal(markdownCode('a'), '`a`')
  assert.equal(markdownCode('a\n\nb'), '`a\\u000a\\u000ab`')
  assert.equal(markdownCode('`a` @b'), '\\`a\\` @<!-- -->b')
  assert.equal(markdownFence(['a\n```', '````'], 'diff'), '`````diff\na\\u000a```\n````\n`````')
})

test('a path is a relative URI, whatever is in it', () => {
  assert.equal(uriPath('a b/c#d?e%f\\g\nh'), 'a%20b/c%23d%3Fe%25f%5Cg%0Ah')
  assert.equal(uriPath("(a)'*!"), '%28a%29%27%2A%21')
  assert.equal(uriPath('x\uD800:é'), 'x%EF%BF%BD%3A%C3%A9')
})

const cells: readonly (readonly [value: string, cell: string])[] = [
  ['plain', 'plain'],
  ['him, "Bob"', '"him, ""Bob"""'],
  ['=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '"\'\r=1"'],
  ['\n=1', '"\'\n=1"'],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
]

for (const [value, cell] of cells) {
  test(`${JSON.stringify(value)} is a text in a cell, and comes back from it`, () => {
    assert.equal(csvCell(value), cell)
    const unquoted = cell.replaceAll(/^"|"$/g, '').replaceAll('""', '"')
    assert.equal(valueOfCsvCell(cell.startsWith('"') ? unquoted : cell), value)
  })
}

const words = ['a', 'https://a.example/b', '$(id)', '`id`', "a'; id; '", 'a b', '\\', '!!', '~', '']

for (const word of words) {
  test(`a shell reads ${JSON.stringify(word)} as one word`, () => {
    const said = execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })
    assert.equal(said, word)
  })
}

test('a word that would be an option, or cannot be seen whole, is refused', () => {
  for (const word of ['--post-renderer', 'a\nb', 'a\u001Bb', 'a\u200Bb', 'a\u202Eb']) {
    assert.throws(() => shellWord(word), RangeError)
  }
  assert.equal(shellWord('=a'), "'=a'")
})

test('a wide letter takes two columns, a combining one none', () => {
  assert.equal(textColumns('abc'), 3)
  assert.equal(textColumns('集群'), 4)
  assert.equal(textColumns('e\u0301'), 1)
  assert.equal(textColumns('🛑'), 2)
})
