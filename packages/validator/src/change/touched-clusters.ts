import { clusterMadeAt } from '../cluster-made-at.ts'
import type { ApplicationChange, ObjectChange, StateChange } from '@bulkhead/state'

/** A change that is felt in a cluster. */
export interface Touch {
  readonly cluster: string
  /** What brings it. */
  readonly change: ApplicationChange
  /** The step of a rolling rollout that it waits for, from 1; nothing where it happens at once. */
  readonly waitsFor: number | undefined
}

/**
 * Where a change is felt, and when. Of a set that rolls out step by step, the first step that
 * changes at all is at once; the others wait for the health of those before. What is removed waits
 * for nothing. (Argo CD docs: Progressive Syncs)
 */
export function touchesOf({ applications }: StateChange): readonly Touch[] {
  const touching = applications.filter(isFelt)
  const firstSteps = new Map<string, number>()
  for (const { application, verdict } of touching) {
    const { step } = application
    if (step === undefined || verdict === 'removed') continue
    const key = setOf(application)
    firstSteps.set(key, Math.min(step, firstSteps.get(key) ?? step))
  }
  return touching.flatMap(change => {
    const { step } = change.application
    const first = firstSteps.get(setOf(change.application))
    const waits = change.verdict !== 'removed' && step !== undefined && step !== first
    return clustersOf(change).map(cluster => ({
      cluster,
      change,
      waitsFor: waits ? step : undefined,
    }))
  })
}

/** The set that an Application is rolled out with. */
function setOf({ instance, namespace, applicationSet }: ApplicationChange['application']): string {
  return [instance, namespace, applicationSet].join('\n')
}

/** What Argo CD keeps for its own use changes nothing in a cluster; nor does what is only left. */
function isFelt({ verdict, fields, objects, charts, unknown, fate }: ApplicationChange): boolean {
  switch (verdict) {
    case 'added':
      return true
    case 'removed':
      return fate !== 'left'
    case 'changed':
      return (
        objects.some(isMoved) ||
        charts.length + unknown.length > 0 ||
        fields.some(({ path }) => path.startsWith('spec.destination'))
      )
    default:
      return verdict satisfies never
  }
}

/** What is left goes on running as it did. */
function isMoved(change: ObjectChange): boolean {
  return change.verdict !== 'removed' || change.fate !== 'left'
}

/**
 * The clusters that an Application's change is felt in: its own, but for what makes other clusters.
 * Cluster API runs where Argo CD does, and what it does, it does to the cluster that it makes.
 */
function clustersOf({
  application,
  objects,
  charts,
  unknown,
}: ApplicationChange): readonly string[] {
  const own = application.cluster === undefined ? [] : [application.cluster]
  const felt = objects.filter(object => !isArgoCds(object))
  const isOwn = objects.length === 0 || charts.length + unknown.length > 0
  const clusters = felt.flatMap(({ location }) => clusterMadeAt(location?.file) ?? own)
  return [...new Set([...clusters, ...(isOwn ? own : [])])]
}

/** What Argo CD itself reads: its effect is in the Applications that it makes of it. */
function isArgoCds({ object: { apiVersion, kind }, location }: ObjectChange): boolean {
  if (apiVersion.startsWith('argoproj.io/')) {
    return ['Application', 'ApplicationSet', 'AppProject'].includes(kind)
  }
  const mayRegister = kind === 'Secret' || kind === 'ExternalSecret'
  return mayRegister && clusterMadeAt(location?.file) !== undefined
}
