/*
 * `npm start`: builds the example fleet into out/acme as a git repository, adds a region, validates
 * it, and says what to look at. Everything is done by the command that users have.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = fileURLToPath(new URL('../out/acme', import.meta.url))
const bulkhead = fileURLToPath(new URL('../packages/cli/bin/bulkhead.js', import.meta.url))

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Runs a command in the fleet repository; a failure ends the tour with its exit code. */
function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: out, encoding: 'utf8' })
  if (status === 0) return stdout
  process.stderr.write(`${stdout}${stderr}`)
  throw new Error(`${command} ${args.join(' ')} ended with ${status}`)
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Bulkhead', '-c', 'user.email=bulkhead@example.com']
  return run('git', [...identity, '-c', 'commit.gpgsign=false', ...args])
}

function step(...args: readonly string[]): string {
  say(`\n$ bulkhead ${args.join(' ')}`)
  return run(process.execPath, [bulkhead, ...args])
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
cpSync(`${root}/examples/acme`, out, { recursive: true })
git('init', '--quiet', '--initial-branch=main')

say('The example fleet, from examples/acme: 3 AWS regions and a local kind pair, 4 workloads.')
const generated = step('generate').trimEnd().split('\n')
say(`${generated.length} files: ${summary(generated)}`)
git('add', '--all')
git('commit', '--quiet', '--no-verify', '--message=Start the fleet')

const added = step(
  'add',
  'region',
  'eu-central-1',
  '--zones=eu-central-1a,eu-central-1b,eu-central-1c',
  '--environment=production',
)
const updated = added.split('\n').filter(line => line.startsWith('update '))
const created = added.split('\n').filter(line => line.startsWith('create '))
say(`${created.length} files of its own, and ${updated.length} that list every member:`)
say(updated.map(line => `  ${line}`).join('\n'))
git('add', '--all')
git('commit', '--quiet', '--no-verify', '--message=Add eu-central-1')

say(step('validate').trimEnd())
say(step('hooks', 'install').trimEnd().replace(root, ''))

say(`
Where to look next, in out/acme:
  docs/fleet.md                            the fleet, with a picture of its failure domains
  fleet/addresses.yaml                     the address ledger: one block per region, cut by plan
  apps/payment-service/                    a base, and an overlay per environment and cluster
  clusters/eu-central-1-production/        how that cluster comes to be and is known
  gitops/applicationsets/                  what Argo CD will create, where
  git -C out/acme show --stat              all that adding a region took`)

function summary(lines: readonly string[]): string {
  const counts = Map.groupBy(lines, line => line.slice('create '.length).split('/')[0] ?? '')
  return ['apps', 'infrastructure', 'clusters', 'gitops', 'docs', 'fleet']
    .map(folder => `${folder} ${counts.get(folder)?.length ?? 0}`)
    .join(', ')
}
