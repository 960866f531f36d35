import type { Fleet } from '@bulkhead/fleet'

/** The labels that every generated object carries. */
export function ownLabels(fleet: Fleet): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/managed-by': 'bulkhead',
    'app.kubernetes.io/part-of': fleet.name,
  }
}

/** Says of a registered cluster which instance manages it, where there are several. */
export const instanceLabel = 'bulkhead.dev/instance'

/** The cluster that an Argo CD instance itself runs in. */
export const inCluster = 'https://kubernetes.default.svc'
