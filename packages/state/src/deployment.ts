import { posix } from 'node:path'
import { objectOf } from '@bulkhead/argocd'
import type { Problem } from '@bulkhead/diagnostics'
import type { BuiltResource } from '@bulkhead/kustomize'
import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { readHelmChart, type HelmChart } from './helm-chart.ts'
import { isAtHand, type StateRepository } from './repository.ts'
import type { RootOutcome } from './root-builder.ts'

/**
 * What one source of an Application deploys.
 *
 * - `objects`: a Kustomize root, built. Its objects know where they were written.
 * - `chart`: a Helm chart, which is not rendered, with the values that it is given.
 * - `failed`: a root that does not build.
 * - `unknown`: what cannot be said here, and why.
 */
export type Deployment =
  | {
      readonly kind: 'objects'
      readonly source: ApplicationSourceRef
      readonly path: string
      readonly resources: readonly BuiltResource[]
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
  | { readonly kind: 'unknown'; readonly source: ApplicationSourceRef; readonly why: string }

export interface DeploymentContext {
  readonly repository: StateRepository
  build(path: string): RootOutcome
}

/** What each source of an Application deploys; one that is only referred to deploys nothing. */
export function deploymentsOf(
  application: ManagedApplication,
  context: DeploymentContext,
): readonly Deployment[] {
  return application.sources
    .filter(({ ref, path, chart }) => ref === undefined || (path ?? chart) !== undefined)
    .map(source => deploymentOf(source, application, context))
}

function deploymentOf(
  source: ApplicationSourceRef,
  application: ManagedApplication,
  { repository, build }: DeploymentContext,
): Deployment {
  const { fileSystem } = repository
  const chart = (): Deployment => ({
    kind: 'chart',
    source,
    chart: readHelmChart(source, application, repository),
  })
  const unknown = (why: string): Deployment => ({ kind: 'unknown', source, why })
  if (source.chart !== undefined) return chart()
  const { repoURL, targetRevision, value } = source
  if (!isAtHand(repository, repoURL, targetRevision)) {
    return unknown(`${repoURL} at ${targetRevision || 'HEAD'} is not this repository as it is here`)
  }
  const path = posix.normalize(source.path ?? '.').replace(/^\/|\/$/g, '')
  if (!fileSystem.isDirectory(`/${path}`)) return unknown(`there is no directory ${path}`)
  const has = (name: string) => fileSystem.readFile(posix.join('/', path, name)) !== undefined
  if (says(value['plugin'])) return unknown('a plugin makes its manifests')
  if (says(value['helm'])) return chart()
  if (!kustomizationNames.some(has)) {
    return has('Chart.yaml') ? chart() : unknown(`${path} is a directory of plain manifests`)
  }
  // `version` only chooses a program.
  const { version: _, ...overrides } = objectOf(value['kustomize'])
  if (says(overrides)) {
    return unknown(`Argo CD changes the kustomization first: ${Object.keys(overrides).join(', ')}`)
  }
  const outcome = build(path)
  return 'problems' in outcome
    ? { kind: 'failed', source, path, problems: outcome.problems }
    : { kind: 'objects', source, path, resources: outcome.resources }
}

/** (reposerver/repository: discovery of what a directory is) */
const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

function says(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
