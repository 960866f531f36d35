import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { parse } from 'yaml'
import { buildPackages, pack } from '../package/build-packages.ts'
import { gitEnvironment, startGit } from '../support/git.ts'
import { run, runCli, type CliResult } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import type { Step, Workflow } from './workflow-faults.ts'

/*
 * The scripts of the generated workflow are run as a runner would: a pull request is merged with the
 * branch that it is for, its two newest commits are checked out, and each step runs in a bash of its
 * own. Where a script calls `curl` or `gh`, a script of the test stands in.
 */

test('the generated workflow, step by step', async t => {
  const dir = temporaryDirectory(t)
  await buildPackages(join(dir, 'built'))
  const tarball = await pack(join(dir, 'built/bulkhead'))
  const sha256 = createHash('sha256').update(readFileSync(tarball)).digest('hex')
  const place = 'tools/bulkhead.tgz'
  const fromRepository = ['--ci-bulkhead', place, '--ci-sha256', sha256]
  const addTarball = (repository: string) => {
    mkdirSync(join(repository, 'tools'))
    copyFileSync(tarball, join(repository, place))
  }

  await t.test('a vendored bulkhead judges a pull request, and its plan is kept', async () => {
    const runner = await pullRequest(t, {
      flags: fromRepository,
      base: addTarball,
      change: repository => addTeam(repository, 'search'),
    })
    await runner.succeed('bulkhead')
    assert.ok(!existsSync(join(runner.workspace, 'node_modules')))
    const { code, out } = await runner.step('The tree is what the spec says')
    assert.equal(code, 1, out)
    assert.match(out, /^::stop-commands::[0-9a-f-]{36}\n/)
    await runner.step('The rules hold')
    await runner.succeed('plan')
    await runner.succeed('Show the plan in the summary')
    const plan = readFileSync(join(runner.temp, 'plan.md'), 'utf8')
    assert.ok(plan.length > 0)
    assert.equal(readFileSync(join(runner.temp, 'summary.md'), 'utf8'), plan)
  })

  await t.test('the tarball of the branch under review is not used', async () => {
    const runner = await pullRequest(t, {
      flags: fromRepository,
      base: addTarball,
      change: repository => appendFileSync(join(repository, place), 'x'),
    })
    await runner.succeed('bulkhead')
    await runner.succeed('The tree is what the spec says')
  })

  await t.test('a tarball that only the branch has is not used', async () => {
    const runner = await pullRequest(t, { flags: fromRepository, change: addTarball })
    const { code, out } = await runner.step('bulkhead')
    assert.equal(code, 1)
    assert.match(out, /^::error::[^\n]*merge it first, then the change that names it\.\n$/)
    assert.ok(!existsSync(join(runner.temp, 'bulkhead')))
  })

  await t.test('a tarball with another digest is not unpacked', async () => {
    const runner = await pullRequest(t, {
      flags: ['--ci-bulkhead', place, '--ci-sha256', '0'.repeat(64)],
      base: addTarball,
    })
    const { code, out } = await runner.step('bulkhead')
    assert.equal(code, 1)
    assert.match(out, /^::error::[^\n]*does not have the digest[^\n]*\n$/)
    assert.ok(!existsSync(join(runner.temp, 'package')))
  })

  await t.test('a link in the place of the tarball is not followed', async () => {
    const runner = await pullRequest(t, {
      flags: fromRepository,
      base: repository => {
        mkdirSync(join(repository, 'tools'))
        symlinkSync(tarball, join(repository, place))
      },
    })
    assert.match((await runner.step('bulkhead')).out, /does not have the digest/)
  })

  await t.test('an address is fetched by https alone, and what came is checked', async () => {
    const url = 'https://example.com/bulkhead-0.1.0.tgz'
    const runner = await pullRequest(t, {
      flags: ['--ci-bulkhead', url, '--ci-sha256', sha256],
    })
    runner.program(
      'curl',
      `printf '%s\\n' "$@" > "$RUNNER_TEMP/asked"
       while [ "$1" != --output ]; do shift; done
       cp ${tarball} "$2"`,
    )
    await runner.succeed('bulkhead')
    const asked = readFileSync(join(runner.temp, 'asked'), 'utf8')
    assert.match(asked, /^--disable\n--fail\n/)
    assert.match(asked, /\n--proto\n=https\n--proto-redir\n=https\n/)
    assert.match(asked, /\n--url\nhttps:\/\/example\.com\/bulkhead-0\.1\.0\.tgz\n$/)
    await runner.succeed('The tree is what the spec says')

    const other = await pullRequest(t, { flags: ['--ci-bulkhead', url, '--ci-sha256', sha256] })
    other.program('curl', 'while [ "$1" != --output ]; do shift; done; echo other > "$2"')
    assert.match((await other.step('bulkhead')).out, /does not have the digest/)
  })

  await t.test('without the field, the runner has to have one, and not in the tree', async () => {
    const without = await pullRequest(t, {})
    const { code, out } = await without.step('bulkhead')
    assert.equal(code, 1)
    assert.match(out, /^::error::There is no bulkhead for CI: set spec\.ci\.bulkhead [^\n]*\n$/)

    const inTree = await pullRequest(t, {})
    for (const path of [join(inTree.workspace, 'bin'), './bin']) {
      mkdirSync(join(inTree.workspace, 'bin'), { recursive: true })
      writeFileSync(join(inTree.workspace, 'bin/bulkhead'), '#!/bin/sh\n', { mode: 0o755 })
      assert.equal((await inTree.step('bulkhead', { before: path })).code, 1)
    }
    const link = join(inTree.temp, 'elsewhere')
    mkdirSync(link)
    symlinkSync(join(inTree.workspace, 'bin/bulkhead'), join(link, 'bulkhead'))
    assert.equal((await inTree.step('bulkhead', { before: link })).code, 1)

    const found = await pullRequest(t, {})
    mkdirSync(join(dir, 'installed'))
    symlinkSync(join(dir, 'built/bulkhead/bin/bulkhead.js'), join(dir, 'installed/bulkhead'))
    await found.succeed('bulkhead', { before: join(dir, 'installed') })
    await found.succeed('The tree is what the spec says')
  })

  await t.test(
    'the plan is sent and not printed; the comment of before is written again',
    async () => {
      const runner = await pullRequest(t, {})
      mkdirSync(join(runner.temp, 'plan'))
      const plan = '::error::x\n$(id) `id` "${HOME}"\n<!-- bulkhead plan -->\n'
      writeFileSync(join(runner.temp, 'plan/plan.md'), plan)
      const standIn = (id: string) =>
        runner.program(
          'gh',
          `printf '%s ' "$@" >> "$RUNNER_TEMP/calls"; echo >> "$RUNNER_TEMP/calls"
         case "$*" in *--jq*) printf '${id}' ;; esac`,
        )
      standIn('')
      const { out } = await runner.succeed('Say it on the pull request')
      assert.match(out, /^::stop-commands::[0-9a-f-]{36}\n$/)
      assert.equal(
        readFileSync(join(runner.temp, 'comment.md'), 'utf8'),
        `<!-- bulkhead plan -->\n${plan}`,
      )
      standIn('7\\n9\\n')
      await runner.succeed('Say it on the pull request')
      const body = `--field body=@${join(runner.temp, 'comment.md')}`
      assert.deepEqual(
        readFileSync(join(runner.temp, 'calls'), 'utf8')
          .split('\n')
          .filter(call => !call.includes('--jq')),
        [
          `api --silent --method POST repos/acme/fleet/issues/5/comments ${body} `,
          `api --silent --method PATCH repos/acme/fleet/issues/comments/7 ${body} `,
          '',
        ],
      )
      writeFileSync(join(runner.temp, 'plan/plan.md'), 'x'.repeat(60_001))
      await runner.succeed('Say it on the pull request')
      assert.match(readFileSync(join(runner.temp, 'comment.md'), 'utf8'), /it is in the summary/)
    },
  )
})

interface PullRequest {
  /** How the fleet is started. */
  readonly flags?: readonly string[]
  /** What is on the branch that is merged into. */
  readonly base?: (repository: string) => void
  /** What the branch under review changes. */
  readonly change?: (repository: string) => void
}

interface StepOptions {
  /** A directory that comes first on the PATH. */
  readonly before?: string
}

/** A runner that has checked out a pull request. */
interface Runner {
  readonly workspace: string
  readonly temp: string
  /** Puts a script on the PATH. */
  program(name: string, script: string): void
  /** Runs the script of a step, by its id or name. */
  step(name: string, options?: StepOptions): Promise<CliResult>
  succeed(name: string, options?: StepOptions): Promise<CliResult>
}

/** What the runner puts in the place of expressions; one that is not here fails the test. */
const expressions: Readonly<Record<string, string>> = {
  "github.event_name == 'pull_request' && 'HEAD^1' || 'HEAD'": 'HEAD^1',
  'github.token': 'token',
  'github.repository': 'acme/fleet',
  'github.event.pull_request.number': '5',
}

async function pullRequest(
  t: TestContext,
  { flags = [], base, change }: PullRequest,
): Promise<Runner> {
  const dir = temporaryDirectory(t)
  const origin = join(dir, 'origin')
  const init = ['init', 'acme', '--repository', 'https://github.com/acme/fleet.git', ...flags]
  const { code, err } = await runCli(dir, '-C', origin, ...init)
  assert.equal(code, 0, err)
  base?.(origin)
  const git = startGit(origin)
  const commit = (message: string) => {
    git('add', '--all')
    git('commit', '-q', '--allow-empty', '--no-verify', '-m', message)
  }
  commit('Start the fleet')
  git('switch', '-qc', 'branch')
  change?.(origin)
  commit('Change it')
  git('switch', '-q', 'main')
  git('merge', '-q', '--no-ff', '-m', 'Merge', 'branch')

  const workspace = join(dir, 'workspace')
  startGit(dir)('clone', '-q', '--depth', '2', `file://${origin}`, workspace)
  const [temp, bin] = [join(dir, 'temp'), join(dir, 'bin')]
  mkdirSync(temp)
  mkdirSync(bin)
  const { jobs } = parse(
    readFileSync(join(workspace, '.github/workflows/fleet.yaml'), 'utf8'),
  ) as Workflow
  const steps = Object.values(jobs).flatMap(job => job.steps)
  const path = [bin, dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin']

  const step: Runner['step'] = (name, { before } = {}) => {
    const found = steps.find(candidate => name === candidate.id || name === candidate.name)
    assert.ok(found?.run, name)
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', found.run], {
      cwd: workspace,
      env: {
        ...gitEnvironment,
        ...environmentOf(found),
        PATH: [...(before === undefined ? [] : [before]), ...path].join(delimiter),
        HOME: dir,
        GITHUB_WORKSPACE: workspace,
        GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
        RUNNER_TEMP: temp,
      },
    })
  }
  return {
    workspace,
    temp,
    program: (name, script) =>
      writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 }),
    step,
    succeed: async (name, options) => {
      const result = await step(name, options)
      assert.equal(result.code, 0, `${name}\n${result.out}${result.err}`)
      return result
    },
  }
}

function environmentOf({ env = {} }: Step): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const known = expressions[expression]
        assert.ok(known !== undefined, expression)
        return known
      }),
    ]),
  )
}

function addTeam(repository: string, name: string): void {
  writeFileSync(
    join(repository, `fleet/teams/${name}.yaml`),
    `apiVersion: bulkhead.dev/v1alpha1\nkind: Team\nmetadata: { name: ${name} }\nspec: {}\n`,
  )
}
