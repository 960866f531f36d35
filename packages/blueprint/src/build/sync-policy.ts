import type { SyncPolicy } from '@bulkhead/argocd'

/** Syncs by itself, and gives a cluster that is away about ten minutes to come back. */
export const automatedSync: SyncPolicy = {
  automated: { prune: true, selfHeal: true },
  syncOptions: ['CreateNamespace=true', 'PruneLast=true', 'ServerSideApply=true'],
  retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
}
