import { posix } from 'node:path'
import type { Cluster } from '@bulkhead/fleet'
import { closureOf, outermost } from '../closure.ts'
import type { References } from '../own-references.ts'

/**
 * The value of `argocd.argoproj.io/manifest-generate-paths` for the Applications of a set: every
 * directory that one of them is built of, from the root of the repository, with `;` between. What
 * differs by cluster is a template, so that an overlay of one refreshes no other.
 * (argo-cd docs/operator-manual/high_availability.md, Manifest Paths Annotation)
 *
 * @param directory of the workload or system, whose overlays are built
 * @param values Helm values in it, where `$cluster` and `$environment` stand for names
 * @param clusters those that run it; without any, all of the directory counts
 */
export function generatePaths(
  directory: string,
  values: readonly string[],
  clusters: readonly Cluster[],
  references: References,
): string {
  const paths = new Set<string>()
  for (const cluster of clusters) {
    const read = values.map(path =>
      posix.dirname(
        path.replace('$cluster', cluster.name).replace('$environment', cluster.environment.name),
      ),
    )
    for (const path of [
      ...closureOf(`${directory}/overlays/${cluster.name}`, references),
      ...read.map(path => `${directory}/${path}`),
    ]) {
      paths.add(templated(path, cluster))
    }
  }
  if (paths.size === 0) paths.add(directory)
  return outermost(paths)
    .map(path => `/${path}`)
    .join(';')
}

/** Only whole names of directories: rendered for the same cluster it is the same path again. */
function templated(path: string, { name, environment }: Cluster): string {
  return path
    .split('/')
    .map(segment => {
      if (segment === name) return '{{ .name }}'
      return segment === environment.name ? '{{ .metadata.labels.environment }}' : segment
    })
    .join('/')
}
