import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { boundaryOf } from './boundary.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'

test('the boundary of a build is the work tree around it, also for a path that leads through a file', t => {
  const dir = temporaryDirectory(t)
  mkdirSync(join(dir, '.git'))
  mkdirSync(join(dir, 'apps'))
  writeFileSync(join(dir, 'file'), '')
  assert.equal(boundaryOf(join(dir, 'apps'), dir), dir)
  assert.equal(boundaryOf(join(dir, 'file'), dir), dir)
  assert.equal(boundaryOf(join(dir, 'file/base'), dir), dir)
})
