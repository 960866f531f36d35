import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { hashText } from '@bulkhead/blueprint'
import { runPlan, type Plan } from './testing/run-plan.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { readTree, writeTree } from './testing/tree-on-disk.ts'

const runAndDie = fileURLToPath(new URL('testing/run-and-die.ts', import.meta.url))

const before: Plan = {
  managed: {
    'apps/a/base/deployment.yaml': 'a: 1\n',
    'apps/a/overlays/one/kustomization.yaml': 'a: 1\n',
    'apps/gone/base/deployment.yaml': 'gone: 1\n',
    'apps/gone/overlays/one/patch.yaml': 'gone: 1\n',
    'clusters/one': 'a file that becomes a directory\n',
    'clusters/two/cluster.yaml': 'a directory that becomes a file\n',
    'docs/edited.md': 'generated\n',
    'docs/same.md': 'same\n',
  },
  given: { 'apps/a/own.yaml': 'own: 1\n', 'apps/a/unwanted.yaml': 'x: 1\n' },
  edits: { 'fleet/addresses.yaml': 'ledger: 1\n' },
}

const next: Plan = {
  managed: {
    'apps/a/base/deployment.yaml': 'a: 2\n',
    'apps/a/overlays/one/kustomization.yaml': 'a: 2\n',
    'apps/new/base/deployment.yaml': 'new: 2\n',
    'apps/new/overlays/one/kustomization.yaml': 'new: 2\n',
    'clusters/one/cluster.yaml': 'one: 2\n',
    'clusters/two': 'two: 2\n',
    'docs/edited.md': 'generated again\n',
    'docs/same.md': 'same\n',
  },
  given: {
    'apps/a/own.yaml': 'own: 2\n',
    'apps/a/unwanted.yaml': 'x: 2\n',
    'apps/new/own.yaml': 'own: 2\n',
  },
  edits: { 'fleet/addresses.yaml': 'ledger: 2\n', 'fleet/regions/new.yaml': 'new: 2\n' },
}

/** What the spec became before the killed run was repeated. */
const changed: Plan = {
  managed: {
    'apps/a/base/deployment.yaml': 'a: 3\n',
    'apps/a/overlays/two/kustomization.yaml': 'a: 3\n',
    'apps/gone/base/deployment.yaml': 'gone: 3\n',
    'clusters/one': 'one: 3\n',
    'clusters/two/cluster.yaml': 'two: 3\n',
    'docs/edited.md': 'generated a third time\n',
    'docs/same.md': 'same\n',
  },
  given: { 'apps/a/own.yaml': 'own: 3\n', 'apps/new/own.yaml': 'own: 3\n' },
  edits: { 'fleet/addresses.yaml': 'ledger: 3\n', 'fleet/regions/new.yaml': 'new: 3\n' },
}

/** A repository in use: generated once, one file edited, one given file changed, another deleted. */
function repositoryInUse(t: TestContext): string {
  const dir = temporaryDirectory(t)
  const given = { 'apps/a/own.yaml': 'own: 1\n' }
  runPlan(dir, { ...before, given: { 'apps/a/unwanted.yaml': 'x: 1\n' } })
  writeTree(dir, { 'docs/edited.md': 'mine\n', 'notes.txt': "a person's\n" })
  runPlan(dir, { ...before, given })
  writeTree(dir, { 'apps/a/own.yaml': 'own: mine\n' })
  return dir
}

function copyOf(t: TestContext, dir: string): string {
  const copy = join(temporaryDirectory(t), 'copy')
  cpSync(dir, copy, { recursive: true })
  return copy
}

function stepsOf(dir: string, plan: Plan): number {
  const { stdout, stderr } = spawnSync(process.execPath, [runAndDie, dir, JSON.stringify(plan)])
  assert.match(stdout.toString(), /^\d+$/, stderr.toString())
  return Number(stdout)
}

function killAt(dir: string, plan: Plan, step: number, ...flags: readonly string[]): void {
  const args = [runAndDie, dir, JSON.stringify(plan), String(step), ...flags]
  const { signal, stderr } = spawnSync(process.execPath, args)
  assert.equal(signal, 'SIGKILL', stderr.toString())
}

function isConflict(verdict: string): boolean {
  return verdict.startsWith('conflict ')
}

/** Twenty different points of a run, spread without a pattern and the same ones every time. */
function twentyPoints(steps: number): number[] {
  const points = Array.from({ length: steps }, (_, index) => index + 1)
  const rank = (point: number) => hashText(`seed ${point}`)
  return points.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, 20)
}

test('a run killed at any of twenty points is completed by running again, changed spec or not', t => {
  const start = repositoryInUse(t)
  const repairs = [next, changed].map(plan => {
    const undisturbed = copyOf(t, start)
    const { verdicts } = runPlan(undisturbed, plan)
    return { plan, conflicts: verdicts.filter(isConflict), tree: readTree(undisturbed) }
  })
  // At its last step a run has finished: it only removes the directory that it prepared files in.
  for (const point of twentyPoints(stepsOf(copyOf(t, start), next) - 1)) {
    const killed = copyOf(t, start)
    killAt(killed, next, point)
    for (const { plan, conflicts, tree } of repairs) {
      const dir = copyOf(t, killed)
      const { verdicts } = runPlan(dir, plan)
      assert.deepEqual(verdicts.filter(isConflict), conflicts, `killed at step ${point}`)
      assert.deepEqual(readTree(dir), tree, `killed at step ${point}`)
      assert.equal(runPlan(dir, plan).touched, false, `killed at step ${point}`)
    }
  }
})

test('twenty runs killed in a row, with the spec going back and forth, are completed by one', t => {
  const dir = repositoryInUse(t)
  const undisturbed = copyOf(t, dir)
  runPlan(undisturbed, next)
  for (const [turn, point] of twentyPoints(stepsOf(copyOf(t, dir), next)).entries()) {
    killAt(dir, turn % 2 === 0 ? next : changed, point, 'unfinished')
  }
  runPlan(dir, next)
  assert.deepEqual(readTree(dir), readTree(undisturbed))
})
