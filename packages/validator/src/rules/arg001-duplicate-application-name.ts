import type { Location } from '@bulkhead/diagnostics'
import { placeIn, type ArgoCd, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, relatedTo } from '../describe-many.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const duplicateApplicationName: Rule = {
  id: 'ARG001',
  name: 'duplicate-application-name',
  severity: 'error',
  summary: 'No two Applications of one Argo CD have the same name.',

  *check(snapshot) {
    for (const argocd of snapshot.delivery.argocds) {
      yield* checkSets(argocd, snapshot)
      yield* checkAcross(argocd, snapshot)
    }
  },
}

const name = ['metadata', 'name']

/** Within a set, Argo CD makes none of those that share a name. */
function* checkSets(argocd: ArgoCd, { delivery }: Snapshot): Generator<Observation> {
  for (const set of argocd.compiled.sets) {
    const twice = set.applications.filter(({ rejection }) => rejection?.reason === 'duplicate-name')
    const place = ({ generator }: (typeof twice)[number]) =>
      placeIn(set.locateField(generator, name), argocd)
    for (const [location, group] of groupByPlace(twice, place)) {
      yield {
        message: `the ApplicationSet ${set.name} makes more than one Application with the name ${firstAndMore(group.map(one => one.name))}, and so Argo CD makes none of them`,
        location,
        hint: 'Let the name say everything in which the Applications differ, such as `{{ .name }}` of the cluster.',
        object: `ApplicationSet/${set.namespace}/${set.name}`,
        concerns: path => delivery.isReadBy(argocd, path),
      }
    }
  }
}

interface Clash {
  readonly application: DeliveredApplication
  readonly location: Location
  readonly other: DeliveredApplication
  readonly otherLocation: Location
}

/** Between sets and files, the last to come writes over the others, or fails. */
function* checkAcross(argocd: ArgoCd, { delivery }: Snapshot): Generator<Observation> {
  const byName = Map.groupBy(argocd.applications, one => `${one.namespace}/${one.name}`)
  const clashes = [...byName.values()].flatMap(group => clashesOf(group, argocd))
  const isPair = ({ otherLocation: { file, line, column } }: Clash) => `${file}:${line}:${column}`
  for (const [location, group] of groupByPlace(clashes, one => one.location, isPair)) {
    const [{ application, other, otherLocation }] = group
    const names = firstAndMore(group.map(clash => clash.application.name))
    yield {
      message: `the name ${names} of ${authorOf(application)} is also that of an Application of ${authorOf(other)}`,
      location,
      related: relatedTo(location, otherLocation, `also ${names}`),
      hint: 'Give one of the two another name.',
      ...(group.length === 1 && {
        cluster: application.target?.name,
        object: `Application/${application.namespace}/${application.name}`,
      }),
      concerns: path => delivery.isReadBy(argocd, path),
    }
  }
}

function clashesOf(group: readonly DeliveredApplication[], argocd: ArgoCd): readonly Clash[] {
  if (group.length < 2) return []
  const placed = group.map(application => ({
    application,
    location: placeIn(application.locate(name), argocd),
  }))
  return placed.map((one, i) => {
    const other = placed[i === 0 ? 1 : 0]!
    return { ...one, other: other.application, otherLocation: other.location }
  })
}

function authorOf({ applicationSet }: DeliveredApplication): string {
  return applicationSet === undefined ? 'a file' : `the ApplicationSet ${applicationSet}`
}
