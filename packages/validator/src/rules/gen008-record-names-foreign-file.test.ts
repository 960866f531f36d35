import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatProvenance, hashText, managedMark, provenancePath } from '@bulkhead/blueprint'
import { acmeRepository } from '../testing/acme.ts'
import { manifest } from '../testing/pack-manifest.ts'
import { validate } from '../validate.ts'
import { recordNamesForeignFile as rule } from './gen008-record-names-foreign-file.ts'

const files = `
  role: core
  files:
  - { scope: fleet, from: pages, to: docs, as: file }
`
const ourPacks = () =>
  new Map([
    ['docs/pack.yaml', manifest('docs', files)],
    ['docs/pages/fleet.md.hbs', ''],
  ])
const page = `<!-- ${managedMark}: change fleet/. -->\n`

/** What is found where the record has one entry, for a file with this text. */
function found(path: string, text: string, edits: object = {}, scope?: ReadonlySet<string>) {
  const entry = { hash: hashText(text), owner: 'managed', pack: 'docs', ...edits } as const
  const record = formatProvenance({
    tool: '0.1.0',
    inputs: '',
    packs: {},
    files: new Map([[path, entry]]),
  })
  const repository = acmeRepository({}, { [path]: text, [provenancePath]: record })
  return validate(repository, { rules: [rule], ourPacks, scope }).findings.map(
    ({ message, location: { file, line } }) => `${file}:${line} ${message}`,
  )
}

test('a file where its pack writes it: fine', () => {
  assert.deepEqual(found('docs/fleet.md', page), [])
})

test('a workflow, a source or the spec in the record is reported at its line', () => {
  for (const path of ['.github/workflows/deploy.yaml', 'src/main.ts', 'fleet/notes.md']) {
    assert.match(found(path, 'x\n').join(), /^\.bulkhead\/lock\.json:7 the record names /, path)
  }
})

test('so is another owner, an unknown pack and a file that does not say that it is managed', () => {
  assert.match(
    found('docs/fleet.md', page, { owner: 'given' }).join(),
    /no such file that is given/,
  )
  assert.match(found('docs/fleet.md', page, { pack: 'gone' }).join(), /there is no pack "gone"/)
  assert.match(found('docs/fleet.md', 'mine\n').join(), /it does not say that it is/)
})

test('paths that no file of ours has are reported, and do not end the run', () => {
  for (const path of [
    '/etc/passwd',
    '../x',
    '__proto__',
    'a\uD800',
    '.git/config',
    'constructor',
  ]) {
    assert.equal(found(path, page).length, 1, path)
  }
})

test('a commit is told when it touches the record or a pack', () => {
  const inScope = (path: string) => found('src/main.ts', 'x', {}, new Set([path])).length
  assert.equal(inScope(provenancePath), 1)
  assert.equal(inScope('fleet/packs/own/pack.yaml'), 1)
  assert.equal(inScope('README.md'), 0)
})
