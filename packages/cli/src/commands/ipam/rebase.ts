import { FleetError, oneLine, throwIfAny } from '@bulkhead/diagnostics'
import { addressSpace, ledgerPath, loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import {
  emptyLedger,
  formatCidr,
  formatLedger,
  idsOf,
  ledgerEntries,
  readLedger,
  rebaseLedger,
  reservationsOn,
  type Displaced,
  type Ledger,
  type RebasedLedger,
} from '@bulkhead/ipam'
import {
  applyChanges,
  commitOf,
  isReplaying,
  mergeBase,
  planRepository,
  readCommit,
  readUnresolved,
  type UnresolvedFile,
} from '@bulkhead/workspace'
import { parseYaml } from '@bulkhead/yaml'
import type { CommandContext, CommandModule, ExitCode } from '../../command.ts'
import type { ChangeOptions } from '../../carry-out.ts'
import { printChanges } from '../../print/changes.ts'
import { printProblems } from '../../print/problems.ts'

interface RebaseOptions extends ChangeOptions {
  readonly onto?: string
}

export const rebase: CommandModule = {
  define(command, run) {
    command
      .description(
        'Put the address changes of this branch on top of what others have landed: what they have stays theirs, what this branch chose and they have taken is chosen anew, and the tree follows. Run it in the middle of a merge or rebase that left fleet/addresses.yaml unresolved, or before one.',
      )
      .option(
        '--onto <ref>',
        'what has landed; by default the other side of the merge under way, or else the branch that Argo CD follows',
      )
      .option('--dry-run', 'write nothing; print what would move')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Exits with 1, and writes nothing, if something would have to move that is active, draining or
fixed by the spec.

Examples:
  git merge main; bulkhead ipam rebase && git add -A && git commit --no-edit
  bulkhead ipam rebase --onto origin/main --dry-run`,
      )
      .action(run((context, options: RebaseOptions) => rebaseOnto(options, context)))
  },
}

async function rebaseOnto(options: RebaseOptions, context: CommandContext): Promise<ExitCode> {
  const { dir, json, quiet, terminal } = context
  let rebased: RebasedLedger | undefined
  const plan = await planRepository(dir, ({ files }) => {
    // A ledger that git could not merge is read from its sides; any other must be sound.
    const unresolved = readUnresolved(dir).get(ledgerPath)
    const { loaded, problems } = loadFleet(unresolved ? without(files, ledgerPath) : files)
    throwIfAny(problems)
    if (!loaded) throw new Error('loadFleet gives a fleet or problems')
    throwIfAny(loaded.ledgerProblems)
    rebased = rebaseLedgers(dir, unresolved, options.onto, loaded)
    if (rebased.problems.length > 0) throw new Refused(rebased)
    const content = formatLedger(rebased.ledger, addressSpace(loaded.fleet))
    return [{ path: ledgerPath, content }]
  }).catch((error: unknown) => {
    if (error instanceof Refused) return undefined
    throw error
  })
  if (!rebased) throw new Error('planRepository makes the edit')
  const [first, ...rest] = rebased.problems
  if (!plan || first) {
    if (first) printProblems(new FleetError([first, ...rest]), context)
    return 1
  }
  const moved = movesOf(rebased.displaced, plan.blueprint.addresses.ledger)
  if (options.dryRun !== true) applyChanges(dir, plan)
  if (json) {
    const changes = plan.changes.map(({ path, verdict, reason }) => ({ path, verdict, reason }))
    terminal.out(`${JSON.stringify({ moved, files: changes }, null, 2)}\n`)
    return plan.changes.some(({ verdict }) => verdict === 'conflict') ? 1 : 0
  }
  for (const { owner, role, from, to, by } of moved) {
    const why = `${role} of ${owner}; ${from} is that of ${by}`
    terminal.out(`${oneLine(`move ${from} → ${to}  (${why})`)}\n`)
  }
  if (moved.length === 0 && !quiet) terminal.err('nothing has to move\n')
  const exitCode = printChanges(plan.changes, context, { diff: options.diff ?? false })
  if (options.dryRun && !quiet) terminal.err('Nothing was written: this was a dry run.\n')
  return exitCode
}

/** What stands in the way of a rebase is told as a whole, after the plan is given up. */
class Refused extends Error {
  readonly rebased: RebasedLedger

  constructor(rebased: RebasedLedger) {
    super('the rebase is refused')
    this.rebased = rebased
  }
}

function rebaseLedgers(
  dir: string,
  unresolved: UnresolvedFile | undefined,
  onto: string | undefined,
  loaded: LoadedFleet,
): RebasedLedger {
  const { network } = loaded.fleet
  const pinned = new Set(network.fixed.map(({ owner }) => owner))
  return rebaseLedger({
    ...readBranches(dir, unresolved, onto, loaded),
    isPinned: owner => pinned.has(owner),
    obstacle(name, cidr) {
      const pool = network.pools.find(candidate => candidate.name === name)
      if (!pool) return undefined
      const firm = reservationsOn(pool, cidr).find(({ strength }) => strength !== 'common')
      return firm && `${formatCidr(firm.cidr)}, which is reserved (${firm.reason})`
    },
  })
}

/** The three ledgers: of the merge under way, or of the branches that a ref names. */
function readBranches(
  dir: string,
  unresolved: UnresolvedFile | undefined,
  onto: string | undefined,
  { fleet, ledger }: LoadedFleet,
): { readonly base: Ledger; readonly mine: Ledger; readonly landed: Ledger } {
  if (unresolved) {
    const { base, ours, theirs } = unresolved
    const [mine, landed] = isReplaying(dir) ? [theirs, ours] : [ours, theirs]
    return { base: parse(base), mine: parse(mine), landed: parse(landed) }
  }
  const ref = onto ?? defaultRef(dir, fleet.repository.revision)
  const common = mergeBase(dir, 'HEAD', ref)
  const at = (commit: string | undefined) =>
    parse(commit === undefined ? undefined : readCommit(dir, commit).read(ledgerPath))
  return { base: at(common), mine: ledger, landed: at(ref) }
}

function defaultRef(dir: string, revision: string): string {
  const candidates = ['MERGE_HEAD', `origin/${revision}`, revision]
  const found = candidates.find(ref => commitOf(dir, ref) !== undefined)
  if (found !== undefined) return found
  throw new FleetError({
    code: 'IPAM_REBASE',
    message: `there is no merge under way, and no branch ${revision} here or at origin`,
    hint: 'Name what has landed with --onto.',
  })
}

/** @throws FleetError when a version of the ledger cannot be read */
function parse(text: string | undefined): Ledger {
  if (text === undefined) return emptyLedger
  const { documents, problems } = parseYaml(text, ledgerPath)
  throwIfAny(problems)
  const [document] = documents
  if (!document) return emptyLedger
  const reading = readLedger(document)
  throwIfAny(reading.problems)
  return reading.ledger
}

interface Move extends Omit<Displaced, 'what'> {
  readonly from: string
  readonly to: string
}

/** Where everything that was displaced has gone; what the branch no longer asks for has gone nowhere. */
function movesOf(displaced: readonly Displaced[], ledger: Ledger): readonly Move[] {
  const entries = ledgerEntries(ledger)
  return displaced.flatMap(({ what, ...rest }) => {
    const { owner, role } = rest
    const to =
      role === 'meshes' || role === 'asns'
        ? numberOf(ledger, role, owner)
        : entries.find(
            entry =>
              entry.owner === owner &&
              entry.role === role &&
              formatCidr(entry.cidr).includes(':') === what.includes(':'),
          )
    if (to === undefined) return []
    return [{ ...rest, from: what, to: typeof to === 'string' ? to : formatCidr(to.cidr) }]
  })
}

function numberOf(ledger: Ledger, section: 'meshes' | 'asns', owner: string): string | undefined {
  const claims = [...ledger[section].keys()].flatMap(name => idsOf(ledger, name, section))
  return claims.find(claim => claim.owner === owner)?.id.toString()
}

function without(files: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> {
  return new Map([...files].filter(([candidate]) => candidate !== path))
}
