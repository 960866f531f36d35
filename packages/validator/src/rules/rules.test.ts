import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileNameOf, pagePath } from '../page-path.ts'
import type { Repository } from '../repository.ts'
import { acmeRepository } from '../testing/acme.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { allRules, ruleIds } from './index.ts'

const here = (name: string) => new URL(name, import.meta.url)
const sections = ['What', 'Why', 'Bad', 'Good', 'How to fix', 'How to suppress']

test('ids are three letters and three digits, in order, each once', () => {
  for (const id of ruleIds) assert.match(id, /^[A-Z]{3}\d{3}$/)
  assert.deepEqual(ruleIds, [...new Set(ruleIds)].sort())
})

test('no rule is left out of the index', () => {
  const files = readdirSync(here('.')).filter(name => /^[a-z]{3}\d{3}-[a-z0-9-]+\.ts$/.test(name))
  assert.deepEqual(
    files.sort(),
    allRules.map(rule => `${fileNameOf(rule)}.ts`),
  )
})

test('an unknown id has no page', () => assert.equal(pagePath('XXX999'), undefined))

for (const rule of allRules) {
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

  test(`what the page of ${rule.id} calls good is, and what it calls bad is not`, () => {
    const good = examplesIn(page, 'Good')
    const bad = examplesIn(page, 'Bad')
    // What judges the findings of others needs them.
    const rules = rule.review ? allRules : [rule]
    const found = (repository: Repository) =>
      validate(repository, { rules }).findings.filter(finding => finding.rule === rule.id)
    assert.deepEqual(found(acmeRepository(good)), [])
    // A file that only the bad example has was not generated.
    assert.notDeepEqual(found(acmeRepository(good, bad)), [])
  })
}

/** The files of a section: each block begins with a comment that has its path. */
function examplesIn(page: string, section: string): Files {
  const text = page.split(/^## /m).find(part => part.startsWith(`${section}\n`)) ?? ''
  const examples = [...text.matchAll(/^```yaml\n# (\S+)( \(deleted\))?\n([^]*?)^```$/gm)]
  assert.notEqual(examples.length, 0)
  return Object.fromEntries(
    examples.map(([, path, isDeleted, body]) => [path, isDeleted ? undefined : body]),
  )
}
