import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetOf, tinyRepository, tinySpec } from '../../support/fleets.ts'
import { runCli } from '../../support/run-cli.ts'
import { readTree } from '../../support/tree.ts'

/* A command line that asks for what there is not. Exit code 2, nothing is written. */

const table: readonly (readonly [line: string, says: string])[] = [
  ['generat', "error: unknown command 'generat'\n(Did you mean generate?)\n"],
  ['frobnicate', "error: unknown command 'frobnicate'\n"],
  ['generate --chekc', "error: unknown option '--chekc'\n(Did you mean --check?)\n"],
  [
    'generate extra',
    "error: too many arguments for 'generate'. Expected 0 arguments but got 1: extra.\n",
  ],
  ['-C', "error: option '-C <dir>' argument missing\n"],
  ['list', "error: missing required argument 'kind'\n"],
  [
    'list pods',
    "error: command-argument value 'pods' is invalid for argument 'kind'. Allowed choices are regions, clusters, workloads, environments, teams.\n",
  ],
  ['completion', "error: missing required argument 'shell'\n"],
  [
    'validate --format xml',
    "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif.\n",
  ],
  ['add regoin eu', "error: unknown command 'regoin'\n(Did you mean region?)\n"],
  ['add region eu --zone a', "error: unknown option '--zone'\n(Did you mean --zones?)\n"],
  [
    'explain NET02',
    `error: there is no rule "NET02"; did you mean "NET002"? [RULE_UNKNOWN]
  → Rules: ARG001, ARG002, ARG003, ARG004, ARG005, ARG006, ARG007, ARG008, ARG009, ARG010, CFG001, CFG002, CFG003, CFG004, CHG001, CHG002, CHG003, CHG004, CHG005, CHG006, CHG007, CHG008, CHG009, CHG010, CHG011, GEN001, GEN002, GEN003, GEN004, GEN006, GEN008, KUS001, KUS009, KUS010, NET001, NET002, NET003, NET004, NET005, NET006, NET007, NET008, NET009, NET010, SCH003, SEC001.
`,
  ],
  [
    'add cluster x --region local',
    `error: no answer to "environment": Environment [ANSWER_MISSING]
  → Give --environment, or a line "environment: …" in an answer file.
`,
  ],
  [
    'add region --provider kind',
    `error: no answer to "name": Name of the region, as its provider calls it [ANSWER_MISSING]
  → Give it as the first argument, or a line "name: …" in an answer file.
`,
  ],
  [
    'add cluster x --region local --environment dev --nodes many',
    `error: "nodes" takes a number, and "many" is not one [ANSWER]
  → Correct the answer.
`,
  ],
  [
    'add team x --answers missing.yaml',
    `error: the answer file missing.yaml cannot be read [ANSWERS_FILE]
  → Name a YAML file with one line per answer.
`,
  ],
]

for (const [line, says] of table) {
  test(`bulkhead ${line}: is refused with exit code 2`, async t => {
    const dir = await tinyRepository(t)
    const before = readTree(dir)
    const { code, err, out } = await runCli(dir, ...line.split(' '))
    assert.equal(err, says)
    assert.equal(code, 2)
    assert.equal(out, '')
    assert.deepEqual(readTree(dir), before)
  })
}

test('a command that needs another word shows its help and exits with 2', async t => {
  const dir = await tinyRepository(t)
  for (const line of [[], ['add'], ['hooks'], ['ipam']]) {
    const { code, err, out } = await runCli(dir, ...line)
    assert.match(err, /^Usage: bulkhead/)
    assert.equal(code, 2)
    assert.equal(out, '')
  }
})

test('help and version are results: stdout, exit code 0', async t => {
  const dir = await tinyRepository(t)
  for (const line of [['--help'], ['help'], ['add', 'region', '--help'], ['--version']]) {
    const { code, err, out } = await runCli(dir, ...line)
    assert.match(out, /^(Usage: bulkhead|\d+\.\d+\.\d+)/)
    assert.equal(err, '')
    assert.equal(code, 0)
  }
})

test('an answer file with an unknown question says where', async t => {
  const dir = fleetOf(t, { ...tinySpec, 'answers.yaml': 'name: eu\nprovidr: kind\n' })
  const { code, err } = await runCli(dir, 'add', 'region', '--answers', 'answers.yaml')
  assert.equal(
    err,
    `answers.yaml:2:1: error: nothing asks for "providr"; did you mean "provider"? [ANSWER]
  2 | providr: kind
    | ^^^^^^^
  → Questions: name, provider, zones, environment, residency, kubernetesVersion.
`,
  )
  assert.equal(code, 2)
})

const broken = {
  ...tinySpec,
  'fleet/team.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: Shop }
spec: { owner: '@acme/shop' }
`,
  'fleet/workload.yaml': 'kind: [\n',
}

test('the problems of a spec are shown with the line they are on and a hint, and counted', async t => {
  const { code, err } = await runCli(fleetOf(t, broken), 'generate')
  assert.equal(
    err,
    `fleet/team.yaml:4:9: error: unknown field "owner"; did you mean "owners"? [SPEC_UNKNOWN_FIELD]
  4 | spec: { owner: '@acme/shop' }
    |         ^^^^^
  → Fields here: description, owners, groups.
fleet/workload.yaml:2:1: error: Flow sequence in block collection must be sufficiently indented and end with a ] [bad indent] [YAML_SYNTAX]
  2 | 
    | ^
  → Correct the YAML; nothing was written.

2 problems; nothing was written.
`,
  )
  assert.equal(code, 2)
})

test('with --json they are data on stdout, and stderr is silent', async t => {
  const dir = fleetOf(t, broken)
  for (const line of [
    'generate --json',
    'validate --json',
    'list teams --json',
    'ipam show --json',
  ]) {
    const { code, err, out } = await runCli(dir, ...line.split(' '))
    assert.deepEqual(JSON.parse(out), {
      problems: [
        {
          code: 'SPEC_UNKNOWN_FIELD',
          message: 'unknown field "owner"; did you mean "owners"?',
          file: 'fleet/team.yaml',
          line: 4,
          column: 9,
          hint: 'Fields here: description, owners, groups.',
        },
        {
          code: 'YAML_SYNTAX',
          message:
            'Flow sequence in block collection must be sufficiently indented and end with a ] [bad indent]',
          file: 'fleet/workload.yaml',
          line: 2,
          column: 1,
          hint: 'Correct the YAML; nothing was written.',
        },
      ],
    })
    assert.equal(err, '')
    assert.equal(code, 2, line)
  }
})
