import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  acmeRepository,
  acmeSpec,
  fleetOf,
  generate,
  generatedAcme,
  generatedTiny,
  tinyRepository,
  tinySpec,
} from '../support/fleets.ts'
import { bulkheadBin, run, runCli } from '../support/run-cli.ts'
import { compareTrees, readTree, writeTree } from '../support/tree.ts'

test('a second run finds every file identical', async t => {
  const dir = await acmeRepository(t)
  const { code, out } = await runCli(dir, 'generate', '--json')
  assert.equal(code, 0)
  const { files } = JSON.parse(out) as { files: { path: string; verdict: string }[] }
  assert.deepEqual([...new Set(files.map(({ verdict }) => verdict))], ['identical'])
  assert.ok(files.length > 150)
})

test('and touches none of them', async t => {
  const dir = await tinyRepository(t)
  const before = readTree(dir)
  const { code, out, err } = await runCli(dir, 'generate')
  assert.match(out, /^identical \d+ files\n$/)
  assert.deepEqual({ code, err }, { code: 0, err: '' })
  assert.deepEqual(readTree(dir), before)
})

test('the same spec gives the same bytes in any directory, time zone, language and umask', async t => {
  const surroundings = [
    { umask: '022', env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
    { umask: '077', env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } },
    { umask: '002', env: { TZ: 'America/St_Johns', LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' } },
  ]
  const trees = await Promise.all(
    surroundings.map(async ({ umask, env }) => {
      const dir = acmeSpec(t)
      const script = `umask ${umask} && exec "$0" "$1" -C "$2" generate --quiet`
      const { code, err } = await run('sh', ['-c', script, process.execPath, bulkheadBin, dir], {
        cwd: '/',
        env: { ...process.env, ...env },
      })
      assert.equal(code, 0, err)
      return readTree(dir)
    }),
  )
  const here = await generatedAcme()
  for (const tree of trees) assert.deepEqual(compareTrees(here, tree), [])
})

test('the order and the names of the spec files do not matter', async t => {
  const documents = Object.values(tinySpec)
  const reversed = documents.toReversed().join('---\n')
  const dir = fleetOf(t, { 'fleet/everything.yml': reversed })
  await generate(dir)
  const generated = (path: string) => !path.startsWith('fleet/') || path === 'fleet/addresses.yaml'
  assert.deepEqual(
    compareTrees(await generatedTiny(), readTree(dir)).filter(line => generated(line.slice(2))),
    [],
  )
})

test('a comment in the spec changes nothing', async t => {
  const dir = await acmeRepository(t)
  const path = join(dir, 'fleet/fleet.yaml')
  const spec = readFileSync(path, 'utf8')
  writeTree(dir, {
    'fleet/fleet.yaml': `# Ours.\n\n${spec.replace('model: flat', 'model:   flat')}`,
  })
  const before = readTree(dir)
  const { out } = await runCli(dir, 'generate')
  assert.match(out, /^identical \d+ files\n$/)
  assert.deepEqual(readTree(dir), before)
})

test('line ends of Windows are not an edit', async t => {
  const tree = Object.entries(await generatedTiny())
  const windows = tree.map(([path, text]) => [path, text.replaceAll('\n', '\r\n')] as const)
  const dir = fleetOf(t, Object.fromEntries(windows.filter(([path]) => !path.startsWith('fleet/'))))
  writeTree(dir, Object.fromEntries(tree.filter(([path]) => path.startsWith('fleet/'))))
  const { code, out } = await runCli(dir, 'generate')
  assert.match(out, /^identical \d+ files\n$/)
  assert.equal(code, 0)
})

/* What leaves the spec takes its files with it, and no others. */

interface Removal {
  edit(dir: string): void
  /** The files that go. */
  readonly gone: RegExp
  /** The files that say who is there. */
  readonly updated: readonly string[]
}

const removals: Readonly<Record<string, Removal>> = {
  'a workload': {
    edit: dir => rmSync(join(dir, 'fleet/workloads/storefront.yaml')),
    gone: /^apps\/storefront\/(network|overlays)\//,
    updated: [
      '.bulkhead/lock.json',
      'CODEOWNERS',
      'apps/cart-service/network/allow.yaml',
      'docs/fleet.md',
      'fleet/workloads/cart-service.yaml',
      'gitops/applicationsets/kustomization.yaml',
    ],
  },
  'a cluster': {
    edit: dir => replace(dir, 'fleet/regions/local.yaml', /^.*local-two.*\n/m, ''),
    gone: /^(clusters|(apps|infrastructure)\/[^/]+\/overlays)\/local-two\//,
    updated: [
      '.bulkhead/lock.json',
      'clusters/kustomization.yaml',
      'docs/addresses.md',
      'docs/fleet.md',
      'fleet/addresses.yaml',
      'fleet/regions/local.yaml',
      'gitops/projects/data-development.yaml',
      'gitops/projects/fleet-systems.yaml',
      'gitops/projects/payments-development.yaml',
      'gitops/projects/shop-development.yaml',
      'infrastructure/cilium-clustermesh/environments/development/mesh.yaml',
    ],
  },
  'a system': {
    edit: dir =>
      replace(dir, 'fleet/fleet.yaml', '[cilium-clustermesh, mcs]', '[cilium-clustermesh]'),
    gone: /^infrastructure\/mcs\/|^apps\/[^/]+\/network\/service-export\.yaml$/,
    updated: [
      '.bulkhead/lock.json',
      'apps/cart-service/network/kustomization.yaml',
      'apps/payment-service/network/kustomization.yaml',
      'docs/fleet.md',
      'fleet/fleet.yaml',
      'gitops/applicationsets/kustomization.yaml',
      'infrastructure/cilium-clustermesh/base/values.yaml',
    ],
  },
}

for (const [name, { edit, gone, updated }] of Object.entries(removals)) {
  test(`${name} that leaves the spec takes its files with it, and no others`, async t => {
    const dir = await acmeRepository(t)
    const before = readTree(dir)
    edit(dir)
    if (name === 'a workload') replace(dir, 'fleet/workloads/cart-service.yaml', /callers.*\n/, '')
    await generate(dir)
    const changes = compareTrees(before, readTree(dir))
    const deleted = changes.filter(line => line.startsWith('-')).map(line => line.slice(2))
    const written = changes.filter(line => line.startsWith('~')).map(line => line.slice(2))
    const isSpec = (path: string) => path === 'fleet/workloads/storefront.yaml'
    const isSet = (path: string) => /^gitops\/applicationsets\/(storefront|mcs)\.yaml$/.test(path)
    assert.deepEqual(
      deleted.filter(path => !isSpec(path) && !isSet(path)),
      Object.keys(before).filter(path => gone.test(path)),
    )
    assert.deepEqual(written, updated)
    assert.deepEqual(
      changes.filter(line => line.startsWith('+')),
      [],
    )
  })
}

test('directories that are left empty go too', async t => {
  const dir = await acmeRepository(t)
  replace(dir, 'fleet/regions/local.yaml', /^.*local-two.*\n/m, '')
  await generate(dir)
  assert.ok(!existsSync(join(dir, 'clusters/local-two')))
  assert.ok(!existsSync(join(dir, 'infrastructure/mcs/overlays/local-two')))
})

test('what was removed and comes back is as it was, address for address', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  replace(dir, 'fleet/regions/local.yaml', /^.*local-two.*\n/m, '')
  await generate(dir)
  writeTree(dir, { 'fleet/regions/local.yaml': before['fleet/regions/local.yaml'] ?? '' })
  await generate(dir)
  assert.deepEqual(compareTrees(before, readTree(dir)), [])
})

/* What a person changed stays. */

test('an edit of any managed file is a conflict: exit code 1, and the file stays', async t => {
  const dir = await acmeRepository(t)
  const managed = managedPaths(dir)
  const edited = Object.fromEntries(managed.map(path => [path, `${read(dir, path)}\n`]))
  writeTree(dir, edited)
  const before = readTree(dir)
  const { code, out, err } = await runCli(dir, 'generate')
  assert.deepEqual(
    out.split('\n').filter(line => line.startsWith('conflict')),
    managed.map(path => `conflict ${path}  (edited since it was generated)`),
  )
  assert.match(err, new RegExp(`^\\n${managed.length} of these files were changed by hand`))
  assert.equal(code, 1)
  assert.deepEqual(readTree(dir), before)
})

test('a conflict does not keep the rest from being generated, and is told again', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, { 'docs/fleet.md': 'mine\n' })
  replace(dir, 'fleet/workload.yaml', 'team: shop', 'team: shop, namespace: market')
  const first = await runCli(dir, 'generate')
  assert.match(first.out, /^conflict docs\/fleet\.md/m)
  assert.match(first.out, /^update apps\/cart\/overlays\/dev\/kustomization\.yaml$/m)
  const second = await runCli(dir, 'generate')
  assert.match(second.out, /^conflict docs\/fleet\.md {2}\(edited since it was generated\)$/m)
  assert.deepEqual([first.code, second.code], [1, 1])
  assert.equal(read(dir, 'docs/fleet.md'), 'mine\n')
})

test('a conflict is resolved by deleting the file and generating', async t => {
  const dir = await tinyRepository(t)
  const before = readTree(dir)
  writeTree(dir, { 'docs/fleet.md': 'mine\n' })
  await runCli(dir, 'generate')
  rmSync(join(dir, 'docs/fleet.md'))
  await generate(dir)
  assert.deepEqual(readTree(dir), before)
})

test('a given file that was edited is kept, whatever the spec says now', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, { 'apps/cart/base/deployment.yaml': 'mine: true\n' })
  replace(dir, 'fleet/workload.yaml', 'team: shop', 'team: shop, namespace: market')
  const { code } = await runCli(dir, 'generate')
  assert.equal(code, 0)
  assert.equal(read(dir, 'apps/cart/base/deployment.yaml'), 'mine: true\n')
})

test('a given file that was deleted stays deleted', async t => {
  const dir = await tinyRepository(t)
  rmSync(join(dir, 'apps/cart/base/pod-disruption-budget.yaml'))
  const { code, out } = await runCli(dir, 'generate')
  assert.match(
    out,
    /^keep apps\/cart\/base\/pod-disruption-budget\.yaml {2}\(deleted by a person\)$/m,
  )
  assert.equal(code, 0)
  assert.ok(!existsSync(join(dir, 'apps/cart/base/pod-disruption-budget.yaml')))
})

test('a given file stays when what it was given for leaves the spec', async t => {
  const dir = await tinyRepository(t)
  rmSync(join(dir, 'fleet/workload.yaml'))
  const { code, out } = await runCli(dir, 'generate')
  assert.match(out, /^keep apps\/cart\/base\/deployment\.yaml {2}\(has left the spec\)$/m)
  assert.equal(code, 0)
  assert.ok(existsSync(join(dir, 'apps/cart/base/deployment.yaml')))
})

test('a file of a person is never seen', async t => {
  const dir = await tinyRepository(t)
  writeTree(dir, { 'clusters/local-dev/notes.txt': 'mine\n', 'apps/other/x.yaml': 'mine: true\n' })
  const before = readTree(dir)
  const { code } = await runCli(dir, 'generate')
  assert.equal(code, 0)
  assert.deepEqual(readTree(dir), before)
})

test('local/ in an overlay is wired in, as resources or as a component, and out again', async t => {
  const dir = await tinyRepository(t)
  const before = readTree(dir)
  const overlays = { dev: 'Component', 'local-dev': 'Kustomization' } as const
  for (const [overlay, kind] of Object.entries(overlays)) {
    writeTree(dir, {
      [`apps/cart/overlays/${overlay}/local/kustomization.yaml`]: `kind: ${kind}\n`,
    })
  }
  await generate(dir)
  assert.match(
    read(dir, 'apps/cart/overlays/dev/kustomization.yaml'),
    /^components:\n- \.\.\/\.\.\/network\n- local$/m,
  )
  assert.match(
    read(dir, 'apps/cart/overlays/local-dev/kustomization.yaml'),
    /^resources:\n- \.\.\/dev\n- local$/m,
  )
  for (const overlay of Object.keys(overlays)) {
    rmSync(join(dir, `apps/cart/overlays/${overlay}/local`), { recursive: true })
  }
  await generate(dir)
  assert.deepEqual(readTree(dir), before)
})

/* What would be done, without doing it. */

test('--check, --dry-run and --diff write nothing; --check says no with exit code 1', async t => {
  const dir = await tinyRepository(t)
  assert.equal((await runCli(dir, 'generate', '--check')).code, 0)
  replace(dir, 'fleet/workload.yaml', 'team: shop', 'team: shop, namespace: market')
  const before = readTree(dir)
  const check = await runCli(dir, 'generate', '--check')
  const dry = await runCli(dir, 'generate', '--dry-run', '--diff')
  assert.deepEqual([check.code, dry.code], [1, 0])
  assert.match(dry.out, /^update apps\/cart\/overlays\/dev\/kustomization\.yaml\n--- /m)
  assert.match(dry.err, /^Nothing was written: this was a dry run\.\n$/)
  assert.deepEqual(readTree(dir), before)
})

test('--check and validate agree, also where only the record of the inputs is out of date', async t => {
  const dir = await tinyRepository(t)
  replace(dir, 'fleet/workload.yaml', 'team: shop', 'team: shop, port: 9000')
  assert.equal((await runCli(dir, 'validate')).code, 1)
  assert.equal((await runCli(dir, 'generate', '--check')).code, 1)
})

function managedPaths(dir: string): readonly string[] {
  const { files } = JSON.parse(read(dir, '.bulkhead/lock.json')) as {
    files: Record<string, { owner: string }>
  }
  return Object.keys(files).filter(path => files[path]?.owner === 'managed')
}

function read(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8')
}

function replace(dir: string, path: string, search: string | RegExp, replacement: string): void {
  const text = read(dir, path)
  const next = text.replace(search, replacement)
  assert.notEqual(next, text, `${path} has ${String(search)}`)
  writeTree(dir, { [path]: next })
}
