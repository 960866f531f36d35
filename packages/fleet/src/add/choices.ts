import type { Spec } from '../read-spec.ts'

/* What a fleet has to choose from, by name. */

export function environmentsOf(spec: Spec): readonly string[] {
  return spec.Fleet.flatMap(({ value }) => value.spec.environments.map(({ name }) => name))
}

export function clustersOf(spec: Spec): readonly string[] {
  return spec.Region.flatMap(({ value }) => (value.spec.clusters ?? []).map(({ name }) => name))
}

export function regionsOf(spec: Spec): readonly string[] {
  return spec.Region.map(({ value }) => value.metadata.name).sort()
}

export function teamsOf(spec: Spec): readonly string[] {
  return spec.Team.map(({ value }) => value.metadata.name).sort()
}

export function workloadsOf(spec: Spec): readonly string[] {
  return spec.Workload.map(({ value }) => value.metadata.name).sort()
}
