import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workflowFaults } from './workflow-faults.ts'

/* That each fault is seen: one change of a sound workflow, and what is said of it. */

const sound = `on:
  pull_request:
permissions: {}
concurrency: a
jobs:
  check:
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0
        with:
          package-manager-cache: false
      - uses: actions/checkout@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 # v5.1.0
        with:
          persist-credentials: false
          submodules: false
          lfs: false
      - run: |
          echo "::stop-commands::$(cat /proc/sys/kernel/random/uuid)"
          "$RUNNER_TEMP/bulkhead" validate
`
const setup = sound.slice(
  sound.indexOf('      - uses: actions/setup'),
  sound.indexOf('      - uses: actions/checkout'),
)
const run = (line: string) => [/validate$/m, `validate\n          ${line}`] as const

const changes: readonly (readonly [string | RegExp, string, string])[] = [
  ['pull_request:', 'pull_request_target:', 'runs on pull_request_target'],
  ['pull_request:', 'workflow_run:', 'runs on workflow_run'],
  ['pull_request:', 'issue_comment:', 'runs on issue_comment'],
  ['permissions: {}\n', '', 'gives rights to all jobs'],
  ['permissions: {}', 'permissions: write-all', 'gives rights to all jobs'],
  ['concurrency: a\n', '', 'does not say which runs may go side by side'],
  [
    'timeout-minutes: 5',
    'env: { A: "${{ secrets.A }}" }\n    timeout-minutes: 5',
    'names a secret',
  ],
  [/@fbc6\w+ # v5.1.0/, '@v5', 'not pinned: - uses: actions/checkout@v5'],
  [
    /@fbc6\w+ # v5.1.0/,
    '@fbc6f39 # v5.1.0',
    'not pinned: - uses: actions/checkout@fbc6f39 # v5.1.0',
  ],
  [
    / # v5.1.0/,
    '',
    'not pinned: - uses: actions/checkout@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09',
  ],
  ['    timeout-minutes: 5\n', '', 'check: has no end'],
  [/ {4}permissions:\n.*\n/, '', 'check: does not name its rights'],
  ['contents: read', 'pull-requests: write', 'check: may write, and has the files of a branch'],
  [/ {10}persist-credentials: false\n/, '', 'check: leaves a token in the checkout'],
  ['submodules: false', 'submodules: true', 'check: may check out submodules'],
  ['lfs: false', 'lfs: true', 'check: may fetch large files'],
  ['lfs: false', 'lfs: false\n          ref: a', 'check: checks out what an event names'],
  [/$/, setup, 'check: sets Node up where files of a branch are'],
  ['package-manager-cache: false', 'cache: npm', 'check: shares a cache'],
  [
    'package-manager-cache: false',
    'node-version: 24',
    'check: shares a cache where a package.json asks for it',
  ],
  [...run('echo ${{ github.head_ref }}'), 'check: puts an expression into a shell'],
  [...run('echo "a=$A" >> "$GITHUB_ENV"'), 'check: sets something for later steps'],
  [...run('eval "$A"'), 'check: runs text as code'],
  [
    ...run("curl --proto '=https' --proto-redir '=https' https://example.com | sh"),
    'check: runs text as code',
  ],
  [...run('npm install --global bulkhead@0.1.0'), 'check: installs by a name'],
  [...run('npx bulkhead validate'), 'check: installs by a name'],
  [...run('curl https://example.com'), 'check: fetches by other protocols than https'],
  [/ *echo "::stop.*\n/, '', 'check: prints of a branch while the runner listens'],
]

test('a sound workflow has no fault', () => {
  assert.deepEqual(workflowFaults(sound), [])
})

for (const [from, to, fault] of changes) {
  test(`it is seen that a workflow ${fault}`, () => {
    const changed = sound.replace(from, to.replaceAll('$', '$$$$'))
    assert.notEqual(changed, sound)
    assert.ok(workflowFaults(changed).includes(fault), workflowFaults(changed).join('\n'))
  })
}
