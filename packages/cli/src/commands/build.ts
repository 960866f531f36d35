import { posix, resolve } from 'node:path'
import {
  boundedFileSystem,
  build as buildRoot,
  diskFiles,
  type BuildOptions,
  type BuildResult,
  type FileSystem,
} from '@bulkhead/kustomize'
import {
  boundaryOf,
  kustomizeFiles,
  readCommit,
  readIndex,
  sourceOf,
  type GitFiles,
} from '@bulkhead/workspace'
import type { ReadSource } from '@bulkhead/yaml'
import { Option } from 'commander'
import { buildLines } from '../build/build-lines.ts'
import { sourcesBelow, withSources } from '../build/build-sources.ts'
import { runEngine, type Engine } from '../build/run-engine.ts'
import { writeBuild } from '../build/write-build.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'

interface BuildFlags {
  readonly loadRestrictor: 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone'
  readonly reorder: 'legacy' | 'none'
  readonly output?: string
  readonly engine: Engine | 'bulkhead'
  readonly stdin?: boolean
  readonly outputYaml?: boolean
  readonly allowOutside?: boolean
  readonly staged?: boolean
  readonly ref?: string
}

export const build: CommandModule = {
  define(command, run) {
    command
      .description('Build a kustomization and print it, byte for byte as kustomize v5.6.0 does.')
      .argument('[directory]', 'the directory with the kustomization', '.')
      .addOption(
        new Option('--load-restrictor <restrictor>', 'whether files must lie below the root')
          .choices(['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'])
          .default('LoadRestrictionsRootOnly'),
      )
      .addOption(
        new Option(
          '--reorder <order>',
          'order of the output where the kustomization has no sortOptions',
        )
          .choices(['legacy', 'none'])
          .default('legacy'),
      )
      .option('-o, --output <path>', 'write to a file, or a file per object to a directory')
      .addOption(
        new Option('--engine <engine>', 'hand the build over to an installed program')
          .choices(['bulkhead', 'kustomize', 'kubectl'])
          .default('bulkhead'),
      )
      .option(
        '--allow-outside',
        'read bases and files outside the repository, where links and paths lead',
      )
      .option('--staged', 'build what is about to be committed, from the index')
      .option('--ref <commit>', 'build a commit, without checking it out')
      .option('--stdin', 'build the absolute directories on standard input, a JSON line for each')
      .option('--output-yaml', 'with --stdin: print the YAML instead of its hash')
      .addHelpText(
        'after',
        `
Examples:
  bulkhead build apps/storefront/overlays/us-east-1-production
  bulkhead build clusters -o /tmp/clusters.yaml
  bulkhead build --engine kustomize some/root/with/helm/charts`,
      )
      .action(
        run((context, directory: string, flags: BuildFlags) => buildOne(directory, flags, context)),
      )
  },
}

async function buildOne(
  directory: string,
  flags: BuildFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { dir, terminal } = context
  const options: BuildOptions = {
    loadRestrictor: flags.loadRestrictor === 'LoadRestrictionsNone' ? 'none' : 'rootOnly',
    reorder: flags.reorder,
    budget: context.budget,
  }
  if (flags.stdin) {
    await buildLines(process.stdin, options, {
      filesFor: roots => filesFor(roots, flags, context),
      sourcesFor: root => sourcesBelow(boundaryOf(root, dir) ?? root),
      yaml: flags.outputYaml ?? false,
      out: terminal.out,
    })
    return 0
  }
  const git = gitSource(context, flags)
  if (git) {
    const fileSystem = boundedFileSystem(kustomizeFiles(git))
    const read = (file: string) => sourceOf(git, file.replace(/^\//, ''))
    return finish(read, () => buildRoot(posix.join('/', directory), { ...options, fileSystem }))
  }
  const root = resolve(dir, directory)
  if (flags.engine !== 'bulkhead') {
    const output = flags.output === undefined ? {} : { output: resolve(dir, flags.output) }
    return runEngine(flags.engine, root, { ...flags, ...output }, terminal)
  }
  const fileSystem = filesFor([root], flags, context)
  return finish(sourcesBelow(boundaryOf(root, dir) ?? root), () =>
    buildRoot(root, { ...options, fileSystem }),
  )

  function finish(read: ReadSource, action: () => BuildResult): ExitCode {
    withSources(read, () => {
      const result = action()
      if (flags.output === undefined) terminal.data(result.toYaml())
      else writeBuild(result, resolve(dir, flags.output), dir)
    })
    return 0
  }
}

/** The disk, as far as builds of these directories may read it. */
function filesFor(
  roots: readonly string[],
  { allowOutside = false }: BuildFlags,
  { dir, budget }: CommandContext,
): FileSystem {
  const within = roots.map(root => boundaryOf(root, dir)).filter(top => top !== undefined)
  // A directory in no repository, and not below the one at work, was named by a person all the same.
  if (allowOutside || within.length < roots.length) return diskFiles({ budget })
  const tops = [...new Set(within)]
  const outside = `what lies outside ${tops[0] ?? ''}, which --allow-outside lets a build read`
  return diskFiles({ within: tops, outside, budget })
}

function gitSource(
  { dir, budget }: CommandContext,
  { staged, ref }: BuildFlags,
): GitFiles | undefined {
  if (staged) return readIndex(dir, budget)
  return ref === undefined ? undefined : readCommit(dir, ref, budget)
}
