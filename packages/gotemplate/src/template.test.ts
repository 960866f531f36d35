import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GoMap, goValue, type GoValue } from './value.ts'
import { sprigFunctions } from './sprig/index.ts'
import { NotDeterministic, TemplateError, TemplateLimit } from './template-error.ts'
import { Template, UnknownOption } from './template.ts'

function render(source: string, data: unknown = {}, ...options: readonly string[]): string {
  return new Template('base', source, { functions: sprigFunctions, options }).execute(goValue(data))
}

test('an option that Go does not know is refused as Go does', () => {
  assert.throws(() => render('x', {}, 'missingkey=bogus'), {
    constructor: UnknownOption,
    message: 'unrecognized option: missingkey=bogus',
  })
})

test('the last of several options counts', () => {
  assert.equal(render('{{.x}}', {}, 'missingkey=error', 'missingkey=default'), '<no value>')
})

test('what the clock or chance decides is said, and not guessed', () => {
  for (const source of ['{{now}}', '{{randAlphaNum 5}}', '{{uuidv4}}', '{{genCA "x" 3}}']) {
    assert.throws(() => render(source), NotDeterministic, source)
  }
  assert.equal(render('{{if .x}}{{now}}{{end}}never called'), 'never called')
})

const endless = {
  'a loop': '{{range until 2000}}{{range until 2000}}x{{end}}{{end}}',
  'a template that calls itself': '{{define "a"}}{{template "a"}}{{end}}{{template "a"}}',
  'the main template that calls itself': '{{template "base" .}}',
  'much output': '{{$x := repeat 1000000 "abcdefg"}}{{$x}}{{$x}}',
}

for (const [what, source] of Object.entries(endless)) {
  test(`${what} does not go on for ever`, () => {
    assert.throws(() => render(source), TemplateLimit)
  })
}

test('a result beyond all measure is an error of the function', () => {
  for (const source of [
    '{{until 2000000000}}',
    '{{repeat 2000000000 "x"}}',
    '{{seq 1 1 2000000000}}',
  ]) {
    assert.throws(() => render(source), TemplateError, source)
  }
})

test('deep nesting is refused instead of running out of stack', () => {
  const deep = `{{${'('.repeat(5000)}1${')'.repeat(5000)}}}`
  assert.throws(() => render(deep), { message: /max expression depth exceeded/ })
  assert.throws(() => render('{{if 1}}'.repeat(5000)), { message: /max expression depth exceeded/ })
})

test('a map that holds itself does not run out of stack', () => {
  for (const source of [
    '{{$d := dict}}{{$_ := set $d "d" $d}}{{$d}}',
    '{{$d := dict}}{{$_ := set $d "d" $d}}{{toJson $d}}',
  ]) {
    try {
      render(source)
    } catch (error) {
      assert.ok(error instanceof TemplateError || error instanceof TemplateLimit, String(error))
    }
  }
})

test('names of JavaScript are no fields and no functions', () => {
  assert.equal(
    render('{{.constructor}} {{.__proto__}} {{.toString}}'),
    '<no value> <no value> <no value>',
  )
  assert.throws(() => render('{{constructor}}'), { message: /function "constructor" not defined/ })
  assert.throws(() => render('{{toLocaleString 1}}'), { message: /not defined/ })
})

test('a change by `set` is seen by what is rendered with the same data later', () => {
  const data: GoValue = new GoMap([['a', 'x']])
  const template = (source: string) => new Template('base', source, { functions: sprigFunctions })
  template('{{$_ := set . "b" "y"}}').execute(data)
  assert.equal(template('{{.b}}').execute(data), 'y')
})

test('a fault names its line', () => {
  assert.throws(
    () => render('a\nb {{ .x.y.z | upper }}\n', { x: {} }, 'missingkey=error'),
    (error: unknown) => error instanceof TemplateError && error.line === 2,
  )
})
