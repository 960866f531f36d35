import { didYouMean, type Location, type Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'
import { defaultPool } from '../resolve.ts'

interface Reference {
  readonly kind: string
  readonly name: string
  readonly location: Location
}

/** Every name that one document uses of another leads somewhere. */
export function checkReferences(spec: Spec): Problem[] {
  // Without a fleet every name would be unknown, and that is not what is wrong.
  if (spec.Fleet.length === 0) return [noFleet]
  const known: Readonly<Record<string, readonly string[]>> = {
    environment: spec.Fleet.flatMap(({ value }) => value.spec.environments.map(e => e.name)),
    pool: spec.Fleet.flatMap(({ value }) => Object.keys(value.spec.network.pools)),
    region: spec.Region.map(({ value }) => value.metadata.name),
    team: spec.Team.map(({ value }) => value.metadata.name),
    workload: spec.Workload.map(({ value }) => value.metadata.name),
  }
  return [
    ...references(spec).flatMap(reference =>
      checkReference(reference, known[reference.kind] ?? []),
    ),
    ...checkState(spec),
  ]
}

function checkReference({ kind, name, location }: Reference, known: readonly string[]): Problem[] {
  if (known.includes(name)) return []
  return [
    {
      code: `SPEC_UNKNOWN_${kind.toUpperCase()}`,
      message: `no ${kind} is named "${name}"${didYouMean(name, known)}`,
      location,
      hint:
        known.length > 0
          ? `The fleet has ${[...known].sort().join(', ')}.`
          : `The fleet has no ${kind} yet; add one under fleet/.`,
    },
  ]
}

function references(spec: Spec): Reference[] {
  return [
    ...spec.Region.flatMap(({ value, source }) => [
      ...(value.spec.clusters ?? []).map(({ environment }, i) => ({
        kind: 'environment',
        name: environment,
        location: source.locate(['spec', 'clusters', i, 'environment']),
      })),
      {
        kind: 'pool',
        name: value.spec.pool ?? defaultPool,
        location: source.locate(value.spec.pool ? ['spec', 'pool'] : ['metadata', 'name']),
      },
    ]),
    ...spec.Workload.flatMap(({ value: { spec: workload }, source }) => {
      const list = (kind: string, names: readonly string[] | undefined, path: readonly string[]) =>
        (names ?? []).map((name, i) => ({ kind, name, location: source.locate([...path, i]) }))
      return [
        { kind: 'team', name: workload.team, location: source.locate(['spec', 'team']) },
        ...list('environment', workload.placement?.environments, [
          'spec',
          'placement',
          'environments',
        ]),
        ...list('region', workload.placement?.regions, ['spec', 'placement', 'regions']),
        ...list('workload', workload.callers, ['spec', 'callers']),
        ...(workload.state?.primary === undefined
          ? []
          : [
              {
                kind: 'region',
                name: workload.state.primary,
                location: source.locate(['spec', 'state', 'primary']),
              },
            ]),
      ]
    }),
  ]
}

function checkState(spec: Spec): Problem[] {
  return spec.Workload.flatMap(({ value: { metadata, spec: workload }, source }) => {
    const { state, placement } = workload
    if (state?.pattern === 'active-passive' && state.primary === undefined) {
      return [
        {
          code: 'SPEC_PRIMARY',
          message: `${metadata.name} is active-passive and names no primary region`,
          location: source.locate(['spec', 'state']),
          hint: 'Add `primary` with the region that is active.',
        },
      ]
    }
    if (
      state?.primary !== undefined &&
      placement?.regions &&
      !placement.regions.includes(state.primary)
    ) {
      return [
        {
          code: 'SPEC_PRIMARY',
          message: `the primary region "${state.primary}" is not among the regions of the placement`,
          location: source.locate(['spec', 'state', 'primary']),
          hint: `Use one of ${placement.regions.join(', ')}, or place the workload there.`,
        },
      ]
    }
    return []
  })
}

const noFleet: Problem = {
  code: 'SPEC_NO_FLEET',
  message: 'no document of kind Fleet under fleet/',
  hint: 'Run it where fleet/ is, or name that directory with -C; `bulkhead init` starts a fleet.',
}
