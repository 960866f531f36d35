import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/** Values that a schema allows one by one, and that together or in their context make no sense. */
export function checkValues(spec: Spec): Problem[] {
  return [...checkReplicas(spec), ...checkRepository(spec)]
}

function checkReplicas(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) =>
    value.spec.environments.flatMap(({ name, replicas }, i) =>
      !replicas || replicas.min <= replicas.max
        ? []
        : [
            {
              code: 'SPEC_REPLICAS',
              message: `${name} has at most ${replicas.max} replicas and at least ${replicas.min}`,
              location: source.locate(['spec', 'environments', i, 'replicas', 'max']),
              hint: `Raise max to ${replicas.min} or more, or lower min.`,
            },
          ],
    ),
  )
}

function checkRepository(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) => {
    const { url } = value.spec.repository
    if (/^\S+$/.test(url)) return []
    return [
      {
        code: 'SPEC_REPOSITORY',
        message: `${JSON.stringify(url)} is not a URL that Argo CD could clone`,
        location: source.locate(['spec', 'repository', 'url']),
        hint: 'Write it as https://github.com/acme/fleet.git.',
      },
    ]
  })
}
