import { posix } from 'node:path'
import { objectOf } from '@bulkhead/argocd'
import type { Location, Problem } from '@bulkhead/diagnostics'
import type { BuildError } from '@bulkhead/kustomize'
import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { buildEnvironment } from './build-environment.ts'
import type { BuiltRoot } from './built-root.ts'
import { readHelmChart, type HelmChart } from './helm-chart.ts'
import { kustomizeEdits } from './kustomize-edits.ts'
import { ManifestDirectories } from './manifest-directory.ts'
import { isAtHand, type StateRepository } from './repository.ts'
import { isOnlyUnknown, RootBuilder, type RootOutcome } from './root-builder.ts'
import { withSourceFiles } from './source-files.ts'
import { SourceFault, UnknownSource } from './source-fault.ts'
import { detectType, explicitType, isChart, normalizeSource } from './source-type.ts'

/**
 * What one source of an Application deploys.
 *
 * - `objects`: a Kustomize root, built, or a directory of manifests, read. Its objects know where they
 *   were written. Its `leftOut` is what there is besides, and cannot be said here.
 * - `chart`: a Helm chart, which is not rendered, with the values that it is given.
 * - `failed`: what Argo CD refuses, or what does not build.
 * - `unknown`: what cannot be said here, and why.
 */
export type Deployment =
  | {
      readonly kind: 'objects'
      readonly source: ApplicationSourceRef
      readonly path: string
      readonly root: BuiltRoot
    }
  | {
      readonly kind: 'chart'
      readonly source: ApplicationSourceRef
      readonly chart: HelmChart
    }
  | {
      readonly kind: 'failed'
      readonly source: ApplicationSourceRef
      readonly path: string
      readonly problems: readonly Problem[]
    }
  | {
      readonly kind: 'unknown'
      readonly source: ApplicationSourceRef
      readonly why: string
      /** The same with its place, where that is not the source. */
      readonly problem?: Problem
    }

/** A repository, and what is built and read of it once for all Applications. */
export class Deployments {
  readonly #repository: StateRepository
  readonly #roots: RootBuilder
  readonly #directories: ManifestDirectories

  /** @param builder where roots are built that others build as well, from the same files */
  constructor(
    repository: StateRepository,
    builder: RootBuilder = new RootBuilder(repository.fileSystem, repository.budget),
  ) {
    this.#repository = repository
    this.#roots = builder
    this.#directories = new ManifestDirectories(repository)
  }

  /** The Kustomize root in a directory, built as it is. */
  build(path: string): RootOutcome {
    return this.#roots.build(path)
  }

  /** What is wrong with what was built, with the paths of the repository. */
  problemsOf(error: BuildError): readonly Problem[] {
    return this.#roots.problemsOf(error)
  }

  /** What each source of an Application deploys; one that is only referred to deploys nothing. */
  of(application: ManagedApplication): readonly Deployment[] {
    return application.sources
      .filter(({ ref, path, chart }) => ref === undefined || (path ?? chart) !== undefined)
      .map(source => this.#deploymentOf(source, application))
  }

  #deploymentOf(source: ApplicationSourceRef, application: ManagedApplication): Deployment {
    try {
      return source.chart === undefined
        ? this.#directory(source, application)
        : this.#chart(source, application)
    } catch (error) {
      if (error instanceof UnknownSource) return { kind: 'unknown', source, why: error.message }
      if (!(error instanceof SourceFault)) throw error
      const path = source.path ?? source.chart ?? ''
      return { kind: 'failed', source, path, problems: [error.problem(application.location)] }
    }
  }

  /** A chart of a Helm repository: another tool would read the files that are in it. */
  #chart(source: ApplicationSourceRef, application: ManagedApplication): Deployment {
    const type = explicitType(normalizeSource(source.value)) ?? 'Helm'
    if (type !== 'Helm') throw new UnknownSource(`Argo CD reads the files of a chart as ${type}`)
    return { kind: 'chart', source, chart: this.#helm(source, application) }
  }

  #directory(source: ApplicationSourceRef, application: ManagedApplication): Deployment {
    const { repoURL, targetRevision } = source
    const normal = normalizeSource(source.value)
    // What names several tools is refused wherever it is.
    explicitType(normal)
    if (!isAtHand(this.#repository, repoURL, targetRevision)) {
      const which = `${repoURL} at ${targetRevision || 'HEAD'}`
      throw new UnknownSource(`${which} is not this repository as it is here`)
    }
    const path = this.#pathOf(source)
    const value = withSourceFiles(normal, { name: application.name, path }, this.#repository)
    const type = explicitType(value) ?? detectType(path, this.#repository)
    const deployed = (outcome: RootOutcome): Deployment => {
      if (!('problems' in outcome)) return { kind: 'objects', source, path, root: outcome }
      const problems = placed(outcome.problems, application.location)
      const [problem] = problems
      return problem && isOnlyUnknown(problems)
        ? { kind: 'unknown', source, why: `${path} is not built: ${problem.message}`, problem }
        : { kind: 'failed', source, path, problems }
    }
    switch (type) {
      case 'Kustomize':
        return deployed(this.#kustomize({ ...source, value }, path, application))
      case 'Helm': {
        const chart = this.#helm({ ...source, path, value }, application)
        return { kind: 'chart', source, chart }
      }
      case 'Directory':
        return deployed(this.#directories.read(path, objectOf(value['directory'])))
      case 'Plugin':
        throw new UnknownSource('a plugin makes its manifests')
      default:
        return type satisfies never
    }
  }

  /** The directory of a source in the repository. (argo-cd: util/app/path Path) */
  #pathOf({ path: written = '.' }: ApplicationSourceRef): string {
    const path = posix.normalize(written).replace(/(?<=.)\/$/, '')
    const isInside = !/^(?:\/|\.\.(?:\/|$))/.test(path)
    if (isInside && this.#repository.fileSystem.isDirectory(`/${path}`)) return path
    throw new SourceFault(
      'STATE_SOURCE_PATH',
      isInside
        ? `there is no directory ${path} in the repository`
        : `the path ${written} leads out of the repository`,
      'Write the path of a directory, from the root of the repository and without a slash first.',
    )
  }

  #kustomize(source: ApplicationSourceRef, path: string, application: ManagedApplication) {
    const expand = buildEnvironment(application, source)
    const options = objectOf(source.value['kustomize'])
    const edits = kustomizeEdits(options, path, this.#repository, expand)
    return this.#roots.build(path, { edits, location: application.location })
  }

  #helm(source: ApplicationSourceRef, application: ManagedApplication): HelmChart {
    const { path } = source
    if (path !== undefined && !isChart(path, this.#repository)) {
      throw new SourceFault(
        'STATE_SOURCE',
        `there is no Chart.yaml in ${path}, of which Helm is to make manifests`,
        'Correct the path of the source, or remove its options of Helm.',
      )
    }
    return readHelmChart(source, application, this.#repository)
  }
}

/** What has no place of its own stands in the Application. */
function placed(problems: readonly Problem[], location: Location | undefined) {
  return problems.map(problem => ({ ...(location && { location }), ...problem }))
}
