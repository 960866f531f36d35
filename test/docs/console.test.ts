import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { matches, runSteps, stepsOf, type Outcome, type Step } from './console-steps.ts'
import { pagePaths, readPage } from './pages.ts'

describe('what a page shows is what happens', { concurrency: 4 }, () => {
  for (const path of pagePaths()) {
    const steps = stepsOf(readPage(path))
    if (steps.length === 0) continue
    it(path, async () => {
      const outcomes = await runSteps(steps)
      const faults = steps.flatMap((step, i) => faultsOf(path, step, outcomes[i], steps[i + 1]))
      assert.equal(faults.join('\n\n'), '')
    })
  }
})

test('a line of "…" stands for any lines, and inside a line for any text', () => {
  assert.ok(matches(['a', '…', 'd'], ['a', 'b', 'c', 'd']))
  assert.ok(matches(['…'], []))
  assert.ok(matches(['made … files'], ['made 12 files']))
  assert.ok(!matches(['a', 'd'], ['a', 'b', 'd']))
  assert.ok(!matches(['a.'], ['ab']))
})

test('the README has the two commands that a clone is tried with', () => {
  const readme = readPage('README.md')
  assert.match(readme, /^\$ npm ci && npm start$/m)
  assert.match(readme, /^npm ci && npm test$/m)
})

function faultsOf(
  path: string,
  { command, expected, line }: Step,
  outcome: Outcome | undefined,
  next: Step | undefined,
): readonly string[] {
  const place = `${path}:${line}: ${command.split('\n')[0]}`
  if (!outcome) return [`${place}\nwas not reached`]
  const { output, exitCode } = outcome
  const isCodeShown = next?.command === 'echo $?'
  return [
    ...(matches(expected, output)
      ? []
      : [`${place}\nshown:\n${expected.join('\n')}\nreal:\n${output.join('\n')}`]),
    ...(exitCode === 0 || isCodeShown ? [] : [`${place}\nends with ${exitCode}, unsaid`]),
  ]
}
