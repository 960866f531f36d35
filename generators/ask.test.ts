import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { additions, checkAnswers, newFleet, type Addition } from '@bulkhead/fleet'
import { askOnTerminal, type Prompt } from './ask.ts'

test('a question becomes the prompt that suits it, and lists what the fleet has', async t => {
  const dir = fleetDirectory(t)
  const { prompts } = await answerWith(addition('workload'), dir, { name: 'ledger' }, {})
  assert.deepEqual(
    prompts.map(({ type, name }) => `${type} ${name}`),
    [
      'input name',
      'select team',
      'input image',
      'number port',
      'number tier',
      'input namespace',
      'checkbox environments',
      'input regions',
      'select exposure',
      'input callers',
    ],
  )
  assert.deepEqual(find(prompts, 'team').choices, ['payments'])
  assert.deepEqual(find(prompts, 'environments').choices, [
    { value: 'staging', checked: false },
    { value: 'production', checked: false },
  ])
  assert.equal(find(prompts, 'port').default, 8080)
})

test('an answer can make a later question pointless', async t => {
  const dir = fleetDirectory(t)
  const { prompts, answers } = await answerWith(addition('region'), dir, { provider: 'kind' })
  assert.equal(
    prompts.some(({ name }) => name === 'zones'),
    false,
  )
  assert.equal(answers.list('zones'), undefined)
})

test('what is answered is not asked, and what is not answered has its default', async t => {
  const dir = fleetDirectory(t)
  const { prompts, answers } = await answerWith(newFleet, dir, {
    repository: 'https://github.com/acme/fleet.git',
    systems: ['mcs'],
    environments: 'test, live',
  })
  assert.ok(prompts.every(({ name }) => name !== 'name'))
  assert.equal(answers.text('name'), 'given')
  assert.equal(answers.text('revision'), 'main')
  assert.deepEqual(answers.list('systems'), ['mcs'])
  assert.deepEqual(answers.list('environments'), ['test', 'live'])
  assert.equal(find(prompts, 'environments').default, 'staging,production')
})

test('a name and an answer that must be are checked as they are typed', async t => {
  const dir = fleetDirectory(t)
  const { prompts } = await answerWith(addition('cluster'), dir, {}, {})
  const { validate } = find(prompts, 'name')
  assert.equal(validate?.('../x'), 'a name must not lead out of its directory')
  assert.equal(validate('eu-west-1'), true)

  const { prompts: ofFleet } = await answerWith(newFleet, dir, {})
  assert.equal(find(ofFleet, 'repository').validate?.(' '), 'This needs an answer.')
})

function addition(kind: string): Addition {
  const found = additions[kind]
  assert.ok(found)
  return found
}

/** Asks what is not given; what is not said to be typed is left at its default. */
async function answerWith(
  what: Addition,
  dir: string,
  typed: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> = { name: 'given' },
) {
  const prompts: Prompt[] = []
  const must = { name: 'typed', team: 'payments', repository: 'r', region: 'x', environment: 'y' }
  const answers = await askOnTerminal(what, checkAnswers(given, what.questions), dir, prompt => {
    prompts.push(prompt)
    const { name, default: value } = prompt
    const needed = value === undefined && prompt.type !== 'checkbox' ? { ...must } : {}
    return Promise.resolve({ [name]: { ...needed, ...typed }[name] ?? value })
  })
  return { prompts, answers }
}

function find(prompts: readonly Prompt[], name: string): Prompt {
  const found = prompts.find(prompt => prompt.name === name)
  assert.ok(found, `"${name}" was not asked`)
  return found
}

function fleetDirectory(t: TestContext): string {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'bulkhead-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'fleet'))
  writeFileSync(
    join(dir, 'fleet/fleet.yaml'),
    `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments: [{ name: staging }, { name: production }]
  network: { pools: { region: { cidr: 10.0.0.0/8, block: /13 } } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: payments }
spec: {}
`,
  )
  return dir
}
