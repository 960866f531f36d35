import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

test('rules of the repository and of its changes are listed together, in order of id', async t => {
  const { code, out } = await runCli(temporaryDirectory(t), 'explain', '--json')
  const ids = (JSON.parse(out) as { id: string }[]).map(({ id }) => id)
  assert.equal(code, 0)
  assert.deepEqual(ids, ids.toSorted())
  for (const id of ['CFG001', 'CHG001', 'CHG009', 'SEC001']) assert.ok(ids.includes(id))
})

test('a rule of changes has a page like any other', async t => {
  const dir = temporaryDirectory(t)
  assert.match((await runCli(dir, 'explain', 'chg006')).out, /^# CHG006 application-renamed\n/)
  const { out } = await runCli(dir, 'explain', 'CHG006', '--json')
  const { severity, page } = JSON.parse(out) as { severity: string; page: string }
  assert.equal(severity, 'error')
  assert.match(page, /^## How to suppress$/m)
})
