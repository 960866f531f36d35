import { createHash } from 'node:crypto'
import type { JsonObject, Origin, Path, RegisteredCluster } from '@bulkhead/argocd'
import { FleetError, type Location, type Problem } from '@bulkhead/diagnostics'
import { BuildError } from '@bulkhead/kustomize'
import { readApplication, type ManagedApplication, type ObjectFate } from './application.ts'
import { compareInstances, type Moment, type StateChange } from './compare/compare-instances.ts'
import type { KnownReferences } from './kustomization-references.ts'
import { compileInstance, type FollowedRoot, type InstanceFacts, type SetFacts } from './compile.ts'
import { Deployments } from './deployment.ts'
import { inRepository } from './in-repository.ts'
import type { StateRepository } from './repository.ts'
import { holds, traceRepository, type Trace } from './traced-repository.ts'

/** Where texts are kept from one run to the next. Losing them costs time and nothing else. */
export interface CompileStore {
  /** The texts that were kept under a key, each whole or not at all; the newest first. */
  read(key: string): Iterable<string>
  keep(key: string, text: string): void
}

/**
 * Compiles Argo CD instances, and knows again what it has compiled: as long as everything that a
 * compile hung on is as it was, it is not done again. What is kept is told by the ids of files, so
 * it does not matter which commit, or which moment of the disk, it was made of.
 */
export class Compiler {
  readonly #store: CompileStore
  readonly #program: string
  /** What this run has read or compiled itself. */
  readonly #known = new Map<string, Known[]>()

  /** @param program what tells it from any other, which may come to another result */
  constructor(store: CompileStore, program: string) {
    this.#store = store
    this.#program = program
  }

  /** What `compileInstance` says. */
  instance(repository: StateRepository, root: string): InstanceFacts {
    const { url, revision } = repository
    const key = digestOf(
      JSON.stringify([this.#program, root, url, revision, repository.budget?.key]),
    ).slice(0, 32)
    const known = this.#known.get(key) ?? []
    this.#known.set(key, known)
    const { facts } =
      known.find(({ trace }) => holds(trace, repository)) ?? this.#learn(key, repository, root)
    // What an Application deploys may be another thing all the same, and is built of these files.
    const deployments = new Deployments(repository)
    return { ...facts, deploymentsOf: application => deployments.of(application) }
  }

  /** What `compareInstances` says. */
  compare(before: Moment, after: Moment): StateChange {
    const key = digestOf(JSON.stringify([this.#program, 'references'])).slice(0, 32)
    const [text = '[]'] = this.#store.read(key)
    const references: KnownReferences = new Map(JSON.parse(text) as [string, string[]][])
    const { size } = references
    const change = placedInRepository(() => compareInstances(before, after, references))
    if (references.size > size) this.#store.keep(key, JSON.stringify([...references]))
    return change
  }

  #learn(key: string, repository: StateRepository, root: string): Known {
    const learnt = this.#recall(key, repository, root) ?? this.#compile(key, repository, root)
    this.#known.get(key)?.push(learnt)
    return learnt
  }

  #recall(key: string, repository: StateRepository, root: string): Known | undefined {
    for (const text of this.#store.read(key)) {
      const kept = readKept(text, repository, root)
      if (kept) return kept
    }
    return undefined
  }

  #compile(key: string, repository: StateRepository, root: string): Known {
    const traced = traceRepository(repository)
    // What builds the deployments of these files is not kept, and all that it has read with it.
    const { clusters, projects, expansions, applications, problems, roots } = compileInstance(
      traced.repository,
      root,
    )
    const facts = { clusters, projects, expansions, applications, problems, roots }
    const known = { trace: traced.trace(), facts }
    // Without ids nothing is known again, and what a limit cut short is no result.
    if (repository.identify && !isCutShort(facts)) this.#store.keep(key, formatKept(known))
    return known
  }
}

/** Whether something was more work than there was left, which may be another time. */
function isCutShort({ problems, roots }: Known['facts']): boolean {
  return [...problems, ...roots.map(({ problem }) => problem)].some(
    problem => problem?.code === 'LIMIT_EXCEEDED',
  )
}

interface Known {
  readonly trace: Trace
  readonly facts: Omit<InstanceFacts, 'deploymentsOf'>
}

/** What follows the trace, on a line of its own: it is read only where the trace holds. */
interface Body {
  readonly clusters: readonly RegisteredCluster[]
  readonly projects: readonly JsonObject[]
  readonly sets: readonly SetFacts[]
  readonly applications: readonly KeptApplication[]
  readonly problems: readonly Problem[]
  readonly roots: readonly FollowedRoot[]
}

/** What cannot be read from the object itself. */
interface KeptApplication {
  readonly object: JsonObject
  readonly applicationSet?: string
  readonly generator?: Path
  readonly origins: readonly Origin[]
  readonly step?: number
  readonly goes: ObjectFate
  readonly location?: Location
}

function formatKept({ trace, facts: instance }: Known): string {
  const body: Body = {
    clusters: instance.clusters,
    projects: instance.projects,
    sets: instance.expansions.map(set => ({
      ...set,
      applications: set.applications.map(({ name, rejection }) => ({ name, rejection })),
    })),
    applications: instance.applications.map(keptOf),
    problems: instance.problems,
    roots: instance.roots,
  }
  return `${JSON.stringify(trace)}\n${JSON.stringify(body)}`
}

function keptOf({
  object,
  applicationSet,
  generator,
  origins,
  step,
  goes,
  location,
}: ManagedApplication): KeptApplication {
  return {
    object,
    ...(applicationSet !== undefined && { applicationSet }),
    ...(generator && { generator }),
    origins,
    ...(step !== undefined && { step }),
    goes,
    ...(location && { location }),
  }
}

/** Nothing for what does not hold here. */
function readKept(text: string, repository: StateRepository, root: string): Known | undefined {
  const end = text.indexOf('\n')
  const trace = JSON.parse(text.slice(0, end)) as Trace
  if (!holds(trace, repository)) return undefined
  const { sets, applications, ...body } = JSON.parse(text.slice(end + 1)) as Body
  const facts = {
    ...body,
    expansions: sets,
    applications: applications.map(({ object, location, ...origin }) =>
      readApplication(object, body.clusters, { ...origin, instance: root, location }),
    ),
  }
  return { trace, facts }
}

/** An object that cannot be read as a value is told with its place in the repository. */
function placedInRepository<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const [first, ...others] = error.problems.map(({ location, ...problem }) => ({
      ...problem,
      ...(location && { location: inRepository(location) }),
    }))
    throw first ? new FleetError([first, ...others], { kind: error.kind, cause: error }) : error
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
