import type { Bases } from './bases.ts'
import type { Change, FuzzInput, GitStep } from './input.ts'
import { hostileConfig, mutateFile, mutatePath } from './mutate-file.ts'
import type { Random } from './random.ts'

/** An input that is read from git's index. */
export function makeIndex(random: Random, bases: Bases): FuzzInput {
  const { path, text } = someFile(random, bases)
  const change = mutateFile(path, text, random, [])
  const git = [...stage(change), ...some(random, indexSteps(random, path))]
  return {
    kind: 'index',
    base: 'tiny',
    where: 'git',
    git,
    changes: [
      ...(random.oneIn(3) ? [mutatePath(Object.keys(bases.tiny), random)] : []),
      ...(random.oneIn(3) ? [random.pick(gitFiles)] : []),
    ],
    commands: [
      random.pick([
        ['validate', '--staged'],
        ['validate', '--staged', '--format', 'json'],
        ['plan', '--staged'],
        ['plan', '--staged', '--format', 'summary'],
        ['build', '--staged', 'clusters'],
        ['apps', '--staged'],
        ['render', '--staged', 'local-dev'],
        ['ipam', 'rebase', '--dry-run'],
      ]),
    ],
  }
}

/** An input that is read from git's history. */
export function makeHistory(random: Random, bases: Bases): FuzzInput {
  const { path, text } = someFile(random, bases)
  const change = mutateFile(path, text, random, [])
  const ref = random.pick(refs)
  const git = [...stage(change), commit, ...some(random, historySteps(random))]
  return {
    kind: 'history',
    base: 'tiny',
    where: 'git',
    git,
    changes: random.oneIn(2) ? [random.pick(gitFiles)] : [],
    commands: [
      random.pick([
        ['plan'],
        ['plan', '--since', ref],
        ['plan', '--since', 'HEAD~1', '--ref', 'HEAD', '--format', 'json'],
        ['plan', '--since', 'side', '--format', 'markdown'],
        ['apps', '--ref', ref],
        ['render', 'local-dev', '--ref', 'HEAD'],
        ['build', 'clusters', '--ref', ref],
        ['show', 'cluster', 'local-dev', '--ref', 'HEAD'],
        ['ipam', 'rebase', '--dry-run'],
        ['validate', '--staged'],
      ]),
    ],
  }
}

function someFile(random: Random, bases: Bases): { path: string; text: string } {
  const paths = Object.keys(bases.tiny).filter(path => /\.(ya?ml|json)$/.test(path))
  const path = random.pick(paths)
  return { path, text: bases.tiny[path] ?? '' }
}

/** Puts a changed file into the index, without the disk; bytes that are no text go as Latin letters. */
function stage(change: Change): GitStep[] {
  const input =
    'text' in change
      ? change.text
      : 'bytes' in change
        ? Buffer.from(change.bytes, 'base64').toString('latin1')
        : ''
  return [
    { git: ['hash-object', '-w', '--stdin'], input, as: 'BLOB' },
    { git: ['update-index', '--add', '--cacheinfo', `100644,{{BLOB}},${change.path}`] },
  ]
}

const commit: GitStep = { git: ['commit', '-q', '-m', 'change', '--allow-empty', '--no-verify'] }

function some(random: Random, groups: readonly (readonly GitStep[])[]): GitStep[] {
  return Array.from({ length: random.below(3) }, () => random.pick(groups)).flat()
}

const nothing = '0'.repeat(40)
const absent = 'deadbeef'.repeat(5)

function indexSteps(random: Random, path: string): readonly (readonly GitStep[])[] {
  const odd = random.pick([
    'a\nb.yaml',
    'fleet/\u001b[31m.yaml',
    'apps/::error::x',
    'é.yaml',
    '-x',
    'clusters/kustomization.yml',
    'fleet/x.yaml/y.yaml',
  ])
  const entry = (line: string): GitStep => ({
    git: ['update-index', '-z', '--index-info'],
    input: `${line}\0`,
  })
  return [
    [entry(`120000 {{BLOB}} 0\t${path}`)],
    [entry(`160000 {{BLOB}} 0\t${path}`)],
    [entry(`160000 ${absent} 0\tapps/sub`)],
    [entry(`100644 ${absent} 0\t${path}`)],
    [entry(`100755 {{BLOB}} 0\t${odd}`)],
    [
      entry(`0 ${nothing} 0\t${path}`),
      entry(`100644 {{BLOB}} 1\t${path}`),
      entry(`100644 {{BLOB}} 2\t${path}`),
    ],
    [entry(`100644 {{BLOB}} 3\t${odd}`)],
    [{ git: ['update-index', '--skip-worktree', '--', path] }],
    [{ git: ['update-index', '--assume-unchanged', '--', path] }],
    [{ git: ['add', '-N', '--', 'fleet/new.yaml', 'README.md'] }],
    [
      {
        git: [
          'rm',
          '-q',
          '--cached',
          '-r',
          '--',
          random.pick(['fleet', 'gitops', 'clusters', 'apps', '.']),
        ],
      },
    ],
    [{ git: ['read-tree', '--empty'] }],
    [{ git: ['update-index', '--index-version', '4'] }],
    [{ git: ['update-index', '--split-index'] }],
    [{ git: ['sparse-checkout', 'set', 'fleet'] }],
    [{ git: ['checkout', '-q', '--orphan', 'fresh'] }],
    [{ git: ['merge', '-q', '--no-edit', 'side'] }],
    [{ git: ['config', 'core.quotePath', 'true'] }, { git: ['config', 'diff.noprefix', 'true'] }],
    [{ git: ['config', 'core.worktree', '{{outside}}'] }],
    [{ git: ['config', 'core.fsmonitor', '{{marker}}'] }],
    [
      { git: ['config', 'diff.external', '{{marker}}'] },
      { git: ['config', 'core.pager', '{{marker}}'] },
    ],
  ]
}

function historySteps(random: Random): readonly (readonly GitStep[])[] {
  const name = random.pick(['-x', '--all', 'a..b', '@', 'HEAD', '\u00e9', 'refs/heads/x', 'a b'])
  return [
    [{ git: ['checkout', '-q', '--detach'] }],
    [{ git: ['checkout', '-q', '--orphan', 'fresh'] }, commit],
    [{ git: ['merge', '-q', '--no-edit', '-s', 'ours', 'side'] }],
    [{ git: ['replace', '--graft', 'HEAD'] }],
    [{ git: ['update-ref', `refs/heads/${name}`, 'HEAD~1'] }],
    [{ git: ['symbolic-ref', 'HEAD', 'refs/heads/missing'] }],
    [{ git: ['symbolic-ref', 'refs/heads/loop', 'refs/heads/loop'] }],
    [{ git: ['pack-refs', '--all'] }],
    [{ git: ['tag', '-a', '-m', 'x', 'v1', 'HEAD^{tree}'] }],
    [
      { git: ['rev-parse', 'HEAD~1'], as: 'OLD' },
      { git: ['update-ref', 'refs/remotes/origin/main', '{{OLD}}'] },
    ],
    [
      { git: ['mktree'], input: `100644 blob {{BLOB}}\tfleet\n`, as: 'TREE' },
      { git: ['commit-tree', '{{TREE}}', '-m', 'x'], as: 'COMMIT' },
      { git: ['update-ref', 'refs/heads/side', '{{COMMIT}}'] },
    ],
    [
      {
        git: ['mktree', '--missing'],
        input: `100644 blob ${absent}\tx.yaml\n120000 blob {{BLOB}}\tfleet\n160000 commit ${absent}\tapps\n`,
        as: 'TREE',
      },
      { git: ['commit-tree', '{{TREE}}', '-p', 'HEAD', '-m', 'x'], as: 'COMMIT' },
      { git: ['update-ref', 'refs/heads/side', '{{COMMIT}}'] },
    ],
    [
      {
        git: ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'],
        input: '100644 ../x\0aaaaaaaaaaaaaaaaaaaa',
        as: 'TREE',
      },
      { git: ['commit-tree', '{{TREE}}', '-m', 'x'], as: 'COMMIT' },
      { git: ['update-ref', 'refs/heads/side', '{{COMMIT}}'] },
    ],
    [
      {
        git: ['fast-import', '--quiet', '--force'],
        input:
          'commit refs/heads/side\ncommitter a <a@b> 0 +0000\ndata 1\nx\nM 100644 inline "fleet/a\\nb.yaml"\ndata 5\na: 1\n\nM 120000 inline gitops\ndata 10\n/etc/hosts\n\n',
      },
    ],
    [
      { git: ['config', 'remote.origin.promisor', 'true'] },
      { git: ['config', 'remote.origin.url', 'ext::{{marker}}'] },
      { git: ['config', 'extensions.partialClone', 'origin'] },
      { git: ['config', 'core.repositoryFormatVersion', '1'] },
    ],
    [{ git: ['bisect', 'start'] }],
  ]
}

const refs = [
  'HEAD',
  'HEAD~1',
  'HEAD~9',
  'side',
  'v1',
  '-x',
  '--all',
  '',
  ' ',
  'HEAD:fleet',
  'HEAD^{tree}',
  '@{u}',
  '@{-1}',
  ':/x',
  'main..side',
  '^HEAD',
  '\n',
  absent,
  nothing,
  'origin/main',
  'HEAD@{1 day ago}',
  'HEAD^{/x}',
  '../x',
]

/** Files of git that say something wrong or hostile. */
const gitFiles: readonly Change[] = [
  { path: '.git/shallow', text: `${absent}\n` },
  { path: '.git/shallow', text: 'nonsense\n' },
  { path: '.git/packed-refs', text: '# pack-refs with: peeled\nnonsense\n' },
  { path: '.git/packed-refs', text: `${absent} refs/heads/side\n` },
  { path: '.git/refs/heads/main', text: `${absent}\n` },
  { path: '.git/refs/heads/main', text: '' },
  { path: '.git/refs/heads/main', directory: true },
  { path: '.git/HEAD', text: '' },
  { path: '.git/HEAD', text: 'ref: refs/heads/-x\n' },
  { path: '.git/HEAD', text: 'ref: ../../outside/token.txt\n' },
  { path: '.git/HEAD', remove: true },
  { path: '.git/index', text: 'DIRC nonsense' },
  { path: '.git/index', text: '' },
  { path: '.git/index', directory: true },
  { path: '.git/index.lock', text: '' },
  { path: '.git/objects', remove: true },
  { path: '.git/objects/info/alternates', text: '{{outside}}\n' },
  { path: '.git/info/attributes', text: '* filter=x diff=x merge=x\n' },
  { path: '.git/info/grafts', text: `${absent} ${absent}\n` },
  { path: '.git/config', text: hostileConfig },
  { path: '.git/config', text: hostileConfig.replace('bare = true', 'bare = false') },
  { path: '.git/config', text: '[broken\n' },
  { path: '.git/config', text: '[include]\n\tpath = {{outside}}/token.txt\n' },
  { path: '.git/config.worktree', text: '[core]\n\tfsmonitor = {{marker}}\n' },
  { path: '.git/commondir', text: '{{outside}}\n' },
  { path: '.git/gitdir', text: '{{outside}}\n' },
  { path: '.git/MERGE_HEAD', text: `${absent}\n` },
  { path: '.git/rebase-merge/head-name', text: 'refs/heads/\u001b[31m\n' },
  { path: '.git/hooks/post-index-change', text: '#!/bin/sh\n{{marker}}\n', executable: true },
  { path: '.git/hooks/reference-transaction', text: '#!/bin/sh\n{{marker}}\n', executable: true },
  { path: '.git/hooks/fsmonitor-watchman', text: '#!/bin/sh\n{{marker}}\n', executable: true },
  { path: '.git/bulkhead', link: '{{outside}}' },
  { path: '.git/bulkhead/compile', text: 'a file' },
  { path: '.git', remove: true },
  { path: '.git', text: 'gitdir: {{outside}}\n' },
  { path: '.git', text: 'gitdir: .git\n' },
  { path: '.git', link: '{{outside}}' },
  {
    path: '.gitattributes',
    text: '* filter=x diff=x text eol=crlf working-tree-encoding=UTF-16\n',
  },
  { path: 'fleet/.git', text: 'gitdir: ../.git\n' },
]
