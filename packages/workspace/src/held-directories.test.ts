import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { Budget, FleetError } from '@bulkhead/diagnostics'
import { applyChanges } from './apply-changes.ts'
import { HeldDirectories } from './held-directories.ts'
import { readDisk } from './read-disk.ts'
import { readText } from './read-regular-file.ts'
import { decidePlan, runPlan } from './testing/run-plan.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { readTree, writeTree } from './testing/tree-on-disk.ts'

const isLinux = process.platform === 'linux'

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof FleetError) return error.problems[0].code
    throw error
  }
  return 'done'
}

/** A repository beside a directory that it must not reach. */
function besideOutside(t: TestContext, files: Readonly<Record<string, string>>) {
  const parent = temporaryDirectory(t)
  const [dir, outside] = [join(parent, 'repository'), join(parent, 'outside')]
  mkdirSync(outside)
  mkdirSync(dir)
  writeTree(dir, files)
  return { dir, outside }
}

/** Does something once, right before the first call of a function of `node:fs` that `isIt`. */
function before(
  t: TestContext,
  name: 'renameSync' | 'openSync' | 'unlinkSync' | 'writeFileSync',
  isIt: (...args: readonly unknown[]) => boolean,
  action: () => void,
): void {
  const original = fs[name] as (...args: unknown[]) => unknown
  let done = false
  const restore = () => {
    Object.assign(fs, { [name]: original })
    syncBuiltinESMExports()
  }
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (!done && isIt(...args)) {
        done = true
        restore()
        action()
      }
      return original(...args)
    },
  })
  syncBuiltinESMExports()
  t.after(restore)
}

for (const [name, isIt] of [
  ['renameSync', (_: unknown, to: unknown) => String(to).endsWith('b.yaml')],
  ['unlinkSync', (path: unknown) => String(path).endsWith('leaves.yaml')],
  ['writeFileSync', () => true],
] as const) {
  test(`a directory exchanged for a link before ${name}: nothing is touched outside`, t => {
    const { dir, outside } = besideOutside(t, {})
    runPlan(dir, { managed: { 'a/b.yaml': '1', 'a/leaves.yaml': '1' } })
    writeTree(outside, { 'b.yaml': 'of somebody', 'leaves.yaml': '1' })
    const decided = decidePlan(dir, { managed: { 'a/b.yaml': '2' } })
    before(t, name, isIt, () => {
      renameSync(join(dir, 'a'), join(dir, 'moved'))
      symlinkSync(outside, join(dir, 'a'))
    })
    assert.match(
      codeOf(() => applyChanges(dir, decided)),
      /^WORKSPACE_(?:MOVED|LINK)$/,
    )
    assert.deepEqual(readTree(outside), { 'b.yaml': 'of somebody', 'leaves.yaml': '1' })
  })
}

test('a directory for staging that is exchanged for a link: nothing is written outside', t => {
  const { dir, outside } = besideOutside(t, {})
  runPlan(dir, { managed: { a: '1' } })
  const decided = decidePlan(dir, { managed: { a: '2', b: '1' } })
  before(
    t,
    'writeFileSync',
    () => true,
    () => {
      renameSync(join(dir, '.bulkhead'), join(dir, 'moved'))
      symlinkSync(outside, join(dir, '.bulkhead'))
    },
  )
  assert.equal(
    codeOf(() => applyChanges(dir, decided)),
    'WORKSPACE_MOVED',
  )
  assert.deepEqual(readTree(outside), {})
})

test('leftovers are not swept through a link', t => {
  const { dir, outside } = besideOutside(t, {})
  writeTree(outside, { 'tmp/x': '1', 'journal.json': '{}' })
  symlinkSync(outside, join(dir, '.bulkhead'))
  assert.equal(
    codeOf(() => runPlan(dir, {})),
    'WORKSPACE_LINK',
  )
  assert.deepEqual(Object.keys(readTree(outside)), ['journal.json', 'tmp/', 'tmp/x'])
})

test('a link within what is swept is removed, and not what it leads to', t => {
  const { dir, outside } = besideOutside(t, { '.bulkhead/tmp/deep/x': '1' })
  writeTree(outside, { kept: '1' })
  symlinkSync(outside, join(dir, '.bulkhead/tmp/deep/link'))
  runPlan(dir, { managed: { a: '1' } })
  assert.deepEqual(readTree(outside), { kept: '1' })
  assert.equal(existsSync(join(dir, '.bulkhead/tmp')), false)
})

for (const holds of isLinux ? [true, false] : [false]) {
  const way = holds ? 'by descriptors' : 'by looking'
  test(`a link is refused at every step of a path, ${way}`, t => {
    const { dir, outside } = besideOutside(t, { 'a/b/c': 'in' })
    writeTree(outside, { 'b/c': 'out' })
    symlinkSync(outside, join(dir, 'link'))
    symlinkSync(join(outside, 'b/c'), join(dir, 'a/file'))
    const held = new HeldDirectories(dir, 'read', holds)
    t.after(() => held.close())
    assert.equal(readText(held, 'a/b/c'), 'in')
    assert.equal(readText(held, 'a/none'), undefined)
    assert.equal(readText(held, 'none/none'), undefined)
    for (const path of ['link/b/c', 'a/file']) {
      assert.equal(
        codeOf(() => readText(held, path)),
        'WORKSPACE_LINK',
      )
    }
    assert.equal(
      codeOf(() => held.has('link')),
      'WORKSPACE_LINK',
    )
    assert.deepEqual(
      held.list('a').map(({ name }) => name),
      ['b', 'file'],
    )
  })
}

test('where directories cannot be held, an exchange is reported', t => {
  const { dir, outside } = besideOutside(t, { 'a/b': '1' })
  const held = new HeldDirectories(dir, 'write', false)
  const exchange = () =>
    held.within('a/new', () => {
      renameSync(join(dir, 'a'), join(dir, 'moved'))
      symlinkSync(outside, join(dir, 'a'))
    })
  assert.equal(codeOf(exchange), 'WORKSPACE_LINK')
})

test('few descriptors are in use, however many directories there are', { skip: !isLinux }, t => {
  const files = Array.from({ length: 300 }, (_, i) => [`d${i}/e/f`, `${i}`] as const)
  const { dir } = besideOutside(t, Object.fromEntries(files))
  const count = () => readdirSync('/proc/self/fd').length
  const before = count()
  const held = new HeldDirectories(dir, 'read')
  for (const [path, text] of files) assert.equal(readText(held, path), text)
  assert.ok(count() - before <= 65, `${count() - before}`)
  held.close()
  assert.equal(count(), before)
})

test('a directory in use keeps its descriptor while others are opened', { skip: !isLinux }, t => {
  const names = Array.from({ length: 200 }, (_, i) => `d${i}/f`)
  const { dir } = besideOutside(t, Object.fromEntries(names.map(name => [name, name])))
  const held = new HeldDirectories(dir, 'read')
  t.after(() => held.close())
  const text = held.within('d0/f', way => {
    for (const name of names.slice(1)) readText(held, name)
    return readFileSync(way, 'utf8')
  })
  assert.equal(text, 'd0/f')
})

test(
  'pipes and devices are not opened, also where one appears meanwhile',
  { skip: !isLinux },
  t => {
    const { dir } = besideOutside(t, { file: '1' })
    assert.equal(spawnSync('mkfifo', [join(dir, 'pipe')]).status, 0)
    symlinkSync('/dev/zero', join(dir, 'zero'))
    const disk = readDisk(dir)
    assert.deepEqual(disk.paths, ['file'])
    assert.deepEqual(disk.skipped, [
      { what: 'pipe', why: 'not a regular file' },
      { what: 'zero', why: 'a symbolic link' },
    ])
    const held = new HeldDirectories(dir, 'read')
    t.after(() => held.close())
    const opened: unknown[] = []
    before(
      t,
      'openSync',
      (path, flags) => {
        if (String(path).endsWith('/pipe') || String(path).endsWith('/zero'))
          opened.push([path, flags])
        return false
      },
      () => {},
    )
    assert.equal(
      codeOf(() => readText(held, 'pipe')),
      'WORKSPACE_NOT_A_FILE',
    )
    assert.equal(
      codeOf(() => readText(held, 'zero')),
      'WORKSPACE_LINK',
    )
    assert.deepEqual(opened, [])
    // Opened as a file that is a pipe by then: it does not hang.
    before(
      t,
      'openSync',
      path => String(path).endsWith('/file'),
      () => {
        fs.rmSync(join(dir, 'file'))
        spawnSync('mkfifo', [join(dir, 'file')])
      },
    )
    assert.equal(
      codeOf(() => disk.read('file')),
      'WORKSPACE_NOT_A_FILE',
    )
  },
)

test('a file exchanged for a link between listing and reading is not followed', async t => {
  const { dir, outside } = besideOutside(t, { 'a/token': 'mine', 'b/token': 'mine' })
  writeTree(outside, { token: 'a secret' })
  const disk = readDisk(dir)
  fs.rmSync(join(dir, 'a/token'))
  symlinkSync(join(outside, 'token'), join(dir, 'a/token'))
  fs.rmSync(join(dir, 'b'), { recursive: true })
  symlinkSync(outside, join(dir, 'b'))
  // What was listed is held for as long as nothing else has its turn.
  await undefined
  for (const path of ['a/token', 'b/token']) {
    assert.equal(
      codeOf(() => disk.read(path)),
      'WORKSPACE_LINK',
    )
  }
})

test('a directory exchanged for a link right after it was listed is not followed', t => {
  const { dir, outside } = besideOutside(t, { 'a/token': 'mine' })
  writeTree(outside, { token: 'a secret' })
  const disk = readDisk(dir)
  fs.renameSync(join(dir, 'a'), join(dir, 'b'))
  symlinkSync(outside, join(dir, 'a'))
  const read = () => disk.read('a/token')
  if (process.platform === 'linux') assert.equal(read(), 'mine')
  else assert.equal(codeOf(read), 'WORKSPACE_LINK')
})

test('a file is held to the limit of its kind before it is read', t => {
  const { dir } = besideOutside(t, { 'apps/a.yaml': '123456', 'fleet/b.yaml': '1234' })
  const budget = new Budget([
    ['manifest-file', 5],
    ['spec-file', 4],
  ])
  const disk = readDisk(dir, undefined, budget)
  assert.equal(disk.read('fleet/b.yaml'), '1234')
  assert.equal(
    codeOf(() => disk.read('apps/a.yaml')),
    'LIMIT_EXCEEDED',
  )
})

test('a file of 600 MB of zeros is refused by its size', t => {
  const { dir } = besideOutside(t, { 'zeros.yaml': '' })
  fs.truncateSync(join(dir, 'zeros.yaml'), 600e6)
  const disk = readDisk(dir)
  const before = process.memoryUsage().rss
  assert.equal(
    codeOf(() => disk.read('zeros.yaml')),
    'LIMIT_EXCEEDED',
  )
  assert.ok(process.memoryUsage().rss - before < 100e6)
})

test('all files together are held to a limit', t => {
  const { dir } = besideOutside(t, { a: '123', b: '123' })
  const disk = readDisk(dir, undefined, new Budget([['tree-bytes', 5]]))
  assert.equal(disk.read('a'), '123')
  assert.equal(
    codeOf(() => disk.read('b')),
    'LIMIT_EXCEEDED',
  )
})

test('bytes that were read stay what they were', t => {
  const { dir } = besideOutside(t, { a: 'aaa', b: 'bbb' })
  writeFileSync(join(dir, 'large'), Buffer.alloc(200_000, 'x'))
  const disk = readDisk(dir)
  const a = disk.readBytes('a')
  const large = disk.read('large')
  disk.readBytes('b')
  assert.equal(Buffer.from(a ?? []).toString(), 'aaa')
  assert.equal(large, 'x'.repeat(200_000))
})
