import { resolve } from 'node:path'
import { oneLine } from '@bulkhead/diagnostics'
import { writeOutputFiles } from '@bulkhead/workspace'
import { checkClusterName } from '../check-cluster-name.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'
import { countOf } from '../print/count-of.ts'
import { sayAccepted, sayStateProblems } from '../print/state-problems.ts'
import { addMoment, readState, type Moment } from '../read-state.ts'
import { unknownParts } from '../unknown-parts.ts'
import { renderCluster } from '../render/render-cluster.ts'

interface RenderFlags extends Moment {
  readonly output?: string
}

export const render: CommandModule = {
  define(command, run) {
    addMoment(
      command
        .description(
          'Print everything that one cluster is asked to run, each object after a comment with its Application and where it was written.',
        )
        .argument('<cluster>', 'name of a cluster; in-cluster for the one that Argo CD runs in')
        .option('-o, --output <dir>', 'write a file per object below a directory'),
    )
      .addHelpText(
        'after',
        `
Kustomize roots are built, with what an Application changes in them, and directories of
manifests are read. Helm charts are not rendered: a comment says which, and with which
values. Nor is what plugins and Jsonnet make.
Exits with 1 when a root does not build, a set is frozen, or something is not known here: a chart,
a remote base, another repository. What spec.unchecked accepts, and the charts of systems that the
fleet names, are said and exit with 0.

Examples:
  bulkhead render eu-west-1-production
  bulkhead render eu-west-1-production --ref origin/main > before.yaml
  bulkhead render eu-west-1-production -o rendered/eu-west-1-production`,
      )
      .action(
        run((context, cluster: string, flags: RenderFlags) => renderOne(cluster, flags, context)),
      )
  },
}

function renderOne(
  cluster: string,
  { output, ...moment }: RenderFlags,
  context: CommandContext,
): ExitCode {
  const { dir, terminal, quiet } = context
  const state = readState(context, moment)
  checkClusterName(cluster, state.instance)
  const { documents, notRendered } = renderCluster(cluster, state.instance)
  if (output === undefined) terminal.data(documents.map(({ text }) => text).join('---\n'))
  else {
    const others = writeOutputFiles(
      resolve(dir, output),
      new Map(documents.map(({ file, text }) => [file, text])),
      dir,
    )
    if (!quiet)
      terminal.err(`wrote ${countOf(documents.length, 'file')} below ${oneLine(output)}\n`)
    if (others.length > 0) {
      const which = `${countOf(others.length, 'other file')}, such as ${others[0]}`
      terminal.err(`${oneLine(`left alone in ${output}: ${which}`)}\n`)
    }
  }
  // What keeps Applications from being known is a fault of their cluster as well.
  const own = state.instance.applications.filter(application => application.cluster === cluster)
  const { problems, accepted } = unknownParts(state, own)
  sayStateProblems(problems, state, context)
  if (notRendered > 0 && !quiet) {
    terminal.err(`${countOf(notRendered, 'source')} not rendered: see the comments\n`)
  }
  sayAccepted('not rendered', accepted, context)
  return problems.length > 0 ? 1 : 0
}
