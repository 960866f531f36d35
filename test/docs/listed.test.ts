import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseYaml } from '@bulkhead/yaml'
import { commands } from '../../packages/cli/src/commands/index.ts'
import { readPage, root } from './pages.ts'

test('the README lists every command', () => {
  const listed = cellsOf('README.md').map(([first]) => /^`bulkhead ([a-z]+)/.exec(first)?.[1])
  assert.deepEqual(
    listed.filter(name => name !== undefined).sort(),
    commands.map(({ name }) => name).sort(),
  )
})

test('templates/README.md lists every pack with its role', () => {
  const listed = cellsOf('templates/README.md').map(([pack, role]) => [nameIn(pack), role])
  const real = foldersIn('templates').map(name => [name, roleOf(name)])
  assert.deepEqual(listed.filter(([name]) => name).sort(), real.sort())
})

test('ARCHITECTURE.md maps every package, and each place to begin is there', () => {
  const rows = cellsOf('ARCHITECTURE.md').map(([folder, , begin]) => ({
    folder: nameIn(folder) ?? folder.replaceAll('`', ''),
    begin: begin.replaceAll('`', ''),
  }))
  for (const name of foldersIn('packages')) {
    assert.ok(
      rows.some(({ folder }) => folder === `packages/${name}`),
      name,
    )
  }
  for (const { folder, begin } of rows.filter(({ begin }) => /\.(ts|yaml)$/.test(begin))) {
    assert.ok(existsSync(join(root, folder, begin)), `${folder}/${begin}`)
  }
})

test('the picture of the layers is the one that is tested', () => {
  const source = /const layers[^=]*= \[\n([\s\S]*?)\n\]\n/.exec(
    readPage('test/architecture.test.ts'),
  )
  const tested = (source?.[1] ?? '')
    .split('\n')
    .map(line => [...line.matchAll(/'([^']+)'/g)].map(match => match[1]))
  const drawn = [...readPage('ARCHITECTURE.md').matchAll(/^\d {2}(.+)$/gm)]
    .map(match => (match[1] ?? '').split(/ +/))
    .toReversed()
  assert.deepEqual(
    drawn.map(names => names.sort()),
    tested.map(names => names.sort()),
  )
})

type Cells = readonly [string, string, string]

/** The first three cells of each row of each table of a page. */
function cellsOf(path: string): readonly Cells[] {
  return readPage(path)
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([, first = '', second = '', third = '']): Cells => [first, second, third])
}

/** What a cell links. */
function nameIn(cell: string): string | undefined {
  return /^\[`?([^`\]]+)`?\]/.exec(cell)?.[1]
}

function foldersIn(directory: string): readonly string[] {
  return readdirSync(join(root, directory), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
}

function roleOf(pack: string): string {
  const path = `templates/${pack}/pack.yaml`
  const [document] = parseYaml(readPage(path), path).documents
  assert.ok(document, path)
  return (document.value as { readonly spec: { readonly role: string } }).spec.role
}
