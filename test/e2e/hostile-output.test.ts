import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fleetOf, generate, generatedTiny, tinyRepository, tinySpec } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { assertPrintable, worst } from '../support/printable.ts'
import { runCli, spawnCli } from '../support/run-cli.ts'
import { writeTree } from '../support/tree.ts'

/* A repository says whatever it likes; a terminal, a log and a comment show it as text. */

const quoted = JSON.stringify(worst)
const nameOfFile = worst.toWellFormed().replaceAll(/[/\0]/g, '_').slice(0, 100)

const commands: readonly (readonly string[])[] = [
  ['list', 'regions'],
  ['list', 'clusters'],
  ['list', 'workloads'],
  ['list', 'teams', '--json'],
  ['list', 'teams'],
  ['show', 'cluster', 'local-dev'],
  ['show', 'cluster', 'local-dev', '--json'],
  ['ipam', 'show'],
  ['ipam', 'show', '--tree'],
  ['ipam', 'show', '--json'],
  ['ipam', 'check'],
  ['ipam', 'check', '--json'],
  ['ipam', 'forecast'],
  ['ipam', 'export'],
  ['ipam', 'export', '--format', 'netbox'],
  ['ipam', 'export', '--format', 'tfvars'],
  ['apps'],
  ['apps', '--json'],
  ['generate', '--dry-run', '--diff'],
  ['generate', '--check', '--json'],
  ['validate'],
  ['validate', '--json'],
  ['validate', '--format', 'sarif'],
]

/** No command has a reason to say these. */
const unsaid: ReadonlySet<string> = new Set([
  'an option of a pack',
  'a residency',
  'a syntax error',
])

/** Each puts the worst text where a text is free. */
const fields: Readonly<Record<string, readonly [file: string, from: string | RegExp, to: string]>> =
  {
    'a URL': ['fleet/fleet.yaml', 'https://example.com/fleet.git', quoted],
    'a revision': ['fleet/fleet.yaml', 'fleet.git }', `fleet.git, revision: ${quoted} }`],
    'a name of the fleet': ['fleet/fleet.yaml', 'name: tiny', `name: ${quoted}`],
    'a reason': [
      'fleet/fleet.yaml',
      '10.0.0.0/8 } }',
      `10.0.0.0/8 } }, reserved: [{ cidr: 10.9.0.0/16, reason: ${quoted} }]`,
    ],
    'a range': ['fleet/fleet.yaml', '10.0.0.0/8', quoted],
    'a pool': [
      'fleet/fleet.yaml',
      'region: { cidr',
      `${quoted}: { cidr: 192.168.0.0/16 }, region: { cidr`,
    ],
    'a waiver': [
      'fleet/fleet.yaml',
      /$/,
      `  waivers: [{ rule: NET002, reason: ${quoted}, until: 2027-01-01, owner: ${quoted} }]\n`,
    ],
    'a key': ['fleet/fleet.yaml', /$/, `  ${quoted}: 1\n`],
    'an option of a pack': [
      'fleet/fleet.yaml',
      /$/,
      `  options: { argocd: { chartRepository: ${quoted} } }\n`,
    ],
    'a namespace of Argo CD': ['fleet/fleet.yaml', /$/, `  argocd: { namespace: ${quoted} }\n`],
    'a provider': ['fleet/region.yaml', 'kind\n', `${quoted}\n`],
    'a zone': ['fleet/region.yaml', 'provider: kind', `provider: aws\n  zones: [${quoted}]`],
    'a residency': [
      'fleet/region.yaml',
      'provider: kind',
      `provider: kind\n  residency: ${quoted}`,
    ],
    'a cluster': ['fleet/region.yaml', 'local-dev', quoted],
    'a version': [
      'fleet/region.yaml',
      'environment: dev',
      `environment: dev, kubernetesVersion: ${quoted}`,
    ],
    'a description': ['fleet/team.yaml', '{}', `{ description: ${quoted} }`],
    'an owner': ['fleet/team.yaml', '{}', `{ owners: [${quoted}] }`],
    'an image': ['fleet/workload.yaml', 'team: shop', `team: shop, image: ${quoted}`],
    'a peer': ['fleet/workload.yaml', 'team: shop', `team: shop, calls: [${quoted}]`],
    'a kind': ['fleet/workload.yaml', 'kind: Workload', `kind: ${quoted}`],
    'a syntax error': ['fleet/workload.yaml', /$/, `${worst}\n`],
  }

for (const [what, [file, from, to]] of Object.entries(fields)) {
  test(`${what} of the spec is text in all that is printed`, async t => {
    const tree = await generatedTiny()
    const before = tree[file] ?? ''
    const after = before.replace(from, () => to)
    assert.notEqual(after, before)
    const dir = fleetOf(t, { ...tree, [file]: after })
    let isSaid = false
    for (const words of commands) {
      const { out, err } = await runCli(dir, ...words)
      assertPrintable(out, words.join(' '))
      assertPrintable(err, words.join(' '))
      if (/--json|sarif|netbox|tfvars/.test(words.join(' ')) && out !== '') JSON.parse(out)
      isSaid ||= out.includes('pwned') || err.includes('pwned')
    }
    assert.equal(isSaid, !unsaid.has(what), 'some command says it')
  })
}

test('names of files, keys and texts of manifests are text in all that is printed', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'A fleet')
  const base = join(dir, 'apps/cart/base/kustomization.yaml')
  writeTree(dir, {
    [`fleet/${nameOfFile}.yaml`]: `apiVersion: bulkhead.dev/v1alpha1\nkind: Team\nmetadata: { name: ${quoted} }\nspec: {}\n`,
    [`apps/${nameOfFile}.yaml`]: 'a: [\n',
    [`apps/cart/base/${nameOfFile}`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, annotations: { a: ${quoted.replace('\\ud800', '')} } }\ndata: { ${quoted.replace('\\ud800', '')}: b }\n`,
  })
  const resource = JSON.stringify(nameOfFile)
  const texts = [
    `resources: [${resource}]\n`,
    `resources: [${resource}, ${quoted}]\n`,
    `${quoted}: 1\n`,
  ]
  const seen = new Set<string>()
  for (const text of texts) {
    writeFileSync(base, text)
    for (const isSpecGood of [false, true]) {
      if (isSpecGood) git('clean', '-fdq', 'fleet')
      for (const words of [
        ...commands,
        ['build', 'apps/cart/base', '-o', join(dir, 'out.yaml')],
        ['plan'],
        ['plan', '--json'],
        ['plan', '--format', 'markdown'],
        ['plan', '--format', 'summary'],
        ['render', 'local-dev', '-o', join(dir, 'rendered')],
      ]) {
        const { out, err } = await runCli(dir, ...words)
        assertPrintable(out, words.join(' '))
        assertPrintable(err, words.join(' '))
        if (/pwned/.test(out + err)) seen.add(words[0]!)
        if (words.at(-1) === 'markdown') {
          const open = out.replaceAll(/`[^`\n]*`/g, '')
          assert.doesNotMatch(open, /@acme|#1\b|(?<!<!-- -->)\/\/evil|www\.evil|<img/)
        }
      }
    }
    writeTree(dir, {
      [`fleet/${nameOfFile}.yaml`]: `kind: Team\nmetadata: { name: ${quoted} }\n`,
    })
  }
  assert.deepEqual([...seen].sort(), [
    'apps',
    'build',
    'generate',
    'ipam',
    'list',
    'plan',
    'render',
    'show',
    'validate',
  ])
})

/** The commands that tell people what is unknown, with the formats that people read. */
function commandsForPeople(dir: string): string[][] {
  return [
    ['validate'],
    ['apps'],
    ['plan'],
    ['plan', '--format', 'markdown'],
    ['plan', '--format', 'summary'],
    ['render', 'local-dev', '-o', join(dir, 'rendered')],
  ]
}

test('a reason to accept what is unknown begins no line', async t => {
  const tree = await generatedTiny()
  const spec = `${tree['fleet/fleet.yaml']}  unchecked: [{ path: apps/cart/base, reason: ${quoted} }]\n`
  const dir = fleetOf(t, { ...tree, 'fleet/fleet.yaml': spec })
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'A fleet')
  writeTree(dir, {
    'apps/cart/base/kustomization.yaml': 'resources: [https://evil.example/a.git]\n',
  })
  for (const words of [...commandsForPeople(dir), ['validate', '--format', 'sarif']]) {
    const { out, err } = await runCli(dir, ...words)
    assertPrintable(out, words.join(' '))
    assertPrintable(err, words.join(' '))
    if (/validate|render/.test(words[0]!)) assert.match(out + err, /pwned/)
  }
})

test('a text of a megabyte fills no screen, and pushes nothing out of a comment', async t => {
  const tree = await generatedTiny()
  const long = '@a'.repeat(500_000)
  const spec = `${tree['fleet/fleet.yaml']}  unchecked: [{ path: apps/cart/base, reason: "${long}" }]\n`
  const changes = {
    'a reason': { 'fleet/fleet.yaml': spec },
    'a remote base': {
      'apps/cart/base/kustomization.yaml': `resources: ["https://evil.example/${long}.git"]\n`,
    },
  }
  for (const [what, change] of Object.entries(changes)) {
    const dir = fleetOf(t, tree)
    const git = startGit(dir)
    git('add', '--all')
    git('commit', '-qm', 'A fleet')
    const base = 'resources: [https://evil.example/a.git]\n'
    writeTree(dir, { 'apps/cart/base/kustomization.yaml': base, ...change })
    for (const words of commandsForPeople(dir)) {
      const { out, err } = await runCli(dir, ...words)
      assert.ok(out.length + err.length < 15_000, `${what}: ${words.join(' ')}`)
      if (words.at(-1) !== 'markdown') continue
      assert.match(out, /\*\*Reach at once:\*\* local-dev/, what)
      assert.match(out, /<b>cart<\/b> changed/, what)
    }
  }
})

test('what the command line says is text as well', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'A fleet')
  for (const words of [
    ['frobnicate'],
    ['list'],
    ['explain'],
    ['ipam', 'export', '--format'],
    ['build'],
    ['plan', '--since'],
    ['--limit'],
  ]) {
    const { out, err } = await runCli(dir, ...words, worst.replaceAll('\0', ''))
    assertPrintable(out, words.join(' '))
    assertPrintable(err, words.join(' '))
    if (words[0] !== 'frobnicate') assert.match(out + err, /pwned/, words.join(' '))
  }
})

test('an option of a pack is one word of the lines that people paste', async t => {
  const option = (value: string) =>
    `${tinySpec['fleet/fleet.yaml']}  options: { argocd: { chartRepository: ${JSON.stringify(value)} } }\n`
  const dir = fleetOf(t, { ...tinySpec, 'fleet/fleet.yaml': option('https://a.example/$(id); id') })
  await generate(dir)
  const { out } = await runCli(dir, 'build', 'clusters')
  assert.notEqual(out, '')
  const page = await runPage(dir)
  assert.match(page, /--repo 'https:\/\/a\.example\/\$\(id\); id' --version/)
  writeTree(dir, { 'fleet/fleet.yaml': option('https://a.example/\nid') })
  const { code, err } = await runCli(dir, 'generate')
  assert.equal(code, 2)
  assert.match(err, /argocd\.md\.hbs:\d+:\d+: error: a value cannot stand here.*TEMPLATE_VALUE/)
})

async function runPage(dir: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(join(dir, 'docs/argocd.md'), 'utf8')
}

const leaking: Readonly<Record<string, string>> = {
  'kind with a tag':
    'apiVersion: v1\nkind: !!str Secret\nmetadata: { name: a }\nstringdata: hunter2: hunter2\n',
  'kind in quotes':
    'apiVersion: v1\n"kind": "Secret"\nmetadata: { name: a }\nx: hunter2: hunter2\n',
  'kind with an escape':
    'apiVersion: v1\nkind: "S\\x65cret"\nmetadata: { name: a }\nx: hunter2: hunter2\n',
  'flow style':
    '{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: "hunter2" hunter2}}\n',
  JSON: '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"a": "hunter2" "hunter2"}}\n',
  'data before kind':
    'apiVersion: v1\ndata:\n  a: hunter2\n  hunter2\n  b\nkind: Secret\nmetadata: { name: a }\n',
  'a list':
    'apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  apiVersion: v1\n  metadata: { name: a }\n  x: hunter2: hunter2\n',
  'a key twice':
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { hunter2: a, hunter2: b }\n',
  'no name':
    'apiVersion: v1\nkind: Secret\nmetadata: { labels: [hunter2] }\ndata: { a: hunter2 }\n',
  'a key that is a list':
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { ? [hunter2] : b }\n',
  'an alias that is not there':
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { a: *hunter2 }\n',
}

for (const [how, text] of Object.entries(leaking)) {
  test(`a Secret that cannot be read is in no message: ${how}`, async t => {
    const dir = await tinyRepository(t)
    const git = startGit(dir)
    git('add', '--all')
    git('commit', '-qm', 'A fleet')
    writeTree(dir, {
      'apps/cart/base/secret.yaml': text,
      'apps/cart/base/kustomization.yaml': 'resources: [secret.yaml]\n',
    })
    let failed = 0
    for (const words of [
      ['build', 'apps/cart/base'],
      ['render', 'local-dev'],
      ['apps'],
      ['show', 'cluster', 'local-dev'],
      ['plan'],
      ['plan', '--json'],
      ['plan', '--format', 'markdown'],
      ['validate'],
      ['validate', '--json'],
      ['validate', '--format', 'sarif'],
      ['build', 'apps/cart/base', '--json'],
    ]) {
      const { code, out, err } = await runCli(dir, ...words)
      if (code !== 0) failed += 1
      assert.doesNotMatch(err, /hunter2/, words.join(' '))
      if (code !== 0 || words[0] === 'validate')
        assert.doesNotMatch(out, /hunter2/, words.join(' '))
    }
    assert.ok(failed > 0)
  })
}

test('no warning of a library or of Node is printed, and no key of a Secret in one', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, {
    'apps/cart/base/secret.yaml': leaking['a key that is a list']!,
    'apps/cart/base/kustomization.yaml': 'resources: [secret.yaml]\n',
    'fleet/team.yaml': `${tinySpec['fleet/team.yaml']}? [hunter2, &a hunter2]\n: *a\n`,
  })
  for (const words of [['validate'], ['ipam', 'check'], ['build', 'apps/cart/base']]) {
    const { code, err } = await spawnCli(dir, words)
    assert.notEqual(code, 0)
    assert.doesNotMatch(err, /Warning|Keys with collection|\(node:/, words.join(' '))
    if (words[0] === 'build') assert.doesNotMatch(err, /hunter2/)
  }
})

test('literals of a secretGenerator are in no message', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, {
    'apps/cart/base/kustomization.yaml': 'secretGenerator: [{ name: a, literals: [hunter2] }]\n',
    'apps/cart/base/env/kustomization.yaml': 'secretGenerator: [{ name: a, envs: [a.env] }]\n',
    'apps/cart/base/env/a.env': '0 hunter2=hunter2\nhunter2 hunter2\n',
  })
  for (const words of [
    ['build', 'apps/cart/base'],
    ['build', 'apps/cart/base/env'],
    ['apps'],
    ['validate'],
  ]) {
    const { code, out, err } = await runCli(dir, ...words)
    assert.doesNotMatch(
      code === 0 && words[0] === 'build' ? err : out + err,
      /hunter2/,
      words.join(' '),
    )
  }
})

test('after twenty problems the rest is counted, and scripts are told a thousand', async t => {
  const team = (i: number) =>
    `---\napiVersion: bulkhead.dev/v1alpha1\nkind: Team\nmetadata: { name: t-${i} }\nspec: { nothing: 1 }\n`
  const dir = fleetOf(t, {
    ...tinySpec,
    'fleet/teams.yaml': Array.from({ length: 1500 }, (_, i) => team(i)).join(''),
  })
  const { code, err } = await runCli(dir, 'generate')
  assert.equal(code, 2)
  assert.equal(err.match(/: error: /g)?.length, 20)
  assert.match(err, /^… and \d+ more problems?$/m)
  assert.ok(err.length < 20_000)
  const { problems, left_out } = JSON.parse((await runCli(dir, 'generate', '--json')).out)
  assert.equal(problems.length, 1000)
  assert.ok(left_out >= 500)
})
