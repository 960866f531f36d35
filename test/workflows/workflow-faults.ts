import { parse } from 'yaml'

/** As much of a workflow of GitHub as is judged. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Permissions
  readonly concurrency?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

type Permissions = string | Readonly<Record<string, string>>

interface Job {
  readonly permissions?: Permissions
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

export interface Step {
  readonly id?: string
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

/** Events whose runs hold the rights of the repository while they look at what a stranger sent. */
const dangerousEvents = [
  'discussion_comment',
  'issue_comment',
  'issues',
  'pull_request_review_comment',
  'pull_request_target',
  'workflow_run',
]

/** Programs that fetch something by its name and run it, at once or when it is installed. */
const installers =
  /\b(npm (?!ci$|run |pack |publish )|npx |yarn |pnpm |bunx? |pipx? |go install|gem |brew )/m

/** Makes the runner take nothing that is printed for an order, until a word that nobody knows. */
const silence = 'echo "::stop-commands::$(cat /proc/sys/kernel/random/uuid)"\n'

/** @returns what a workflow may not do and does, a line each */
export function workflowFaults(text: string): readonly string[] {
  const workflow = parse(text) as Workflow
  const { on, permissions, concurrency, jobs } = workflow
  return [
    ...dangerousEvents.filter(event => event in on).map(event => `runs on ${event}`),
    ...(isNothing(permissions) ? [] : ['gives rights to all jobs']),
    ...(concurrency === undefined ? ['does not say which runs may go side by side'] : []),
    ...(/\bsecrets\b/.test(text) ? ['names a secret'] : []),
    ...unpinned(text),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      jobFaults(job).map(fault => `${name}: ${fault}`),
    ),
  ]
}

function isNothing(permissions: Permissions | undefined): boolean {
  return typeof permissions === 'object' && Object.keys(permissions).length === 0
}

/** Each action is named by a commit, and the comment says by what name people know it. */
function unpinned(text: string): readonly string[] {
  const uses = text.split('\n').filter(line => /^\s*(- )?uses:/.test(line))
  return uses
    .filter(line => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    .map(line => `not pinned: ${line.trim()}`)
}

function jobFaults(job: Job): readonly string[] {
  const { steps, permissions = 'all', 'timeout-minutes': minutes = Infinity } = job
  const rights = typeof permissions === 'string' ? [permissions] : Object.entries(permissions)
  const mayWrite = rights.some(right => right !== 'none' && right[1] !== 'read')
  const checkout = steps.findIndex(({ uses }) => uses?.startsWith('actions/checkout@'))
  const setup = steps.findLastIndex(({ uses }) => uses?.startsWith('actions/setup-node@'))
  return [
    ...(minutes <= 60 ? [] : ['has no end']),
    ...(job.permissions === undefined ? ['does not name its rights'] : []),
    ...(mayWrite && checkout >= 0 ? ['may write, and has the files of a branch'] : []),
    // setup-node runs `yarn --version`, and yarn what `.yarnrc.yml` of the working directory names.
    ...(checkout >= 0 && setup > checkout ? ['sets Node up where files of a branch are'] : []),
    ...steps.flatMap(step => stepFaults(step)),
  ]
}

function stepFaults({ uses = '', run = '', with: inputs = {} }: Step): readonly string[] {
  const faults: string[] = []
  if (uses.startsWith('actions/checkout@')) {
    if (inputs['persist-credentials'] !== false) faults.push('leaves a token in the checkout')
    if (inputs['submodules'] !== false) faults.push('may check out submodules')
    if (inputs['lfs'] !== false) faults.push('may fetch large files')
    if ('ref' in inputs || 'repository' in inputs) faults.push('checks out what an event names')
  }
  if (uses.startsWith('actions/cache') || 'cache' in inputs) faults.push('shares a cache')
  if (uses.startsWith('actions/setup-node@') && inputs['package-manager-cache'] !== false) {
    faults.push('shares a cache where a package.json asks for it')
  }
  if (run.includes('${{')) faults.push('puts an expression into a shell')
  if (/GITHUB_(ENV|PATH|OUTPUT|STATE)\b/.test(run)) faults.push('sets something for later steps')
  if (/\beval\b|\bbash -c\b|\bsh -c\b|\|\s*(ba)?sh\b/.test(run)) faults.push('runs text as code')
  if (installers.test(run)) faults.push('installs by a name')
  if (/\bcurl\b/.test(run) && !/--proto '=https' --proto-redir '=https'/.test(run)) {
    faults.push('fetches by other protocols than https')
  }
  // What it prints is of the branch: `::error::` in it would be an order to the runner.
  if (/^\S*bulkhead"? (generate|validate|plan)\b/m.test(run) && !run.startsWith(silence)) {
    faults.push('prints of a branch while the runner listens')
  }
  return faults
}
