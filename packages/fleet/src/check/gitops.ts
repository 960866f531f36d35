import { didYouMean, type Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/** The cluster that a region names for its Argo CD is its own, and the topology asks for one. */
export function checkGitops(spec: Spec): Problem[] {
  const topology = spec.Fleet[0]?.value.spec.gitops?.argocd?.topology ?? 'hub'
  return spec.Region.flatMap(({ value, source }) => {
    const { argocd, clusters = [] } = value.spec
    if (argocd === undefined) return []
    const location = source.locate(['spec', 'argocd'])
    const names = clusters.map(({ name }) => name)
    if (!names.includes(argocd)) {
      return [
        {
          code: 'SPEC_UNKNOWN_CLUSTER',
          message: `no cluster of ${value.metadata.name} is named "${argocd}"${didYouMean(argocd, names)}`,
          location,
          hint:
            names.length > 0
              ? `The region has ${names.join(', ')}.`
              : 'The region has no cluster yet; add one.',
        },
      ]
    }
    // What is silently ignored would be a lie.
    if (spec.Fleet.length === 0 || topology === 'regional') return []
    return [
      {
        code: 'SPEC_TOPOLOGY',
        message: `the topology "${topology}" has no Argo CD of a region`,
        location,
        hint: 'Remove argocd, or set spec.gitops.argocd.topology of the fleet to regional.',
      },
    ]
  })
}
