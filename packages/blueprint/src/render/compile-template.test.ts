import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { compileTemplate } from './compile-template.ts'

const view = { name: 'on', list: ['a', 'b'], record: { x: 1 }, no: false, words: { deep: 'w' } }

const table: readonly [name: string, template: string, output: string][] = [
  ['a scalar is quoted as YAML needs', 'a: {{yaml name}}', "a: 'on'"],
  ['a mapping is indented as told', 'a:\n  {{yamlBlock record 2}}\n', 'a:\n  x: 1\n'],
  ['a list becomes a block', 'a:\n  {{yamlBlock list 2}}\n', 'a:\n  - a\n  - b\n'],
  ['each repeats', '{{#each list}}\n- {{yaml this}}\n{{/each}}\n', '- a\n- b\n'],
  ['if chooses', '{{#if no}}\nyes: 1\n{{else}}\nno: 1\n{{/if}}\n', 'no: 1\n'],
  ['a path leads inwards', 'a: {{yaml words.deep}}', 'a: w'],
]

for (const [name, template, output] of table) {
  test(name, () => assert.equal(compileTemplate(template, 't.hbs', 'yaml')(view), output))
}

test('text templates take names as they are', () => {
  assert.equal(compileTemplate('{{name}}/{{words.deep}}', 't', 'text')(view), 'on/w')
})

const faulty: readonly [name: string, template: string, code: string, line: number][] = [
  ['an unknown name', 'a: 1\nb: {{yaml nothing}}', 'TEMPLATE_NAME', 2],
  ['an unknown name inside another', 'b: {{yaml words.nothing}}', 'TEMPLATE_NAME', 1],
  ['an unknown name in if', '\n{{#if nothing}}x{{/if}}', 'TEMPLATE_NAME', 2],
  ['an unknown name in each', '{{#each nothing}}x{{/each}}', 'TEMPLATE_NAME', 1],
  ['an unknown helper', 'a: {{shout name}}', 'TEMPLATE_BARE_VALUE', 1],
  ['a bare value in YAML', 'a: 1\nb: {{name}}', 'TEMPLATE_BARE_VALUE', 2],
  ['a raw value in YAML', 'b: {{{name}}}', 'TEMPLATE_BARE_VALUE', 1],
  ['a bare value inside a block', '{{#if name}}\nb: {{name}}\n{{/if}}', 'TEMPLATE_BARE_VALUE', 2],
  ['a syntax error', 'a: 1\nb: {{#if}', 'TEMPLATE_SYNTAX', 2],
  ['a way out through the prototype', 'a: {{yaml name.constructor.name}}', 'TEMPLATE_NAME', 1],
]

for (const [name, template, code, line] of faulty) {
  test(`${name} is an error with template and line`, () => {
    assert.throws(
      () => compileTemplate(template, 'packs/x/t.hbs', 'yaml')(view),
      (error: unknown) => {
        assert.ok(error instanceof FleetError, String(error))
        const [problem] = error.problems
        assert.equal(problem.code, code, problem.message)
        assert.equal(problem.location?.file, 'packs/x/t.hbs')
        assert.equal(problem.location.line, line, JSON.stringify(problem))
        return true
      },
    )
  })
}
