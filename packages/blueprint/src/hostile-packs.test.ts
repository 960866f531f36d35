import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { planTree } from './plan-tree.ts'
import { load, smallSpec } from './testing/fleet.ts'
import { kindPack, manifest } from './testing/packs.ts'

type Files = Readonly<Record<string, string>>

/** What is said of a pack of a fleet, each problem as `FILE:LINE CODE message`. */
async function faultsOf(pack: Files, options = ''): Promise<readonly string[]> {
  const spec = smallSpec.replace('options: {}', `options: { ${options && `evil: ${options}`} }`)
  try {
    await planTree(load(spec), new Map(Object.entries(kindPack)), {
      ownPacks: new Map(Object.entries(pack).map(([path, text]) => [`fleet/packs/${path}`, text])),
      localOverlays: new Map(),
      ownReferences: new Map(),
    })
    return []
  } catch (error) {
    assert.ok(error instanceof FleetError, error instanceof Error ? error.stack : String(error))
    return error.problems.map(
      ({ code, message, location }) => `${location?.file}:${location?.line} ${code} ${message}`,
    )
  }
}

const twenty = `{ properties: { list: { default: [${Array.from({ length: 20 }, (_, i) => i).join()}] } } }`

function packOf(template: string, options = twenty): Files {
  return {
    'evil/pack.yaml': manifest(
      'evil',
      `  role: core
  options: ${options}
  files:
    - scope: fleet
      from: files
      to: docs
      as: file`,
    ),
    'evil/files/a.md.hbs': template,
  }
}

const templates: readonly [name: string, template: string, fault: RegExp][] = [
  [
    'lists within lists',
    `${'{{#each @root.options.list}}'.repeat(30)}x${'{{/each}}'.repeat(30)}`,
    /a\.md\.hbs:1 LIMIT_EXCEEDED the work of one template of a pack for one file/,
  ],
  [
    'a partial that includes itself',
    '{{#*inline "a"}}{{> a}}{{> a}}{{/inline}}{{> a}}',
    /a\.md\.hbs:1 TEMPLATE_SYNTAX there are no partials and no decorators/,
  ],
  ['a text without end', 'x'.repeat(200_000), /a\.md\.hbs:1 LIMIT_EXCEEDED the length of one/],
  ['a partial named by the view', '{{> (lookup . "x")}}', /TEMPLATE_SYNTAX there are no partials/],
  ['what counts the work', '{{@work}}', /a\.md\.hbs:1 TEMPLATE_SYNTAX there is no @work/],
  ['the frame around', '{{@_parent.work}}', /TEMPLATE_SYNTAX there is no @_parent/],
  ['the frame of a loop around', '{{#each options.list}}{{@../work}}{{/each}}', /TEMPLATE_SYNTAX/],
  ['a prototype', '{{text fleet.__proto__}}', /TEMPLATE_NAME/],
  ['a method', '{{#with fleet.name}}{{toString}}{{/with}}', /TEMPLATE_NAME/],
  ['a helper that looks anything up', '{{lookup fleet "constructor"}}', /TEMPLATE_NAME/],
  ['blocks as deep as the stack', '{{#if fleet}}'.repeat(5000), /TEMPLATE_SYNTAX/],
]

for (const [name, template, fault] of templates) {
  test(`a template of a pack: ${name} is refused`, async () => {
    assert.match((await faultsOf(packOf(template))).join('\n'), fault)
  })
}

const schemas: readonly [name: string, options: string, given: string, fault: RegExp][] = [
  [
    'a pattern that backtracks',
    '{ properties: { a: { pattern: "^(a+)+$" }, b: { pattern: "^b$" } } }',
    `{ a: ${'a'.repeat(60)}! }`,
    /SPEC_OPTION the option evil\.a must match pattern/,
  ],
  [
    'a pattern of properties that backtracks',
    '{ patternProperties: { "^(a|a)*b": { type: string } } }',
    `{ ${'a'.repeat(60)}: x, ${'a'.repeat(60)}b: 1 }`,
    /SPEC_OPTION the option evil\.a+b must be string/,
  ],
  ['a pattern that is none', '{ properties: { a: { pattern: "(" } } }', '{ a: x }', /PACK_OPTIONS/],
  [
    'an asynchronous schema',
    '{ $async: true }',
    '{ a: 1 }',
    /pack\.yaml:\d+ PACK_OPTIONS "\$async"/,
  ],
  [
    'a reference to elsewhere',
    '{ properties: { a: { $ref: "https://example.com/schema.json" } } }',
    '{ a: 1 }',
    /PACK_OPTIONS "\$ref" has no place/,
  ],
  [
    'a schema that holds itself',
    '{ properties: { a: { $ref: "#" } } }',
    '{ a: 1 }',
    /PACK_OPTIONS "\$ref"/,
  ],
  ['a schema that is none', '{ properties: 5 }', '{ a: 1 }', /PACK_OPTIONS this is no JSON Schema/],
  [
    'a type that is none',
    '{ properties: { a: { type: x } } }',
    '{ a: 1 }',
    /PACK_OPTIONS this is no/,
  ],
  ['null for a schema', '{ properties: { a: null } }', '{ a: 1 }', /PACK_OPTIONS this is no/],
  ['null for all schemas', '{ properties: null }', '{ a: 1 }', /PACK_OPTIONS this is no/],
  [
    'a schema of endless choice',
    `{ properties: { a: { enum: [${Array.from({ length: 20_000 }, (_, i) => i).join()}] } } }`,
    '{ a: 1 }',
    /pack\.yaml:\d+ LIMIT_EXCEEDED the schema of the options of one pack: more than 10,000 values/,
  ],
  [
    'options without end',
    '{ properties: { a: { uniqueItems: true } } }',
    `{ a: [${Array.from({ length: 20_000 }, (_, i) => i).join()}] }`,
    /fleet\.yaml:\d+ LIMIT_EXCEEDED the options of one pack: more than 5,000 values/,
  ],
]

for (const [name, options, given, fault] of schemas) {
  test(`the schema of a pack: ${name} is refused`, async () => {
    assert.match((await faultsOf(packOf('x', options), given)).join('\n'), fault)
  })
}

const sound: readonly [name: string, options: string, given: string][] = [
  ['an option with the name of a keyword', '{ properties: { $ref: {} } }', '{ $ref: x }'],
  ['a format that is unknown', '{ properties: { a: { format: x } } }', '{ a: x }'],
  [
    'a pattern with a class',
    '{ properties: { a: { pattern: "^[a-z\\\\d]{1,3}$" } } }',
    '{ a: b1 }',
  ],
  ['options called as methods', '{ properties: { constructor: {} } }', '{ constructor: 1 }'],
]

for (const [name, options, given] of sound) {
  test(`the schema of a pack: ${name} is fine`, async () => {
    assert.deepEqual(await faultsOf(packOf('x', options), given), [])
  })
}

test('null where a pack has a mapping is a fault with its place', async () => {
  for (const field of ['options', 'bootstrap', 'application', 'needs', 'files']) {
    const files = field === 'files' ? '' : '\n  files: []'
    const pack = manifest('evil', `  role: core\n  ${field}: null${files}`)
    assert.match(
      (await faultsOf({ 'evil/pack.yaml': pack })).join('\n'),
      /pack\.yaml:\d+ SPEC_TYPE|^$/,
      field,
    )
  }
})

test('the name of a builder and a path of `when` are looked up as names', async () => {
  const groups = (group: string): Files => ({
    'evil/pack.yaml': manifest('evil', `  role: core\n  files:\n    - ${group}`),
  })
  assert.match(
    (await faultsOf(groups('{ scope: fleet, build: constructor, to: x }'))).join('\n'),
    /PACK_BUILDER there is no builder "constructor"/,
  )
  const when = groups('{ scope: fleet, from: files, to: x, as: file, when: fleet.constructor }')
  assert.deepEqual(await faultsOf({ ...when, 'evil/files/a.md.hbs': '{{no.such.name}}' }), [])
})
