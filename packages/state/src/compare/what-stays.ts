import type { InstanceFacts, SetFacts } from '../compile.ts'

interface Identity {
  readonly name: string
  readonly namespace: string
  readonly instance: string
}

/** Tells sets, or Applications, of all instances apart. Sorts them by name. */
export function keyOf({ name, namespace, instance }: Identity): string {
  return [name, namespace, instance].join('\n')
}

/** Instances of which not everything is known that they will have. */
export type Incomplete = ReadonlySet<string>

/**
 * The instances in which a root no longer builds, or is no longer known, that brought something of Argo CD's own: a set, or
 * the Secret of a cluster. Argo CD complains and keeps what it has.
 */
export function incompleteInstances(before: InstanceFacts, after: InstanceFacts): Incomplete {
  const brought = new Set(
    before.roots.filter(({ status }) => status === 'brings').map(root => rootKey(root)),
  )
  const failing = after.roots.filter(
    root =>
      (root.status === 'does not build' || root.status === 'unknown') && brought.has(rootKey(root)),
  )
  return new Set(failing.map(({ instance }) => instance))
}

function rootKey({ instance, path }: InstanceFacts['roots'][number]): string {
  return `${instance}\n${path}`
}

/**
 * Whether an Application that a set made stays, though the set does not make it now. A set that is
 * frozen or not known deletes nothing; nor does one that refuses what it made.
 */
export function stays(application: string, set: SetFacts, incomplete: Incomplete): boolean {
  return (
    set.status !== 'generated' ||
    incomplete.has(set.instance) ||
    set.applications.some(({ name }) => name === application)
  )
}
