import type { ApplicationSourceRef, ManagedApplication } from '@bulkhead/state'
import { table } from './table.ts'

/** An Application as scripts read it. */
export function applicationToJson(application: ManagedApplication) {
  const { applicationSet, name, namespace, project, cluster, destination, sources, wave } =
    application
  return {
    applicationSet: applicationSet ?? null,
    name,
    namespace,
    project,
    cluster: cluster ?? null,
    destination,
    sources: sources.map(({ repoURL, path, chart, targetRevision }) => ({
      repoURL,
      path,
      chart,
      targetRevision,
    })),
    wave,
  }
}

/** Applications as people read them. */
export function applicationTable(applications: readonly ManagedApplication[]): string {
  return table([
    ['NAME', 'CLUSTER', 'PROJECT', 'NAMESPACE', 'WAVE', 'SOURCES'],
    ...applications.map(({ name, cluster, project, destination, wave, sources }) => [
      name,
      cluster ?? '?',
      project,
      destination.namespace,
      String(wave),
      sources.filter(deploys).map(sourceName).join(' '),
    ]),
  ])
}

/** One that only gives values to another deploys nothing itself. */
function deploys({ ref, path, chart }: ApplicationSourceRef): boolean {
  return ref === undefined || (path ?? chart) !== undefined
}

/** A source in a few words: a path, or a chart with its version. */
function sourceName({ path, chart, repoURL, targetRevision }: ApplicationSourceRef): string {
  return chart === undefined ? (path ?? repoURL) : `${chart}@${targetRevision}`
}
