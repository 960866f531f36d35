import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathFault } from './path-fault.ts'
import { checkRepositoryPath } from './repository-path.ts'
import { findTwins } from './same-file.ts'

const accepted = [
  '.gitignore',
  '.gitattributes',
  '.github/workflows/fleet.yaml',
  '.bulkhead/schema.json',
  'CODEOWNERS',
  'apps/web/base/kustomization.yaml',
  'apps/web/overlays/eu-west-1-production/patch.yaml',
  'clusters/git/cluster.yaml',
  'clusters/con-1/cluster.yaml',
  'docs/über uns.md',
  'docs/a..b.md',
  '.gitx/a',
  'git/a',
  `${'a'.repeat(255)}/b`,
]

const refused: Readonly<Record<string, readonly string[]>> = {
  'is empty': [''],
  'is absolute': ['/etc/passwd', 'C:/x', 'c:x'],
  'leads out of the repository': ['../x', 'a/../../x', '..'],
  'is not in its shortest form': ['a//b', './a', 'a/.', 'a/'],
  "is git's own": ['.git/config', '.GIT/hooks/pre-commit', 'a/.Git/config', '.git'],
  'has a name that ends in a dot or a space': [
    '.git./config',
    '.git /config',
    '.git. ./x',
    'a. ',
    'b./c',
  ],
  'has a short name of Windows for another file': [
    'git~1/config',
    'GIT~1/config',
    'a/git~2',
    'gitmod~1',
    'gi7eba~1',
    'PROGRA~1/x',
  ],
  'has a character that not every system accepts in names': [
    '.git::$INDEX_ALLOCATION/config',
    '.git:stream',
    'ab:c',
    'a\\b',
    'a?b',
    'a*',
    'a|b',
    'a<b>',
    'a"b',
  ],
  'has a character that cannot be seen': [
    '.g\u200Cit/config',
    '.gi\u200Dt/config',
    '\u200E.git/config',
    '.git\u202E/config',
    '.g\u206Ait/x',
    '\uFEFF.git/x',
    'a\nb',
    'a\u001B[2Jb',
    'a\u0000b',
    'a\u007Fb',
    'a\u0085b',
    'a\u2028b',
    'a\u00ADb',
    'a\u3164b',
    'a\u00A0b',
    'a\u{E0041}b',
    'a\uFE0Fb',
  ],
  'has half of a character': ['a\uD800b', '\uDC00'],
  'would have git fetch other repositories': ['.gitmodules', '.GitModules', 'a/.gitmodules'],
  'is .gitignore in other letters': ['.GitIgnore'],
  'is .bulkhead in other letters': ['.BULKHEAD/lock.json', '.Bulkhead/x'],
  'is fleet in other letters': ['Fleet/fleet.yaml', 'FLEET/x'],
  'is apps in other letters': ['Apps/x'],
  'is .github in other letters': ['.GitHub/workflows/x.yaml'],
  'has a name that is a device on Windows': [
    'CON',
    'nul',
    'a/aux.yaml',
    'com1',
    'COM¹.txt',
    'lpt9.tar.gz',
    'prn .txt',
    'CONIN$',
  ],
  'is where installed packages lie': ['node_modules/.bin/bulkhead', 'a/Node_Modules/x'],
  'has a name of more than 255 bytes': ['a'.repeat(256), 'ü'.repeat(128)],
  'is longer than 4096 bytes': ['a/'.repeat(2100) + 'a'],
}

for (const path of accepted) {
  test(`the path ${path.slice(0, 60)} is fine`, () => assert.equal(pathFault(path), undefined))
}

for (const [fault, paths] of Object.entries(refused)) {
  test(`a path that ${fault} is refused`, () => {
    for (const path of paths) {
      assert.equal(pathFault(path), fault, JSON.stringify(path))
      assert.equal(checkRepositoryPath(path)?.code, 'PATH_OUTSIDE', JSON.stringify(path))
    }
  })
}

test('a pack writes neither to the spec nor to our records', () => {
  for (const path of ['fleet', 'fleet/x.yaml', '.bulkhead/lock.json', '.bulkhead/journal-1.json']) {
    assert.equal(checkRepositoryPath(path)?.code, 'PATH_OUTSIDE')
  }
})

test('paths that are one file where letters do not count are found', () => {
  assert.deepEqual(findTwins(['a/b', 'a/c'], ['a/d', 'README.md']), new Map())
  assert.deepEqual(
    findTwins(['a/b', 'A/c', 'x/readme.md'], ['x/README.md', 'y']),
    new Map([
      ['a/b', 'A'],
      ['A/c', 'a'],
      ['x/readme.md', 'x/README.md'],
    ]),
  )
  assert.deepEqual(
    findTwins(['docs/u\u0308ber.md'], ['docs/\u00FCber.md']),
    new Map([['docs/u\u0308ber.md', 'docs/\u00FCber.md']]),
  )
  assert.equal(findTwins(['stra\u00DFe', 'STRASSE']).size, 2)
  assert.equal(findTwins(['README.MD'], ['README.md']).size, 1)
})
