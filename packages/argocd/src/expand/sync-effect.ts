import { listOf, objectOf, textOf, type JsonObject } from './json.ts'
import type { ApplicationsSync, ControllerSettings } from './settings.ts'

/** What the controller does with the Applications that a set makes. */
export interface SyncEffect {
  readonly creates: true
  readonly updates: boolean
  /** Whether Applications that the set no longer makes are deleted. */
  readonly deletes: boolean
  /** Whether what an Application has deployed outlives it. */
  readonly preservesResources: boolean
  /** Keys that an update leaves as they are on the live Application. */
  readonly preservedAnnotations: readonly string[]
  readonly preservedLabels: readonly string[]
  /** Fields that a person may change on the live Application. */
  readonly ignoredDifferences: readonly {
    /** One Application, or all where nothing is said. */
    readonly name?: string
    readonly jsonPointers: readonly string[]
    readonly jqPathExpressions: readonly string[]
  }[]
}

/** Annotations that always survive an update. (controllers/applicationset_controller.go) */
const alwaysPreserved = [
  'notified.notifications.argoproj.io',
  'argocd.argoproj.io/refresh',
  'argocd.argoproj.io/hydrate',
]

/** (applicationset/utils/policy.go, docs: Controlling-Resource-Modification) */
export function syncEffect(spec: JsonObject, settings: ControllerSettings): SyncEffect {
  const { syncPolicy, preservedFields, ignoreApplicationDifferences } = spec
  const { applicationsSync, preserveResourcesOnDeletion } = objectOf(syncPolicy)
  const mayChoose = settings.allowPolicyOverride ?? settings.policy === undefined
  const own = textOf(applicationsSync)
  const policy = mayChoose && isPolicy(own) ? own : (settings.policy ?? 'sync')
  const { annotations, labels } = objectOf(preservedFields)
  return {
    creates: true,
    updates: policy === 'sync' || policy === 'create-update',
    deletes: policy === 'sync' || policy === 'create-delete',
    preservesResources: preserveResourcesOnDeletion === true,
    preservedAnnotations: [...alwaysPreserved, ...listOf(annotations).map(textOf)],
    preservedLabels: listOf(labels).map(textOf),
    ignoredDifferences: listOf(ignoreApplicationDifferences).map(item => {
      const { name, jsonPointers, jqPathExpressions } = objectOf(item)
      return {
        ...(textOf(name) !== '' && { name: textOf(name) }),
        jsonPointers: listOf(jsonPointers).map(textOf),
        jqPathExpressions: listOf(jqPathExpressions).map(textOf),
      }
    }),
  }
}

function isPolicy(text: string): text is ApplicationsSync {
  return /^(?:sync|create-update|create-delete|create-only)$/.test(text)
}
