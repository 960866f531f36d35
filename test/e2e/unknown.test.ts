import assert from 'node:assert/strict'
import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { tinyRepository } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli } from '../support/run-cli.ts'
import { writeTree } from '../support/tree.ts'

type Git = ReturnType<typeof startGit>

const base = 'apps/cart/base/kustomization.yaml'
const admin = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: everybody }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: 'system:authenticated' }]
`

/** Lists one more thing in the base of the workload. */
function listing(dir: string, name: string): void {
  const text = readFileSync(join(dir, base), 'utf8')
  writeTree(dir, { [base]: text.replace(/^resources:\n/m, `resources:\n- ${name}\n`) })
}

/** Ways to have Argo CD apply that binding with no rule having seen it. */
const ways: readonly (readonly [string, (dir: string, git: Git) => void, rules: RegExp])[] = [
  [
    'a link within the repository',
    dir => {
      writeTree(dir, { 'apps/cart/base/notes.txt': admin })
      symlinkSync('notes.txt', join(dir, 'apps/cart/base/role.yaml'))
      listing(dir, 'role.yaml')
    },
    /CFG004.*KUS010/,
  ],
  [
    'a submodule',
    (dir, git) => {
      git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},apps/cart/base/module`)
      listing(dir, 'module')
      writeTree(dir, {
        'apps/cart/base/module/.git': 'gitdir: elsewhere',
        'apps/cart/base/module/kustomization.yaml': 'resources: []\n',
      })
    },
    /CFG004.*KUS010/,
  ],
  [
    'a remote resource beside it',
    dir => {
      writeTree(dir, { 'apps/cart/base/role.yaml': admin })
      listing(dir, 'role.yaml\n- https://example.com/x.yaml')
    },
    /ARG009.*KUS010/,
  ],
  [
    'a chart beside it',
    dir => {
      writeTree(dir, { 'apps/cart/base/role.yaml': admin })
      listing(dir, 'role.yaml')
      const text = readFileSync(join(dir, base), 'utf8')
      writeTree(dir, { [base]: `${text}helmCharts: [{ name: x, repo: https://example.com }]\n` })
    },
    /ARG009.*KUS010/,
  ],
  [
    'an object that Argo CD takes for a list',
    dir => {
      const item = admin.trimEnd().replaceAll('\n', '\n  ')
      const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n'
      writeTree(dir, { 'apps/cart/base/facts.yaml': `${map}items:\n- ${item}\n` })
      listing(dir, 'facts.yaml')
    },
    /^KUS010$/,
  ],
]

for (const [what, hide, rules] of ways) {
  test(`${what} hides no ClusterRoleBinding: not in the hook, in CI, nor from a plan`, async t => {
    const dir = await tinyRepository(t)
    const git = startGit(dir)
    git('add', '-A')
    git('commit', '-qm', 'Start')
    hide(dir, git)
    if (what !== 'a submodule') git('add', '-A')
    else git('add', base)
    for (const args of [['validate', '--staged'], ['validate']]) {
      const { code, out } = await runCli(dir, ...args, '--json')
      const found = (
        JSON.parse(out) as { findings: { rule: string; severity: string; file: string }[] }
      ).findings
      const errors = found.filter(({ severity }) => severity === 'error')
      assert.equal(code, 1, out)
      assert.match(
        errors
          .map(({ rule }) => rule)
          .sort()
          .join(),
        rules,
      )
      for (const { file } of errors) assert.ok(file.startsWith('apps/cart/'), file)
    }
    const { code, out } = await runCli(dir, 'plan', '--staged', '--json')
    assert.equal(code, 1)
    assert.match(out, /CHG011/)
    // What was so before keeps no other change from being made.
    git('commit', '-qm', 'As it is')
    writeTree(dir, { 'README.md': 'Something else.\n' })
    git('add', 'README.md')
    const later = await runCli(dir, 'validate', '--staged', '--json')
    assert.doesNotMatch(later.out, /KUS010|CFG004/)
    rmSync(dir, { recursive: true })
  })
}

test('what is only intended to be added is missing in the hook, as it is in the commit', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '-A')
  git('commit', '-qm', 'Start')
  writeTree(dir, {
    'apps/cart/base/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n',
  })
  listing(dir, 'more.yaml')
  git('add', base)
  git('add', '-N', 'apps/cart/base/more.yaml')
  const { code, out } = await runCli(dir, 'validate', '--staged')
  assert.equal(code, 1)
  assert.match(out, /KUS001 .*more\.yaml.* does not exist/)
})

/** Ways for a change to answer itself for what it does. */
const excuses: readonly (readonly [string, (dir: string) => void, told: RegExp])[] = [
  [
    'a waiver',
    dir => {
      const waiver = '{ rule: ARG009, path: apps/cart, until: 2027-12-31, reason: moves in May }'
      const fleet = readFileSync(join(dir, 'fleet/fleet.yaml'), 'utf8')
      writeTree(dir, { 'fleet/fleet.yaml': `${fleet}  waivers: [${waiver}]\n` })
    },
    /adds a waiver of ARG009 at fleet\/fleet\.yaml:8:13 \(moves in May\)/,
  ],
  [
    'an accepted path',
    dir => {
      const fleet = readFileSync(join(dir, 'fleet/fleet.yaml'), 'utf8')
      const entry = '{ path: apps/cart, reason: vendored upstream }'
      writeTree(dir, { 'fleet/fleet.yaml': `${fleet}  unchecked: [${entry}]\n` })
    },
    /adds that apps\/cart is accepted unchecked at fleet\/fleet\.yaml:8:15 \(vendored upstream\)/,
  ],
  [
    'a comment',
    dir => {
      const comment = '# bulkhead-ignore ARG009: moves in May\n'
      writeTree(dir, { 'apps/cart/base/role.yaml': `${comment}${admin}` })
    },
    /adds a comment that suppresses ARG009 at apps\/cart\/base\/role\.yaml:1:1 \(moves in May\)/,
  ],
]

for (const [what, add, told] of excuses) {
  test(`a plan tells of ${what} that the change brings itself, and of none that was there`, async t => {
    const dir = await tinyRepository(t)
    const git = startGit(dir)
    git('add', '-A')
    git('commit', '-qm', 'Start')
    add(dir)
    git('add', '-A')
    for (const format of ['text', 'summary']) {
      assert.match((await runCli(dir, 'plan', '--staged', '--format', format)).out, told)
    }
    const markdown = (await runCli(dir, 'plan', '--staged', '--format', 'markdown')).out
    assert.match(markdown.replaceAll('\\', ''), told)
    const { out } = await runCli(dir, 'plan', '--staged', '--json')
    assert.equal((JSON.parse(out) as { excuses: unknown[] }).excuses.length, 1)
    git('commit', '-qm', 'As it is')
    assert.doesNotMatch((await runCli(dir, 'plan', '--staged')).out, /adds /)
  })
}

test('a number that JSON has not is a fault with its place to a plan', async t => {
  const dir = await tinyRepository(t)
  const project = 'gitops/projects/shop-dev.yaml'
  const text = readFileSync(join(dir, project), 'utf8')
  writeTree(dir, { [project]: text.replace('sourceRepos:', 'sourceRepos: .nan\n  x:') })
  const git = startGit(dir)
  git('add', '-A')
  const { code, out, err } = await runCli(dir, 'plan', '--staged')
  assert.ok(code === 1 || code === 2, err)
  assert.doesNotMatch(err, /This is a bug/)
  const said = /^gitops\/projects\/shop-dev\.yaml:16:16: error: cannot read "\.nan" as float/m
  assert.match(out + err, said)
})
