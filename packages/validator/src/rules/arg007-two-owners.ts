import type { Location } from '@bulkhead/diagnostics'
import type { ObjectSummary } from '@bulkhead/state'
import { formatIdentity, identityOf, type ObjectIdentity } from '../built-object.ts'
import { placeIn, type DeliveredApplication, type Delivery } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf, relatedTo } from '../describe-many.ts'
import type { Rule } from '../rule.ts'

export const twoOwners: Rule = {
  id: 'ARG007',
  name: 'two-owners',
  severity: 'error',
  summary: 'No object of a cluster is deployed by two Applications.',

  *check({ delivery }) {
    const clashes = [...Map.groupBy(delivery.built, ({ place }) => place).values()].flatMap(
      applications => clashesIn(applications, delivery),
    )
    const isPair = ({ identity, otherLocation: { file, line, column } }: Clash) =>
      `${formatIdentity(identity)} ${file}:${line}:${column}`
    for (const [location, group] of groupByPlace(clashes, one => one.location, isPair)) {
      const [{ identity, owner, other, otherLocation }] = group
      const places = group.map(clash => clash.owner.place)
      yield {
        message: `${formatIdentity(identity)} is deployed to ${firstAndMore(places)} by two Applications, ${owner.name} and ${other.name}, which overwrite each other`,
        location,
        related: relatedTo(location, otherLocation, `deployed by ${other.name}`),
        hint: 'Leave the object to one of the two, or give it another name or namespace.',
        cluster: onlyOf(places),
        parties: [...new Set(places)],
        object: formatIdentity(identity),
        concerns: path =>
          group.some(
            clash => delivery.isPartOf(clash.owner, path) || delivery.isPartOf(clash.other, path),
          ),
      }
    }
  },
}

interface Clash {
  readonly identity: ObjectIdentity
  readonly owner: DeliveredApplication
  readonly location: Location
  readonly other: DeliveredApplication
  readonly otherLocation: Location
}

interface Owned {
  readonly owner: DeliveredApplication
  readonly resource: ObjectSummary
  readonly identity: ObjectIdentity
}

/** @param applications those that go to one cluster */
function clashesIn(
  applications: readonly DeliveredApplication[],
  delivery: Delivery,
): readonly Clash[] {
  const owners = new Map<string, Owned>()
  const clashes: Clash[] = []
  for (const owner of applications) {
    for (const resource of delivery.objectsOf(owner)) {
      const identity = identityOf(resource, owner.destination.namespace)
      const { group, kind, namespace, name } = identity
      const key = `${group}/${kind}/${namespace}/${name}`
      const first = owners.get(key)
      if (!first) owners.set(key, { owner, resource, identity })
      else if (first.owner !== owner)
        clashes.push(...bothWays(first, { owner, resource, identity }))
    }
  }
  return clashes
}

/** Each file that takes part hears of it, unless it is one. */
function bothWays(a: Owned, b: Owned): readonly Clash[] {
  const [placeOfA, placeOfB] = [a, b].map(({ owner, resource }) =>
    placeIn(resource.location ?? owner.location, owner.argocd),
  ) as [Location, Location]
  const first = {
    identity: a.identity,
    owner: a.owner,
    location: placeOfA,
    other: b.owner,
    otherLocation: placeOfB,
  }
  if (placeOfA.file === placeOfB.file && placeOfA.line === placeOfB.line) return [first]
  const second = {
    identity: b.identity,
    owner: b.owner,
    location: placeOfB,
    other: a.owner,
    otherLocation: placeOfA,
  }
  return [first, second]
}
