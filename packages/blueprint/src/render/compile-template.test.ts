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

const worst = '`a` | <b> [c](d) "e" $(id)'

const places: readonly [place: string, template: string, output: string][] = [
  ['text of a page', '- {{worst}}', '- \\`a\\` \\| &lt;b&gt; \\[c\\]\\(d\\) "e" \\$\\(id\\)'],
  [
    'a link',
    '[x](../{{worst}}/a)',
    '[x](../%60a%60%20%7C%20%3Cb%3E%20%5Bc%5D%28d%29%20%22e%22%20%24%28id%29/a)',
  ],
  [
    'a line for a shell',
    '```sh\nx \\\n  --y {{worst}}\n```\n',
    `\`\`\`sh\nx \\\n  --y '${worst}'\n\`\`\`\n`,
  ],
  [
    'a line in blocks',
    '{{#if on}}\n```sh\n{{#if on}}\nx {{worst}}\n{{/if}}\n```\n{{/if}}\n{{name}}',
    `\`\`\`sh\nx '${worst}'\n\`\`\`\non`,
  ],
  [
    'a label of a diagram',
    '```mermaid\na["{{quoted}}"]\n```\n{{name}}',
    '```mermaid\na["a#34;b"]\n```\non',
  ],
  [
    'what is joined',
    '- {{text worst "!"}}',
    '- \\`a\\` \\| &lt;b&gt; \\[c\\]\\(d\\) "e" \\$\\(id\\)\\!',
  ],
]

for (const [place, template, output] of places) {
  test(`a value is escaped for its place: ${place}`, () => {
    const render = compileTemplate(template, 't.md', 'markdown')
    assert.equal(render({ worst, quoted: 'a"b', name: 'on', on: true }), output)
  })
}

test('in a script a value is one word', () => {
  assert.equal(compileTemplate('x {{worst}}\n', 't.sh', 'shell')({ worst }), `x '${worst}'\n`)
})

const refused: readonly [value: string, language: 'markdown' | 'text', template: string][] = [
  ['a\n* @evil', 'text', '* {{value}}'],
  ['a\u202Eb', 'text', '* {{value}}'],
  ['a\nrm -r ~', 'markdown', '```sh\nx {{value}}\n```\n'],
  ['--post-renderer=x', 'markdown', '```sh\nx {{value}}\n```\n'],
  ['```\n# a', 'markdown', '```mermaid\n{{value}}\n```\n'],
  ['a` b', 'markdown', 'see `{{value}}`'],
  ['a | b', 'markdown', '| see | `{{value}}` |'],
]

for (const [value, language, template] of refused) {
  test(`${JSON.stringify(value)} cannot stand in ${JSON.stringify(template)}`, () => {
    assert.throws(
      () => compileTemplate(template, 't.hbs', language)({ value }),
      (error: unknown) => {
        assert.ok(error instanceof FleetError, String(error))
        assert.equal(error.problems[0].code, 'TEMPLATE_VALUE')
        assert.match(template.split('\n')[error.problems[0].location!.line - 1] ?? '', /value/)
        return true
      },
    )
  })
}
