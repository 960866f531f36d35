import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GoMap, goValue, type GoValue } from './value.ts'
import { sprigFunctions } from './sprig/index.ts'
import { Budget, FleetError } from '@bulkhead/diagnostics'
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
  'a template that calls itself': '{{define "a"}}{{template "a"}}{{end}}{{template "a"}}',
  'the main template that calls itself': '{{template "base" .}}',
}

for (const [what, source] of Object.entries(endless)) {
  test(`${what} does not go on for ever`, () => {
    assert.throws(() => render(source), TemplateLimit)
  })
}

/** The unit of work that a list, a text or a loop takes more of than there is. */
const costly = {
  'a loop in a loop': '{{range until 2000}}{{range until 2000}}x{{end}}{{end}}',
  'a loop without end': '{{range 9000000000000000000}}{{end}}',
  'much output': '{{$x := repeat 1000000 "abcdefg"}}{{$x}}{{$x}}',
  'a text that doubles': `{{$x := "ab"}}${'{{$x = print $x $x}}'.repeat(40)}`,
  'a list that doubles': `{{$x := list 1}}${'{{$x = concat $x $x}}'.repeat(40)}`,
  'a list that holds itself twice': `{{$x := list 1}}${'{{$x = list $x $x}}'.repeat(40)}{{toJson $x}}`,
  'a map that holds itself twice': `{{$x := dict}}${'{{$x = dict "a" $x "b" $x}}'.repeat(40)}{{$x}}`,
  'a large step in a loop':
    '{{$x := repeat 1000000 "a"}}{{range until 1000}}{{len (upper $x)}}{{end}}',
  'a width': `{{$f := repeat 100 "%999999d"}}{{printf $f ${'1 '.repeat(100)}}}`,
  'a list that grows': '{{$x := list}}{{range until 300000}}{{$x = append $x .}}{{end}}',
  'a list without what it has twice': '{{uniq (until 100000)}}',
  'a regular expression over a long text':
    '{{regexFindAll "(x*)*y|a" (repeat 100000 "a") -1 | len}}',
  'a map of many parts': '{{$x := split "," (repeat 4000000 ",")}}{{len $x}}',
}

for (const [what, source] of Object.entries(costly)) {
  test(`${what} is more work than one template may be`, () => {
    assert.throws(() => render(source), { message: /LIMIT_EXCEEDED/ })
  })
}

test('a long text takes time that grows with it and no faster', () => {
  const long = (count: number, text: string) => `(repeat ${count} "${text}")`
  for (const source of [
    `{{trim (printf "x%sx" ${long(1_000_000, ' ')})}}`,
    `{{base (printf "x%sx" ${long(1_000_000, '/')})}}`,
    `{{float64 (printf "%sx" ${long(1_000_000, '1')})}}`,
    `{{b32dec (printf "x%sx" ${long(1_000_000, '=')})}}`,
    `{{atoi ${long(1_000_000, '9')}}}`,
  ]) {
    const started = process.cpuUsage()
    try {
      render(source)
    } catch (error) {
      assert.ok(error instanceof TemplateError, String(error))
    }
    const { user, system } = process.cpuUsage(started)
    assert.ok(user + system < 2_000_000, `${source}: ${user + system} µs`)
  }
})

test('a constraint of versions takes no time that doubles', () => {
  assert.throws(() => render(`{{semverCompare "${'1  '.repeat(80)}!" "1.2.3"}}`), {
    message: /improper constraint/,
  })
  assert.throws(() => render(`{{semverCompare "${'1 '.repeat(200)}" "1.2.3"}}`), {
    message: /more than 256 characters/,
  })
})

test('the templates of a run share one budget, and the error says where', () => {
  const budget = new Budget([['expansion-steps', 1000]])
  const template = new Template('base', '{{range until 100}}x{{end}}', {
    functions: sprigFunctions,
  })
  const location = { file: 'set.yaml', line: 7, column: 3 }
  assert.throws(
    () => {
      for (let i = 0; i < 100; i++) template.execute(null, budget, () => location)
    },
    (error: unknown) =>
      error instanceof FleetError &&
      error.problems[0].location === location &&
      /--limit expansion-steps=2000/.test(error.problems[0].hint ?? ''),
  )
})

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
      assert.ok(error instanceof FleetError, String(error))
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
