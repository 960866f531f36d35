import { localCluster, type GeneratedApplication } from '@bulkhead/argocd'
import type { Problem } from '@bulkhead/diagnostics'
import type { Deployment, ExpandedSet } from '@bulkhead/state'
import { placeIn, type ArgoCd, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf } from '../describe-many.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const appsetSelectsNothing: Rule = {
  id: 'ARG002',
  name: 'appset-selects-nothing',
  severity: 'error',
  summary:
    'Every ApplicationSet makes the Applications that it is there for, and Argo CD takes them.',

  *check(snapshot) {
    const { delivery } = snapshot
    for (const argocd of delivery.argocds) {
      for (const set of argocd.compiled.sets) {
        for (const observation of checkSet(set, argocd, snapshot)) {
          yield {
            object: `ApplicationSet/${set.namespace}/${set.name}`,
            concerns: path => delivery.isReadBy(argocd, path),
            ...observation,
          }
        }
      }
      yield* checkWritten(argocd, snapshot)
    }
    yield* checkSources(snapshot)
  },
}

function* checkSet(set: ExpandedSet, argocd: ArgoCd, snapshot: Snapshot): Generator<Observation> {
  for (const { message, path, hint } of set.faults) {
    yield {
      message: `the ApplicationSet ${set.name} is frozen, and Argo CD neither creates, updates nor deletes its Applications: ${message}`,
      location: placeIn(set.built.locate(path), argocd),
      hint: hint ?? 'Correct the set.',
    }
  }
  for (const generator of set.unrecognizedGenerators) {
    yield {
      message: `the ApplicationSet ${set.name} has an entry that makes nothing: Argo CD knows no generator "${generator}"`,
      location: placeIn(set.built.locate(['spec', 'generators']), argocd),
      hint: 'Correct the name of the generator.',
    }
  }
  yield* checkRejected(set, argocd)
  // What is frozen makes nothing for another reason, and what is unknown may make more.
  if (set.status !== 'generated') return
  if (set.applications.length === 0) yield* checkEmpty(set, argocd, snapshot)
  else yield* checkSystem(set, argocd, snapshot)
  yield* checkLocal(set, argocd)
}

/** What Argo CD refuses, other than what ARG001 and ARG009 report. */
function* checkRejected(set: ExpandedSet, argocd: ArgoCd): Generator<Observation> {
  const refused = set.applications.filter(
    ({ rejection }) =>
      rejection && rejection.reason !== 'duplicate-name' && rejection.reason !== 'unknown-project',
  )
  const place = ({ generator, rejection }: GeneratedApplication) => {
    const isPlace = rejection?.reason === 'invalid-destination'
    return placeIn(
      set.locateField(generator, isPlace ? ['spec', 'destination'] : ['metadata', 'name']),
      argocd,
    )
  }
  for (const [location, group] of groupByPlace(refused, place)) {
    yield {
      message: `Argo CD refuses the Application ${firstAndMore(group.map(one => one.name))} of the ApplicationSet ${set.name}: ${group[0].rejection?.message}`,
      location,
      hint: 'Correct the template, or what its parameters are taken from.',
    }
  }
}

/** Before there are clusters, or where the spec places a workload nowhere, there is nothing to do. */
function* checkEmpty(
  set: ExpandedSet,
  argocd: ArgoCd,
  { fleet }: Snapshot,
): Generator<Observation> {
  const { clusters } = argocd.instance
  const workload = fleet.workloads.find(({ name }) => name === set.name)
  const wanted = workload ? clusters.filter(one => workload.clusters.includes(one)) : clusters
  if (wanted.length === 0) return
  const after = set.effect.deletes ? ', and Argo CD deletes those that it made before' : ''
  yield {
    message: `the ApplicationSet ${set.name} makes no Application${after}`,
    location: placeIn(set.built.locate(['spec', 'generators']), argocd),
    hint: 'Let its generators find something: a cluster is selected by the labels of its registration in clusters/.',
  }
}

/** A system is for every cluster. */
function* checkSystem(
  set: ExpandedSet,
  argocd: ArgoCd,
  { fleet }: Snapshot,
): Generator<Observation> {
  if (!fleet.systems.includes(set.name)) return
  const reached = new Set(
    argocd.applications
      .filter(({ applicationSet }) => applicationSet === set.name)
      .map(({ place }) => place),
  )
  const missed = argocd.instance.clusters.map(({ name }) => name).filter(name => !reached.has(name))
  if (missed.length === 0) return
  yield {
    message: `every cluster runs ${set.name}, and its ApplicationSet misses ${firstAndMore(missed)}`,
    location: placeIn(set.built.locate(['spec', 'generators']), argocd),
    hint: 'Select every cluster, or correct the labels of the registration in clusters/.',
    cluster: onlyOf(missed),
    parties: missed,
  }
}

/** Without a selector the cluster of Argo CD is selected as well, registered or not. */
function* checkLocal(set: ExpandedSet, argocd: ArgoCd): Generator<Observation> {
  if (argocd.compiled.clusters.some(({ name }) => name === localCluster.name)) return
  const local = set.applications.flatMap(({ name, origins }) =>
    origins
      .filter(({ cluster }) => cluster === localCluster.name)
      .map(({ generator }) => ({ name, generator })),
  )
  const place = ({ generator }: (typeof local)[number]) =>
    placeIn(set.built.locate(generator), argocd)
  for (const [location, group] of groupByPlace(local, place)) {
    yield {
      message: `without a selector, the ApplicationSet ${set.name} also selects the cluster that Argo CD runs in, for the Application ${firstAndMore(group.map(one => one.name))}`,
      location,
      hint: 'Select by `argocd.argoproj.io/secret-type: cluster`, which only clusters have that are registered.',
      severity: 'warning',
    }
  }
}

/** What people write is not held against the clusters by a set. */
function* checkWritten(argocd: ArgoCd, { delivery }: Snapshot): Generator<Observation> {
  for (const application of argocd.applications) {
    const { applicationSet, cluster, destination, name, namespace, locate } = application
    if (applicationSet !== undefined || cluster !== undefined) continue
    yield {
      message: `the Application ${name} goes to ${destination.name ?? destination.server ?? 'no cluster'}, which is not registered with Argo CD`,
      location: placeIn(locate(['spec', 'destination']), argocd),
      hint: 'Correct the destination, or register the cluster.',
      object: `Application/${namespace}/${name}`,
      concerns: path => delivery.isReadBy(argocd, path),
    }
  }
}

interface Refused {
  readonly application: DeliveredApplication
  readonly problem: Problem
}

/** What Argo CD makes no manifests of, where no other rule says so. */
function* checkSources(snapshot: Snapshot): Generator<Observation> {
  const { delivery, unreadable } = snapshot
  const refused = delivery.built.flatMap(application =>
    delivery.deploymentsOf(application).flatMap((deployment): readonly Refused[] => {
      if (deployment.kind !== 'failed' || isReported(deployment, snapshot)) return []
      return deployment.problems
        .filter(({ location }) => !location || !unreadable.has(location.file))
        .map(problem => ({ application, problem }))
    }),
  )
  const place = ({ application, problem }: Refused) =>
    placeIn(problem.location ?? application.location, application.argocd)
  for (const [location, group] of groupByPlace(refused, place, ({ problem }) => problem.message)) {
    const [{ application, problem }] = group
    const names = firstAndMore(group.map(one => one.application.name))
    yield {
      message: `Argo CD makes no manifests for the Application ${names}: ${problem.message}`,
      location,
      hint: problem.hint ?? 'Correct the source of the Application.',
      cluster: onlyOf(group.map(one => one.application.place)),
      object: `Application/${application.namespace}/${application.name}`,
      concerns: path => group.some(one => delivery.isPartOf(one.application, path)),
    }
  }
}

/** ARG003 reports what is missing, and KUS009 each root that does not build as it is. */
function isReported(
  { source, path }: Extract<Deployment, { kind: 'failed' }>,
  { delivery, roots, builder }: Snapshot,
): boolean {
  if (delivery.missingDirectory(source) !== undefined) return true
  return roots.files.has(path) && 'problems' in builder.build(path)
}
