import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { findProgram } from './find-program.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'

test('a program is found outside the tree only, and never among installed packages', t => {
  const dir = temporaryDirectory(t)
  const place = (path: string) => {
    mkdirSync(join(dir, path), { recursive: true })
    writeFileSync(join(dir, path, 'tool'), '', { mode: 0o755 })
    return join(dir, path)
  }
  const tree = join(dir, 'tree')
  mkdirSync(join(tree, '.git'), { recursive: true })
  const [committed, packages, installed] = [
    place('tree/bin'),
    place('node_modules/.bin'),
    place('installed'),
  ]
  symlinkSync(committed, join(dir, 'link'))
  const { PATH } = process.env
  t.after(() => (process.env['PATH'] = PATH))
  const found = (...directories: readonly string[]) => {
    process.env['PATH'] = directories.join(delimiter)
    return findProgram('tool', tree)
  }
  assert.equal(found('', '.', committed, join(dir, 'link'), packages, `${packages}/`), undefined)
  assert.equal(found(committed, packages, installed), join(installed, 'tool'))
})
