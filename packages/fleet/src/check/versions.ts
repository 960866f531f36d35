import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/** Kubernetes versions are whole: a minor version alone does not say what to install. */
export function checkVersions(spec: Spec): Problem[] {
  return spec.Region.flatMap(({ value, source }) =>
    (value.spec.clusters ?? []).flatMap(({ kubernetesVersion }, i) =>
      kubernetesVersion === undefined || /^1\.\d+\.\d+$/.test(kubernetesVersion)
        ? []
        : [
            {
              code: 'SPEC_VERSION',
              message: `"${kubernetesVersion}" is not a Kubernetes version`,
              location: source.locate(['spec', 'clusters', i, 'kubernetesVersion']),
              hint: 'Write all three numbers and no v, as in 1.35.0.',
            },
          ],
    ),
  )
}
