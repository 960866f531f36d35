import type { InstanceFacts } from '@bulkhead/state'
import { addedExcuses, judgeChange, type Skipped } from '@bulkhead/validator'
import { branchPoint, readCommit, sourceOf } from '@bulkhead/workspace'
import { Option } from 'commander'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'
import { planJson } from '../plan/plan-json.ts'
import { isStale } from '../plan/is-stale.ts'
import type { PlanReport } from '../plan/plan-report.ts'
import { planMarkdown } from '../plan/print-markdown.ts'
import { planShort, planText } from '../plan/print-text.ts'
import { readBase } from '../plan/read-base.ts'
import { addMoment, chartsOf, compilerFor, filesAt, stateOf, type Moment } from '../read-state.ts'

const formats = ['text', 'json', 'markdown', 'summary'] as const

interface PlanFlags extends Moment {
  readonly since: string
  readonly format?: (typeof formats)[number]
}

export const plan: CommandModule = {
  define(command, run) {
    addMoment(
      command
        .description(
          'Tell which Applications and objects a change adds, changes and removes, and how far it reaches.',
        )
        .option(
          '--since <commit>',
          'count what has changed since this branch left that of a commit',
          'HEAD',
        ),
    )
      .addOption(new Option('--format <format>', 'how to print it').choices(formats))
      .addHelpText(
        'after',
        `
Both states are read as they are, without a cluster and without checking anything out. The budget
of the fleet (spec.changeBudget) and the rules CHG001 to CHG011 say what is too much.

Exits with 1 when a rule finds an error, such as a change that reaches further than the budget
allows.

Examples:
  bulkhead plan                              # what is not committed yet
  bulkhead plan --since origin/main          # what this branch does
  bulkhead plan --since HEAD~1 --ref HEAD
  bulkhead plan --staged --format summary    # in a commit hook
  bulkhead plan --since origin/main --format markdown > comment.md`,
      )
      .action(run((context, flags: PlanFlags) => printPlan(flags, context)))
  },
}

function printPlan({ since, format, ...moment }: PlanFlags, context: CommandContext): ExitCode {
  const { dir, json, terminal, budget } = context
  const { commit, isCutOff } = branchPoint(dir, since, moment.ref ?? 'HEAD')
  const compiler = compilerFor(dir)
  const after = stateOf(filesAt(dir, moment, budget), compiler, budget)
  const base = commit === undefined ? undefined : readCommit(dir, commit, budget)
  const before = readBase(base, after, compiler, budget)
  const change = compiler.compare(before, after)
  const read = (path: string) => sourceOf(after.files, path)
  // The one clock of the command: waivers end on a day.
  const today = new Date().toISOString().slice(0, 10)
  const known = new Set(base?.skipped.map(({ what, why }) => `${why} ${what}`))
  const unread = after.files.skipped.filter(({ what, why }) => !known.has(`${why} ${what}`))
  const asked = chartsOf(after)
  const report: PlanReport = {
    since: commit,
    ...judgeChange(
      { before: before.fleet, after: { ...after, read }, change, unread, askedCharts: asked },
      today,
    ),
    excuses: addedExcuses(base && before.fleet && { fleet: before.fleet, files: base }, after),
    skipped: [
      ...(isStale(after) ? [staleTree] : []),
      ...(isCutOff ? [historyOf(since)] : []),
      ...skippedIn(after.instance),
    ],
  }
  terminal.out(render(report, format ?? (json ? 'json' : 'text'), context, read))
  return report.findings.some(({ severity }) => severity === 'error') ? 1 : 0
}

const staleTree: Skipped = {
  what: 'the spec',
  why: 'the tree was not generated from it as it is now; run `bulkhead generate`',
}

/** What has landed there meanwhile looks like a part of the change, the other way round. */
function historyOf(since: string): Skipped {
  return {
    what: `the history of ${since}`,
    why: 'this clone is shallow, and does not tell what has landed there meanwhile from the change; fetch with `fetch-depth: 0`',
  }
}

/** What nothing can be said of, before the change as after it. */
function skippedIn({ expansions, problems }: InstanceFacts): readonly Skipped[] {
  const frozen = expansions.flatMap(({ status, name }) =>
    status === 'generated' ? [] : [{ what: `ApplicationSet ${name}`, why: status }],
  )
  const unbuilt = problems.filter(({ code }) => code.startsWith('KUSTOMIZE_'))
  return [
    ...frozen,
    ...unbuilt.map(({ message, location }) => ({ what: location?.file ?? 'gitops', why: message })),
  ]
}

function render(
  report: PlanReport,
  format: (typeof formats)[number],
  context: CommandContext,
  read: (path: string) => string | undefined,
): string {
  switch (format) {
    case 'text':
      return planText(report, context, read)
    case 'json':
      return planJson(report)
    case 'markdown':
      return planMarkdown(report)
    case 'summary':
      return planShort(report, context, read)
    default:
      throw new Error(`not a format: ${format satisfies never}`)
  }
}
