import { formatLocation, type Location, type Problem } from '@bulkhead/diagnostics'
import { faultOfName, withArticle } from '../name.ts'
import { fleetProjects, projectOf } from '../project-names.ts'
import type { Spec } from '../read-spec.ts'

interface NamedThing {
  readonly kind: string
  readonly name: string
  readonly location: Location
}

/** Names are DNS-1123 labels of the right length, and unique among their kind. */
export function checkNames(spec: Spec): Problem[] {
  const things = namedThings(spec)
  return [
    ...checkOneFleet(spec),
    ...things.flatMap(checkName),
    ...checkUnique(things),
    ...checkOverlayNames(things),
    ...checkProjectNames(things),
    ...checkReserved(things),
  ]
}

function namedThings(spec: Spec): NamedThing[] {
  const documents = [
    ...spec.Fleet,
    ...spec.Region,
    ...spec.Workload,
    ...spec.Team,
    ...spec.ImportedRanges,
  ]
  return [
    ...documents.map(({ kind, value, source }) => ({
      kind: kind.toLowerCase(),
      name: value.metadata.name,
      location: source.locate(['metadata', 'name']),
    })),
    ...spec.Fleet.flatMap(({ value, source }) =>
      value.spec.environments.map(({ name }, i) => ({
        kind: 'environment',
        name,
        location: source.locate(['spec', 'environments', i, 'name']),
      })),
    ),
    ...spec.Fleet.flatMap(({ value, source }) =>
      (value.spec.systems ?? []).map((name, i) => ({
        kind: 'system',
        name,
        location: source.locate(['spec', 'systems', i]),
      })),
    ),
    ...spec.Fleet.flatMap(({ value, source }) => {
      const name = value.spec.gitops?.argocd?.namespace
      const path = ['spec', 'gitops', 'argocd', 'namespace']
      return name === undefined ? [] : [{ kind: 'namespace', name, location: source.locate(path) }]
    }),
    ...spec.Region.flatMap(({ value, source }) =>
      (value.spec.clusters ?? []).map(({ name }, i) => ({
        kind: 'cluster',
        name,
        location: source.locate(['spec', 'clusters', i, 'name']),
      })),
    ),
    ...spec.Workload.flatMap(({ value, source }) =>
      value.spec.namespace === undefined
        ? []
        : [
            {
              kind: 'namespace',
              name: value.spec.namespace,
              location: source.locate(['spec', 'namespace']),
            },
          ],
    ),
    ...spec.Region.flatMap(({ value, source }) =>
      (value.spec.zones ?? []).map((name, i) => ({
        kind: 'zone',
        name,
        location: source.locate(['spec', 'zones', i]),
      })),
    ),
  ]
}

function checkOneFleet(spec: Spec): Problem[] {
  const [, ...others] = spec.Fleet
  return others.map(({ source }) => ({
    code: 'SPEC_TWO_FLEETS',
    message: 'a repository describes one fleet, and this is a second document of kind Fleet',
    location: source.locate(['kind']),
    hint: `Keep the one in ${spec.Fleet[0]?.source.file}.`,
  }))
}

function checkName({ kind, name, location }: NamedThing): Problem[] {
  const fault = faultOfName(kind, name)
  if (!fault) return []
  return [
    {
      code: 'SPEC_NAME',
      message: `"${name}" cannot name ${withArticle(kind)}: ${fault}`,
      location,
      hint: 'Use lower-case letters, digits and hyphens, as in eu-west-1.',
    },
  ]
}

function checkUnique(things: readonly NamedThing[]): Problem[] {
  const first = new Map<string, NamedThing>()
  const problems: Problem[] = []
  for (const thing of things) {
    if (thing.kind === 'namespace') continue // Workloads may share one.
    const key = `${thing.kind}/${thing.name}`
    const earlier = first.get(key)
    if (!earlier) first.set(key, thing)
    else {
      problems.push({
        code: 'SPEC_DUPLICATE',
        message: `two ${thing.kind}s are named "${thing.name}"; the other is at ${formatLocation(earlier.location)}`,
        location: thing.location,
        hint: 'Rename one of them.',
      })
    }
  }
  return problems
}

/** `apps/<workload>/overlays/` holds environments and clusters side by side. */
function checkOverlayNames(things: readonly NamedThing[]): Problem[] {
  const environments = new Set(things.filter(t => t.kind === 'environment').map(t => t.name))
  return things
    .filter(thing => thing.kind === 'cluster' && environments.has(thing.name))
    .map(({ name, location }) => ({
      code: 'SPEC_DUPLICATE',
      message: `"${name}" names a cluster and an environment, and both have an overlay of that name`,
      location,
      hint: 'Name the cluster for its region and environment, as in eu-west-1-production.',
    }))
}

/**
 * A team has the project `<team>-<environment>` in each environment. Where two pairs, or a pair and
 * a project of the fleet itself, are joined to one name, one would have the rights of the other.
 */
function checkProjectNames(things: readonly NamedThing[]): Problem[] {
  const taken = new Map<string, string>()
  for (const name of Object.values(fleetProjects)) taken.set(name, 'the fleet itself')
  const environments = distinct(things.filter(({ kind }) => kind === 'environment'))
  return distinct(things.filter(({ kind }) => kind === 'team')).flatMap(team =>
    environments.flatMap(environment => {
      const name = projectOf(team.name, environment.name)
      const other = taken.get(name)
      if (other === undefined) {
        taken.set(name, `the team "${team.name}" in ${environment.name}`)
        return []
      }
      return [
        {
          code: 'SPEC_DUPLICATE',
          message: `the project of the team "${team.name}" in ${environment.name} would be "${name}", as that of ${other}`,
          location: team.location,
          hint: 'Rename the team.',
        },
      ]
    }),
  )
}

/** Each name once: what repeats is a fault of its own. */
function distinct(things: readonly NamedThing[]): readonly NamedThing[] {
  return [...new Map(things.map(thing => [thing.name, thing])).values()]
}

/** Names that generated files and namespaces have already, and what they are there. */
const reserved: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  namespace: Object.fromEntries(
    ['kube-system', 'kube-public', 'kube-node-lease', 'clusters'].map(name => [
      name,
      'a namespace of the system',
    ]),
  ),
  workload: { kustomization: 'the file that lists the ApplicationSets' },
  system: { kustomization: 'the file that lists the ApplicationSets' },
}

function checkReserved(things: readonly NamedThing[]): Problem[] {
  return things.flatMap(({ kind, name, location }) => {
    const names = reserved[kind] ?? {}
    const other = Object.hasOwn(names, name) ? names[name] : undefined
    if (other === undefined) return []
    return [
      {
        code: 'SPEC_DUPLICATE',
        message: `"${name}" names a ${kind} and ${other}`,
        location,
        hint: `Rename the ${kind}.`,
      },
    ]
  })
}
