import { askedCharts, instancePaths, ownPacksPath, type AskedChart } from '@bulkhead/blueprint'
import { FleetError, throwIfAny, type Budget } from '@bulkhead/diagnostics'
import { loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import { boundedFileSystem } from '@bulkhead/kustomize'
import { Compiler, type InstanceFacts, type StateRepository } from '@bulkhead/state'
import {
  keptTexts,
  kustomizeFiles,
  readCommit,
  readDisk,
  readIndex,
  readPackManifests,
  readSpecFiles,
  type RepositoryFiles,
} from '@bulkhead/workspace'
import { Option, type Command } from 'commander'
import type { CommandContext } from './command.ts'
import { programStamp } from './program-stamp.ts'

/** Which moment of the repository is asked for; the disk without any. */
export interface Moment {
  readonly staged?: boolean
  readonly ref?: string
}

export interface FleetState extends LoadedFleet {
  readonly instance: InstanceFacts
  /** What the instance was compiled from. */
  readonly repository: StateRepository
  readonly files: RepositoryFiles
}

export function addMoment(command: Command): Command {
  return command
    .addOption(
      new Option('--staged', 'read what is about to be committed, from the index').conflicts('ref'),
    )
    .option('--ref <commit>', 'read a commit, without checking it out')
}

/** The files of a repository at a moment. */
export function filesAt(dir: string, { staged, ref }: Moment, budget: Budget): RepositoryFiles {
  if (staged) return readIndex(dir, budget)
  return ref === undefined ? readDisk(dir, undefined, budget) : readCommit(dir, ref, budget)
}

/**
 * The fleet of a repository, and what its Argo CD will have every cluster run.
 *
 * @throws FleetError with everything wrong with the spec, when the tree was never generated, or when
 *   the repository cannot be read
 */
export function readState({ dir, budget }: CommandContext, moment: Moment): FleetState {
  return stateOf(filesAt(dir, moment, budget), compilerFor(dir), budget)
}

/** @throws FleetError as `readState` does */
export function stateOf(files: RepositoryFiles, compiler: Compiler, budget: Budget): FleetState {
  const { loaded, problems } = loadFleet(readSpecFiles(files))
  throwIfAny(problems)
  if (!loaded) throw new Error('loadFleet gives a fleet or problems')
  const { paths } = files
  const { fleet } = loaded
  const roots = fleet.argocd.instances.map(instance => instancePaths(instance).directory)
  const missing = roots.find(root => !paths.some(path => path.startsWith(`${root}/`)))
  if (missing !== undefined) throw notGenerated(missing)
  const repository = {
    paths,
    fileSystem: boundedFileSystem(kustomizeFiles(files)),
    budget,
    identify: (path: string) => files.identify(path),
    ...fleet.repository,
  }
  const instances = roots.map(root => compiler.instance(repository, root))
  return { ...loaded, files, repository, instance: joinInstances(instances) }
}

/** The charts that a fleet asks for by naming systems. */
export function chartsOf({ fleet, files }: FleetState): readonly AskedChart[] {
  const ours = readPackManifests()
  return askedCharts(
    fleet,
    name => files.read(`${ownPacksPath}${name}/pack.yaml`) ?? ours.get(`${name}/pack.yaml`),
  )
}

/** What it compiles is known again in the next run. */
export function compilerFor(dir: string): Compiler {
  return new Compiler(keptTexts(dir, 'compile'), programStamp())
}

/** What all instances of Argo CD have, told as of one. */
function joinInstances(instances: readonly InstanceFacts[]): InstanceFacts {
  const [only, ...others] = instances
  if (only && others.length === 0) return only
  const home = new Map(
    instances.flatMap(instance =>
      instance.applications.map(application => [application, instance] as const),
    ),
  )
  return {
    clusters: instances.flatMap(({ clusters }) => clusters).sort(byName),
    projects: instances.flatMap(({ projects }) => projects),
    expansions: instances.flatMap(({ expansions }) => expansions),
    applications: instances.flatMap(({ applications }) => applications).sort(byName),
    problems: instances.flatMap(({ problems }) => problems),
    roots: instances.flatMap(({ roots }) => roots),
    deploymentsOf: application => home.get(application)?.deploymentsOf(application) ?? [],
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function notGenerated(root: string): FleetError {
  return new FleetError({
    code: 'STATE_NOT_GENERATED',
    message: `there is no ${root}, from which Argo CD starts`,
    hint: 'Run `bulkhead generate`.',
  })
}
