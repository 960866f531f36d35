import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileNameOf, pagePath } from '../../page-path.ts'
import { ruleIds } from '../../rules/index.ts'
import { judgeEdits, observeChange, smallFleet, type TestedChange } from '../../testing/changes.ts'
import type { Files } from '../../testing/memory-repository.ts'
import { changeRules } from './index.ts'

const here = (name: string) => new URL(name, import.meta.url)
const sections = ['What', 'Why', 'Bad', 'Good', 'How to fix', 'How to suppress']
const ids = changeRules.map(({ id }) => id)

test('ids are three letters and three digits, in order, each once, and of no other rule', () => {
  for (const id of ids) assert.match(id, /^CHG\d{3}$/)
  assert.deepEqual(ids, [...new Set(ids)].sort())
  assert.deepEqual(
    ids.filter(id => ruleIds.includes(id)),
    [],
  )
})

test('no rule is left out of the index', () => {
  const files = readdirSync(here('.')).filter(name => /^[a-z]{3}\d{3}-[a-z0-9-]+\.ts$/.test(name))
  assert.deepEqual(
    files.sort(),
    changeRules.map(rule => `${fileNameOf(rule)}.ts`),
  )
})

for (const rule of changeRules) {
  const name = fileNameOf(rule)

  test(`${rule.id} has its rule, test and page under one name`, () => {
    for (const suffix of ['.ts', '.test.ts', '.md']) assert.ok(existsSync(here(name + suffix)))
    assert.equal(pagePath(rule.id.toLowerCase())?.href, here(`${name}.md`).href)
    assert.match(rule.summary, /^[A-Z].*\.$/)
  })

  const page = readFileSync(here(`${name}.md`), 'utf8')

  test(`the page of ${rule.id} has every section, in order`, () => {
    assert.ok(page.startsWith(`# ${rule.id} ${rule.name}\n`))
    assert.deepEqual(
      [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title),
      sections,
    )
  })

  test(`the page of ${rule.id} names what happened`, () => {
    assert.match(sectionIn(page, 'Why'), /argoproj\/argo-cd#\d+/)
  })

  const bad = exampleIn(page, 'Bad')

  test(`what the page of ${rule.id} calls good is, and what it calls bad is not`, () => {
    const good = exampleIn(page, 'Good')
    const before = { ...bad.before, ...good.before }
    assert.notEqual(Object.keys(good.after).length, 0)
    assert.deepEqual(observeChange(rule, { before, after: good.after }), [])
    assert.notDeepEqual(observeChange(rule, bad), [])
  })

  test(`the waiver that the page of ${rule.id} shows lets the change through`, () => {
    const [, waiver] = /^```yaml\nspec:\n([^]*?)^```$/m.exec(sectionIn(page, 'How to suppress'))!
    const path = 'fleet/fleet.yaml'
    const spec = bad.before?.[path] ?? smallFleet[path] ?? ''
    const waived = {
      ...bad,
      after: { ...bad.after, [path]: spec.replace('spec:\n', `spec:\n${waiver}`) },
    }
    assert.deepEqual(observeChange(rule, waived), [])
    assert.ok(judgeEdits(waived).suppressed.some(({ finding }) => finding.rule === rule.id))
  })
}

function sectionIn(page: string, section: string): string {
  return page.split(/^## /m).find(part => part.startsWith(`${section}\n`)) ?? ''
}

/** Each block of a section begins with a comment that has its path, and when it is there. */
function exampleIn(page: string, section: string): TestedChange {
  const blocks = [
    ...sectionIn(page, section).matchAll(/^```yaml\n# (\S+)( \(before\))?\n([^]*?)^```$/gm),
  ]
  const those = (isBefore: boolean): Files =>
    Object.fromEntries(
      blocks
        .filter(([, , mark]) => (mark !== undefined) === isBefore)
        .map(([, path, , body]) => [path, body]),
    )
  return { before: those(true), after: those(false) }
}
