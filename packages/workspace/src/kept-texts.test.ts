import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { cacheDirectory } from './cache-directory.ts'
import { keptTexts } from './kept-texts.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'

/** A directory to keep things of, and where they are kept. */
function place(t: TestContext) {
  const [dir, caches] = [temporaryDirectory(t), temporaryDirectory(t)]
  useCaches(t, caches)
  return { dir, directory: join(caches, 'bulkhead/test') }
}

function useCaches(t: TestContext, caches: string): void {
  const { XDG_CACHE_HOME } = process.env
  process.env['XDG_CACHE_HOME'] = caches
  t.after(() => {
    if (XDG_CACHE_HOME === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = XDG_CACHE_HOME
  })
}

const kept = (dir: string, key: string) => [...keptTexts(dir, 'test').read(key)]

test('what is kept is there in the next run, by its directory and key', t => {
  const { dir, directory } = place(t)
  keptTexts(dir, 'test').keep('a', 'one\ntwo\n')
  assert.deepEqual(kept(dir, 'a'), ['one\ntwo\n'])
  assert.deepEqual(kept(dir, 'b'), [])
  assert.deepEqual(kept(temporaryDirectory(t), 'a'), [])
  assert.deepEqual(readdirSync(dir), [])
  assert.equal(statSync(join(directory, '..')).mode & 0o777, 0o700)
})

test('only the last few of a key are kept', t => {
  const { dir } = place(t)
  for (let i = 0; i < 9; i += 1) keptTexts(dir, 'test').keep('a', String(i))
  assert.ok(kept(dir, 'a').length <= 4)
})

test('what nobody has asked for in a week goes, and what is asked for stays', t => {
  const { dir, directory } = place(t)
  const cache = keptTexts(dir, 'test')
  cache.keep('a', 'one')
  cache.keep('b', 'two')
  writeFileSync(join(directory, 'c-1-0.tmp'), 'half')
  const past = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
  for (const file of readdirSync(directory)) utimesSync(join(directory, file), past, past)
  assert.deepEqual(kept(dir, 'a'), ['one'])
  cache.keep('d', 'three')
  assert.deepEqual([kept(dir, 'a'), kept(dir, 'b'), kept(dir, 'd')], [['one'], [], ['three']])
  assert.equal(readdirSync(directory).length, 2)
})

test('of all repositories together only so much is kept, the newest', t => {
  const { dir, directory } = place(t)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(join(directory, '..'), 0o700)
  const now = Date.now()
  for (let i = 0; i < 300; i += 1) {
    writeFileSync(join(directory, `${i}`), '')
    utimesSync(join(directory, `${i}`), new Date(), new Date(now - 60_000 - i * 1000))
  }
  keptTexts(dir, 'test').keep('a', 'one')
  const files = readdirSync(directory)
  assert.deepEqual([files.length, files.includes('0'), files.includes('299')], [256, true, false])
  assert.deepEqual(kept(dir, 'a'), ['one'])
})

test('what was damaged counts as lost', t => {
  const { dir, directory } = place(t)
  keptTexts(dir, 'test').keep('a', 'text')
  const [file = ''] = readdirSync(directory)
  const path = join(directory, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace('text', 'test'))
  assert.deepEqual(kept(dir, 'a'), [])
})

test('where there is no safe place, nothing is kept and nothing fails', t => {
  const dir = temporaryDirectory(t)
  useCaches(t, join(dir, 'file'))
  writeFileSync(join(dir, 'file'), '')
  keptTexts(dir, 'test').keep('a', 'text')
  assert.deepEqual(kept(dir, 'a'), [])
  assert.deepEqual(readdirSync(dir), ['file'])
})

/** What somebody can have made of a directory for caches, before or while a run looks at it. */
const unsafe: Readonly<Record<string, (caches: string) => void>> = {
  'that all may write to': caches => chmodSync(caches, 0o777),
  'that all may write to, as that for temporary files': caches => chmodSync(caches, 0o1777),
  'that all may write to, though its own part is private': caches => {
    mkdirSync(join(caches, 'bulkhead'), { mode: 0o700 })
    chmodSync(caches, 0o1777)
  },
  'whose own part others may read': caches => {
    mkdirSync(join(caches, 'bulkhead'))
    chmodSync(join(caches, 'bulkhead'), 0o755)
  },
  'in a checkout': caches => mkdirSync(join(caches, '.git')),
}

for (const [what, make] of Object.entries(unsafe)) {
  test(`a directory ${what} is no place for a cache`, t => {
    const caches = temporaryDirectory(t)
    make(caches)
    useCaches(t, caches)
    assert.equal(cacheDirectory(), undefined)
  })
}

const whyNoOther = process.getuid?.() !== 0 && 'only root can make files that are of another user'

/** The same by another user, who was there first. */
const foreign: Readonly<Record<string, (caches: string) => void>> = {
  'a directory of another user': caches => chownSync(caches, 1, 1),
  'a directory of another user within': caches => {
    mkdirSync(join(caches, 'bulkhead'), { mode: 0o700 })
    chownSync(join(caches, 'bulkhead'), 1, 1)
  },
  'a link to a directory of another user': caches => {
    mkdirSync(join(caches, 'prepared/bulkhead'), { recursive: true, mode: 0o700 })
    chownSync(join(caches, 'prepared/bulkhead'), 1, 1)
    symlinkSync('prepared/bulkhead', join(caches, 'bulkhead'))
  },
  'a link in a directory of another user, to one of this': caches => {
    mkdirSync(join(caches, 'theirs'))
    mkdirSync(join(caches, 'theirs/bulkhead'), { mode: 0o700 })
    chownSync(join(caches, 'theirs'), 1, 1)
    symlinkSync('theirs/bulkhead', join(caches, 'bulkhead'))
  },
  'a directory that a group of others may write to': caches => {
    chownSync(caches, 0, 1)
    chmodSync(caches, 0o770)
  },
}

for (const [what, make] of Object.entries(foreign)) {
  test(`${what} is no place for a cache`, { skip: whyNoOther }, t => {
    const caches = temporaryDirectory(t)
    make(caches)
    useCaches(t, caches)
    assert.equal(cacheDirectory(), undefined)
    keptTexts(caches, 'test').keep('a', 'text')
    assert.deepEqual(kept(caches, 'a'), [])
  })
}

test(
  'a home that belongs to another user, as sudo can leave it, is left alone',
  {
    skip: whyNoOther,
  },
  t => {
    const home = temporaryDirectory(t)
    chownSync(home, 1, 1)
    useCaches(t, join(home, '.cache'))
    assert.equal(cacheDirectory(), undefined)
    assert.deepEqual(readdirSync(home), [])
  },
)

test(
  'what was opened is what is used, also if another directory takes its place',
  {
    skip: process.platform !== 'linux' && 'only Linux names what is open',
  },
  t => {
    const { dir, directory } = place(t)
    keptTexts(dir, 'test').keep('a', 'ours')
    const own = join(directory, '..')
    renameSync(own, `${own}-moved`)
    mkdirSync(directory, { recursive: true })
    for (const file of readdirSync(`${own}-moved/test`))
      writeFileSync(join(directory, file), 'theirs')
    assert.deepEqual(kept(dir, 'a'), ['ours'])
  },
)
