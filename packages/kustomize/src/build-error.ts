import { FleetError, type Location } from '@bulkhead/diagnostics'
import type { Node } from './yaml/node.ts'

/** A build that cannot be done: what is wrong, where in the user's own files, and how to mend it. */
export class BuildError extends FleetError {}

/** Codes of `BuildError`. They never change their meaning and are never used again. */
export type BuildErrorCode =
  | 'KUSTOMIZE_YAML'
  | 'KUSTOMIZE_MISSING_FILE'
  | 'KUSTOMIZE_NO_KUSTOMIZATION'
  | 'KUSTOMIZE_FIELD'
  | 'KUSTOMIZE_EDIT'
  | 'KUSTOMIZE_LOAD_RESTRICTION'
  | 'KUSTOMIZE_CYCLE'
  | 'KUSTOMIZE_REMOTE'
  | 'KUSTOMIZE_HELM'
  | 'KUSTOMIZE_PLUGIN'
  | 'KUSTOMIZE_UNREAD'
  | 'KUSTOMIZE_UNSURE'
  | 'KUSTOMIZE_RESOURCE'
  | 'KUSTOMIZE_ID_CONFLICT'
  | 'KUSTOMIZE_GENERATOR'
  | 'KUSTOMIZE_CONFIGURATION'
  | 'KUSTOMIZE_PATCH'
  | 'KUSTOMIZE_TRANSFORMER'
  | 'KUSTOMIZE_REPLACEMENT'
  | 'KUSTOMIZE_NAME_REFERENCE'
  | 'KUSTOMIZE_VARIABLE'
  | 'KUSTOMIZE_VALIDATION'
  | 'KUSTOMIZE_OUTPUT'
  | 'KUSTOMIZE_TOO_LARGE'

/**
 * Codes of what a build does not look at, though the real kustomize may: nothing is fetched, nothing
 * is run, and no link is followed. `KUSTOMIZE_UNSURE` is a step that may only need some of that.
 */
export const unbuiltCodes: ReadonlySet<string> = new Set<BuildErrorCode>([
  'KUSTOMIZE_REMOTE',
  'KUSTOMIZE_HELM',
  'KUSTOMIZE_PLUGIN',
  'KUSTOMIZE_UNREAD',
  'KUSTOMIZE_UNSURE',
])

/** Whether an error says that something is not looked at, and not that it is wrong. */
export function isUnbuilt(error: unknown): error is BuildError {
  return error instanceof BuildError && unbuiltCodes.has(error.problems[0].code)
}

export function buildError(
  code: BuildErrorCode,
  message: string,
  {
    at,
    hint,
    cause,
    subject,
  }: {
    readonly at?: Location | Node | undefined
    readonly hint?: string
    readonly cause?: unknown
    readonly subject?: string
  } = {},
): BuildError {
  const location = at && ('file' in at ? at : locationOf(at))
  return new BuildError(
    {
      code,
      message,
      ...(location && { location }),
      ...(subject !== undefined && { subject }),
      ...(hint !== undefined && { hint }),
    },
    cause === undefined ? undefined : { cause },
  )
}

/** Where a node was written, if it came from a file. */
export function locationOf(node: Node | undefined): Location | undefined {
  return node?.source?.locate(node.offset)
}
