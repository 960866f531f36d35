import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fleetOf, generate, generatedAcme, generatedFromAcme } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli, type CliResult } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { writeTree, type Tree } from '../support/tree.ts'

/* What a change does to the example fleet, told before it is committed. */

interface Domains {
  readonly clusters: readonly string[]
  readonly regions: readonly string[]
  readonly environments: readonly string[]
  readonly providers: readonly string[]
}

interface Application {
  readonly name: string
  readonly cluster: string | null
  readonly fate?: string
  readonly unknown: readonly string[]
  readonly objects: readonly {
    readonly kind: string
    readonly name: string
    readonly verdict: string
    readonly replaces?: string
    readonly fate?: string
    readonly file?: string
    readonly fields?: readonly {
      readonly path: string
      readonly before?: unknown
      readonly after?: unknown
    }[]
  }[]
}

interface Plan {
  readonly since: string | null
  readonly applications: Readonly<Record<'added' | 'changed' | 'removed', readonly Application[]>>
  readonly clusters: readonly { readonly name: string; readonly restarts: number }[]
  readonly reach: Domains
  readonly later: readonly (Domains & { readonly step: number })[]
  readonly findings: readonly {
    readonly rule: string
    readonly severity: string
    readonly message: string
    readonly file: string
  }[]
  readonly skipped: readonly { readonly what: string; readonly why: string }[]
}

interface Repository {
  readonly dir: string
  readonly git: (...args: readonly string[]) => string
  /** Changes the text of a file, and fails where there is nothing to change. */
  edit(path: string, from: string | RegExp, to: string): void
  run(...args: readonly string[]): Promise<CliResult>
  plan(...args: readonly string[]): Promise<Plan & { readonly code: number }>
}

/** A repository with all of a tree committed. */
function committed(t: TestContext, tree: Tree): Repository {
  const dir = fleetOf(t, tree)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  const run = (...args: readonly string[]) => runCli(dir, 'plan', ...args)
  return {
    dir,
    git,
    run,
    edit(path, from, to) {
      const text = readFileSync(join(dir, path), 'utf8')
      assert.notEqual(text.replace(from, to), text, `${path} has no ${from}`)
      writeTree(dir, { [path]: text.replace(from, to) })
    },
    async plan(...args) {
      const { code, out, err } = await run('--json', ...args)
      assert.ok(out.startsWith('{'), err)
      return { code, ...(JSON.parse(out) as Plan) }
    },
  }
}

const acme = async (t: TestContext) => committed(t, await generatedAcme())

/** The example fleet with something said in its spec. */
async function acmeWith(t: TestContext, spec: string): Promise<Repository> {
  const tree = await generatedFromAcme(text => text.replace('  systems:', `${spec}\n  systems:`))
  return committed(t, tree)
}

const base = 'apps/payment-service/base/deployment.yaml'
const placed = [
  'eu-west-1-production',
  'eu-west-1-staging',
  'us-east-1-production',
  'us-east-1-staging',
]

test('a change of a shared base reaches every cluster that uses it', async t => {
  const { edit, plan } = await acme(t)
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const { code, applications, reach, later, clusters } = await plan()
  assert.equal(code, 0)
  assert.deepEqual(
    applications.changed.map(({ name }) => name),
    placed.map(cluster => `payment-service-${cluster}`),
  )
  assert.deepEqual([applications.added, applications.removed, later], [[], [], []])
  assert.deepEqual(reach, {
    clusters: placed,
    regions: ['eu-west-1', 'us-east-1'],
    environments: ['staging', 'production'],
    providers: ['aws'],
  })
  const [object] = applications.changed[0]?.objects ?? []
  assert.equal(object?.replaces, 'pods')
  assert.equal(object?.file, base)
  assert.deepEqual(
    object?.fields?.map(({ path, after }) => [path, after]),
    [['spec.template.spec.containers[name=payment-service].resources.requests.cpu', '333m']],
  )
  assert.deepEqual(
    clusters.map(({ name, restarts }) => [name, restarts]),
    placed.map(name => [name, 1]),
  )
})

test('behind waves, the same change reaches only the clusters of the first', async t => {
  const { edit, plan } = await acmeWith(t, '  options: { argocd: { rollout: rolling } }')
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const { reach, later } = await plan()
  assert.deepEqual(reach.clusters, ['eu-west-1-staging'])
  assert.deepEqual(
    later.map(({ step, clusters }) => [step, ...clusters]),
    [
      [2, 'us-east-1-staging'],
      [3, 'eu-west-1-production'],
      [4, 'us-east-1-production'],
    ],
  )
})

test('a change that begins behind the first wave does not wait for it', async t => {
  const { edit, plan } = await acmeWith(t, '  options: { argocd: { rollout: rolling } }')
  edit('apps/payment-service/overlays/production/kustomization.yaml', /$/, 'nameSuffix: -new\n')
  const { reach, later } = await plan()
  assert.deepEqual(reach.clusters, ['eu-west-1-production'])
  assert.deepEqual(
    later.map(({ clusters }) => clusters),
    [['us-east-1-production']],
  )
})

test('a comment, another order of keys and a reformatted file reach nothing', async t => {
  const { edit, plan, run } = await acme(t)
  edit(base, /^/, '# Nothing but a comment.\n')
  const service = 'apps/payment-service/base/service.yaml'
  edit(service, /apiVersion: v1\nkind: Service\n/, 'kind: "Service"\napiVersion: v1\n')
  const { code, applications, reach } = await plan()
  assert.equal(code, 0)
  assert.deepEqual(applications, { added: [], changed: [], removed: [] })
  assert.deepEqual(reach, { clusters: [], regions: [], environments: [], providers: [] })
  assert.equal(
    (await run('--format', 'summary')).out,
    'plan: no Application changes\nreach at once: nothing\n',
  )
})

test('a new region brings its Applications, and reaches the clusters that learn of it', async t => {
  const { dir, plan } = await acme(t)
  const answers = ['--zones=ca-central-1a', '--environment=production', '--yes']
  assert.equal((await runCli(dir, 'add', 'region', 'ca-central-1', ...answers)).code, 0)
  const { applications, reach } = await plan()
  const sets = ['cart-service', 'cilium-clustermesh', 'mcs', 'storefront']
  assert.deepEqual(
    applications.added.map(({ name }) => name),
    sets.map(set => `${set}-ca-central-1-production`),
  )
  assert.deepEqual(applications.removed, [])
  // Each member of the mesh is told of the new one; Argo CD registers it.
  const mesh = ['ap-south-1', 'eu-west-1', 'us-east-1'].map(region => `${region}-production`)
  assert.deepEqual(
    applications.changed.map(({ name }) => name),
    ['acme-clusters', 'acme-root', ...mesh.map(name => `cilium-clustermesh-${name}`)],
  )
  assert.deepEqual(reach.clusters, [...mesh, 'ca-central-1-production'].sort())
})

test('a Kubernetes version reaches the cluster that gets it, and replaces its nodes', async t => {
  const { dir, edit, plan } = await acme(t)
  edit('fleet/regions/ap-south-1.yaml', '1.35.0', '1.35.1')
  await generate(dir)
  const { applications, reach } = await plan()
  assert.deepEqual(reach.clusters, ['ap-south-1-production'])
  assert.deepEqual(reach.providers, ['aws'])
  const replaced = applications.changed.flatMap(({ objects }) =>
    objects.flatMap(({ kind, replaces }) => (replaces === 'nodes' ? [kind] : [])),
  )
  assert.deepEqual([...new Set(replaced)].sort(), ['KubeadmControlPlane', 'MachineDeployment'])
})

test('a spec that the tree does not follow yet is said', async t => {
  const { dir, edit, plan } = await acme(t)
  edit('fleet/regions/ap-south-1.yaml', '1.35.0', '1.35.1')
  const { applications, skipped } = await plan()
  assert.deepEqual(applications, { added: [], changed: [], removed: [] })
  assert.deepEqual(
    skipped.map(({ what }) => what),
    ['the spec'],
  )
  await generate(dir)
  const followed = await plan()
  assert.deepEqual(followed.skipped, [])
  assert.ok(followed.applications.changed.length > 0)
})

test('what does not build any more takes nothing away, and is not said to be the same', async t => {
  const { edit, plan } = await acme(t)
  edit('apps/payment-service/base/kustomization.yaml', '- service.yaml', '- servce.yaml')
  const { code, applications, findings, reach } = await plan()
  assert.deepEqual([code, findings.map(({ rule }) => rule)], [1, ['CHG010']])
  assert.deepEqual(
    applications.changed.map(({ objects, unknown }) => [objects, unknown]),
    placed.map(name => [[], [`apps/payment-service/overlays/${name} does not build`]]),
  )
  assert.deepEqual(reach.clusters, placed)
})

test('what is removed says what becomes of it', async t => {
  const { dir, plan } = await acme(t)
  assert.equal((await runCli(dir, 'remove', 'workload', 'data-pipeline', '--yes')).code, 0)
  const { applications, reach } = await plan()
  assert.deepEqual(
    applications.removed.map(({ name, fate }) => [name, fate]),
    // The fleet has a protected environment: Argo CD asks before it deletes a set.
    [['data-pipeline-ap-south-1-production', 'confirmed']],
  )
  assert.deepEqual(reach.clusters, ['ap-south-1-production'])
  assert.deepEqual(
    [...new Set(applications.removed[0]?.objects.map(({ fate }) => fate))],
    ['left'],
    'no finalizer takes its objects along',
  )
})

test('the values of a Secret are compared and never told', async t => {
  const { dir, edit, plan, run } = await acme(t)
  const secret = (value: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: ${value} }\n`
  writeTree(dir, { 'apps/payment-service/base/key.yaml': secret('hunter2') })
  edit('apps/payment-service/base/kustomization.yaml', /resources:\n/, '$&- key.yaml\n')
  const { git } = { git: startGit(dir) }
  git('add', '--all')
  git('commit', '-qm', 'A key')
  writeTree(dir, { 'apps/payment-service/base/key.yaml': secret('hunter3') })
  const { applications } = await plan()
  assert.equal(applications.changed.length, placed.length)
  for (const format of ['text', 'json', 'markdown', 'summary']) {
    assert.doesNotMatch((await run('--format', format)).out, /hunter/)
  }
})

interface Alarm {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly says: RegExp
  readonly edits: readonly (readonly [path: string, from: string | RegExp, to: string])[]
}

const set = 'gitops/applicationsets/payment-service.yaml'

const alarms: Readonly<Record<string, Alarm>> = {
  'a selector that selects nothing any more': {
    rule: 'CHG004',
    severity: 'error',
    says: /payment-service made 4 Applications and will make none/,
    edits: [
      [
        set,
        'app.kubernetes.io/part-of: acme\n        matchExpressions',
        'app.kubernetes.io/part-of: acm\n        matchExpressions',
      ],
    ],
  },
  'a selector that loses clusters': {
    rule: 'CHG005',
    severity: 'warning',
    says: /payment-service no longer reaches eu-west-1-staging, us-east-1-staging, which are still in the fleet/,
    edits: [[set, '          - staging\n', '']],
  },
  'another name for what runs': {
    rule: 'CHG006',
    severity: 'warning',
    says: /payment-service-eu-west-1-production becomes payments-eu-west-1-production/,
    edits: [[set, 'name: payment-service-{{ .name }}', 'name: payments-{{ .name }}']],
  },
  'a key that no cluster has': {
    rule: 'CHG007',
    severity: 'error',
    says: /payment-service freezes with 4 Applications/,
    edits: [
      [
        set,
        "environment: '{{ .metadata.labels.environment }}'",
        "environment: '{{ .metadata.labels.enviroment }}'",
      ],
    ],
  },
  'a second set that makes the same names': {
    rule: 'CHG008',
    severity: 'error',
    says: /both make the Application mcs-eu-west-1-production/,
    edits: [[set, 'name: payment-service-{{ .name }}', 'name: mcs-{{ .name }}']],
  },
  'a namespace that goes': {
    rule: 'CHG009',
    severity: 'warning',
    says: /Namespace clusters goes from in-cluster/,
    edits: [
      ['gitops/hub/clusters.yaml', 'prune: false', 'prune: true'],
      ['clusters/kustomization.yaml', '- namespace.yaml\n', ''],
    ],
  },
}

for (const [what, { rule, severity, says, edits }] of Object.entries(alarms)) {
  test(`${rule} tells of ${what}`, async t => {
    const { edit, plan } = await acme(t)
    for (const [path, from, to] of edits) edit(path, from, to)
    const { code, findings } = await plan()
    const found = findings.filter(one => one.rule === rule)
    assert.match(found[0]?.message ?? JSON.stringify(findings), says)
    assert.equal(found[0]?.severity, severity)
    assert.equal(code, findings.some(one => one.severity === 'error') ? 1 : 0)
  })
}

test('a set that freezes removes nothing', async t => {
  const { edit, plan } = await acme(t)
  edit(set, 'labels.environment }}', 'labels.enviroment }}')
  const { applications, skipped } = await plan()
  assert.deepEqual(applications.removed, [])
  assert.deepEqual(skipped, [{ what: 'ApplicationSet payment-service', why: 'frozen' }])
})

const budget = `  changeBudget:
    reach: [{ in: [production], regions: 1 }, { clusters: 5 }]
    removedApplications: 2
    waveOrder: true`

test('the budget of the fleet says how far a change may reach', async t => {
  const { edit, plan } = await acmeWith(t, budget)
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const { code, findings } = await plan()
  assert.equal(code, 1)
  assert.deepEqual(
    findings.map(({ rule, file, message }) => [rule, file, message]),
    [
      [
        'CHG001',
        'fleet/fleet.yaml',
        'this change reaches 2 regions of production at once, and the budget allows 1 region: eu-west-1, us-east-1',
      ],
      [
        'CHG003',
        'fleet/fleet.yaml',
        'payment-service changes in staging and production at once, and the budget wants one environment after the other',
      ],
    ],
  )
})

test('one overlay is within the budget, and so is what waits behind waves', async t => {
  const { edit, plan } = await acmeWith(t, budget)
  edit('apps/payment-service/overlays/staging/kustomization.yaml', /$/, 'nameSuffix: -new\n')
  assert.deepEqual((await plan()).findings, [])
  const rolling = await acmeWith(t, `${budget}\n  options: { argocd: { rollout: rolling } }`)
  rolling.edit(base, /cpu: \d+m/, 'cpu: 333m')
  assert.deepEqual((await rolling.plan()).findings, [])
})

test('an image comes to an environment after the one before it runs it', async t => {
  const { git, edit, plan } = await acmeWith(t, budget)
  const image = (environment: string, tag: string) =>
    edit(
      `apps/payment-service/overlays/${environment}/kustomization.yaml`,
      /$/,
      `images: [{ name: ghcr.io/acme/payment-service, newTag: '${tag}' }]\n`,
    )
  image('production', '2.0.0')
  const { code, findings } = await plan('--since', 'HEAD')
  assert.equal(code, 1)
  assert.match(
    findings.map(({ message }) => message).join('\n'),
    /payment-service gets ghcr\.io\/acme\/payment-service:2\.0\.0 in production, and staging does not run it/,
  )
  git('checkout', '-q', '.')
  image('staging', '2.0.0')
  assert.deepEqual((await plan()).findings, [])
  git('commit', '-qam', 'Two in staging')
  image('production', '2.0.0')
  assert.deepEqual(
    (await plan()).findings.map(({ rule }) => rule),
    ['CHG001'],
    'both regions of production at once are another matter',
  )
})

test('a limit that the change itself loosens still holds for it', async t => {
  const { edit, plan } = await acmeWith(t, budget)
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  edit('fleet/fleet.yaml', 'regions: 1', 'regions: 9')
  edit('fleet/fleet.yaml', 'waveOrder: true', 'waveOrder: false')
  assert.deepEqual(
    (await plan()).findings.map(({ rule }) => rule),
    ['CHG001', 'CHG003'],
  )
})

test('a waiver with a reason and a last day lets a change through, until that day', async t => {
  const { edit, plan } = await acmeWith(t, budget)
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const waive = (until: string) =>
    ['CHG001', 'CHG003'].map(
      rule => `\n    - { rule: ${rule}, reason: the incident, until: '${until}' }`,
    )
  edit('fleet/fleet.yaml', '  systems:', `  waivers:${waive('2999-12-31').join('')}\n  systems:`)
  const { code, findings, skipped } = await plan()
  assert.deepEqual([code, findings], [0, []])
  assert.match(skipped[0]?.why ?? '', /waived until 2999-12-31: the incident/)
  edit('fleet/fleet.yaml', /2999-12-31/g, '2020-01-31')
  assert.equal((await plan()).code, 1)
})

test('too many removals are refused', async t => {
  const { dir, plan } = await acmeWith(t, budget)
  for (const workload of ['data-pipeline', 'payment-service']) {
    assert.equal((await runCli(dir, 'remove', 'workload', workload, '--yes')).code, 0)
  }
  const { code, findings } = await plan()
  assert.equal(code, 1)
  assert.match(
    findings.find(({ rule }) => rule === 'CHG002')?.message ?? '',
    /removes 5 Applications, and the budget allows 2/,
  )
})

test('the disk, the index and a commit are each compared with where the branch began', async t => {
  const { git, edit, plan } = await acme(t)
  git('checkout', '-qb', 'change')
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const changed = async (...args: readonly string[]) =>
    (await plan(...args)).applications.changed.length
  assert.equal(await changed('--staged'), 0)
  git('add', base)
  assert.equal(await changed('--staged'), 4)
  git('commit', '-qm', 'Ask for more')
  assert.equal(await changed(), 0)
  assert.equal(await changed('--since', 'HEAD~1'), 4)

  // What has landed meanwhile is not counted.
  git('checkout', '-q', 'main')
  edit('apps/storefront/base/deployment.yaml', /cpu: \d+m/, 'cpu: 444m')
  git('commit', '-qam', 'Something else')
  git('checkout', '-q', 'change')
  assert.equal(await changed('--since', 'main'), 4)
  assert.equal(await changed('--since', 'main', '--ref', 'change'), 4)
})

test('where there was no fleet before, all of it is new', async t => {
  const dir = fleetOf(t, await generatedAcme())
  const git = startGit(dir)
  git('add', '--all')
  const { code, out } = await runCli(dir, 'plan', '--staged', '--json')
  const { since, applications } = JSON.parse(out) as Plan
  assert.deepEqual([code, since, applications.changed.length], [0, null, 0])
  assert.ok(applications.added.length > 20)
})

test('people are told in text, and a commit hook in two lines', async t => {
  const { edit, run } = await acme(t)
  edit(base, /cpu: \d+m/, 'cpu: 333m')
  const { out } = await run()
  assert.match(out, /^~ payment-service in 4 clusters$/m)
  assert.match(out, /^ {4}~ Deployment payments\/payment-service {2}replaces its pods$/m)
  assert.match(out, /^ {8}spec\.template\.spec\.containers\[name=payment-service\].*→ "333m"$/m)
  assert.equal(
    (await run('--format', 'summary')).out,
    'plan: 4 Applications changed; 4 workloads restart\n' +
      'reach at once: 4 clusters in 2 regions (eu-west-1, us-east-1), staging and production, aws\n',
  )
})

test('a comment for a pull request says the same, and nothing in it can be markup', async t => {
  const { edit, run } = await acme(t)
  edit(base, /cpu: \d+m/, "cpu: '</details>```<b>@everyone'")
  const { out } = await run('--format', 'markdown')
  assert.match(out, /^### Bulkhead plan: 4 Applications changed$/m)
  assert.match(out, /^- \*\*Reach at once:\*\* 4 clusters/m)
  const fenced = out.replace(/^(`{3,})diff\n[^]*?\n\1$/gm, '')
  assert.doesNotMatch(fenced, /everyone/)
})

test('the name of a file is no markup in a comment either', async t => {
  const { dir, edit, run } = await acme(t)
  const name = 'claim\n\n# @everyone\n.yaml'
  const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\n'
  writeTree(dir, { [`apps/payment-service/base/${name}`]: claim })
  const kustomization = 'apps/payment-service/base/kustomization.yaml'
  edit(kustomization, /resources:\n/, `$&- ${JSON.stringify(name)}\n`)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'A claim')
  edit(kustomization, /- "claim.*\n/, '')
  const { out } = await run('--format', 'markdown')
  assert.match(out, /CHG009.*claim/)
  assert.doesNotMatch(out, /^# |@everyone/m)
})

const refusals: Readonly<Record<string, readonly [args: readonly string[], says: RegExp]>> = {
  'a commit that is not there': [['--since', 'nowhere'], /there is no commit "nowhere"/],
  'a commit to look at that is not there': [['--ref', 'nowhere'], /there is no commit "nowhere"/],
  'an option for a commit': [['--since=--output=x'], /there is no commit "--output=x"/],
}

for (const [what, [args, says]] of Object.entries(refusals)) {
  test(`${what} is refused`, async t => {
    const { run } = await acme(t)
    const { code, err } = await run(...args)
    assert.match(err, says)
    assert.equal(code, 3)
  })
}

test('a spec that was wrong in the commit leaves nothing to compare with', async t => {
  const { git, edit, run } = await acme(t)
  edit('fleet/fleet.yaml', 'kind: Fleet', 'kind: Flet')
  git('commit', '-qam', 'A slip')
  edit('fleet/fleet.yaml', 'kind: Flet', 'kind: Fleet')
  const { code, err } = await run()
  assert.match(err, /the fleet that the change starts from cannot be read: unknown kind "Flet"/)
  assert.equal(code, 3)
})

test('outside a repository there is nothing to compare with', async t => {
  const { code, err } = await runCli(temporaryDirectory(t), 'plan')
  assert.match(err, /is not in a git repository/)
  assert.equal(code, 3)
})
