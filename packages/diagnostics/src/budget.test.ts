import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget, readLimit } from './budget.ts'
import { FleetError } from './fleet-error.ts'

const refusal = (action: () => void) => {
  try {
    action()
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    const [{ code, message, location, hint }] = error.problems
    return { kind: error.kind, code, message, location, hint }
  }
  return undefined
}

test('what is spent adds up over a run, and the first that is too much is told with its place', () => {
  const budget = new Budget([['manifest-file', 100]])
  const at = { file: 'a.yaml', line: 3, column: 5 }
  budget.spend('manifest-file', 60)
  budget.spend('manifest-file', 40)
  assert.deepEqual(
    refusal(() => budget.spend('manifest-file', 1, () => at)),
    {
      kind: 'environment',
      code: 'LIMIT_EXCEEDED',
      message:
        'the size of one manifest, values file or file that a kustomization names: more than 100 bytes',
      location: at,
      hint: 'If this is meant, raise the limit: --limit manifest-file=200.',
    },
  )
})

test('a single value is held against the limit alone', () => {
  const budget = new Budget()
  for (let file = 0; file < 100; file++) budget.hold('spec-file', 4 * 1024 * 1024)
  assert.equal(refusal(() => budget.hold('spec-file', 4 * 1024 * 1024 + 1))?.code, 'LIMIT_EXCEEDED')
})

test('a limit of the command line is a known name and a whole number', () => {
  assert.deepEqual(readLimit('spec-file=8'), ['spec-file', 8])
  const messages = ['spec-fil=8', 'spec-file', 'spec-file=0', 'spec-file=1e9', '__proto__=1'].map(
    text => refusal(() => readLimit(text))?.message,
  )
  assert.deepEqual(messages, [
    'there is no limit "spec-fil"; did you mean "spec-file"?',
    'there is no limit "spec-file"',
    '"0" is not a number of bytes',
    '"1e9" is not a number of bytes',
    'there is no limit "__proto__"',
  ])
})
