import type { Location, Problem } from '@bulkhead/diagnostics'

/**
 * Says that an object has a list of `items`, which no rule looks into. Whatever its kind, Argo CD
 * takes it for a list, and applies the items in its place. (apimachinery: unstructured IsList)
 */
export function hiddenItems(location: Location | undefined): Problem {
  return {
    code: 'KUSTOMIZE_UNREAD',
    message:
      'Argo CD takes an object with a list of items for a list, and applies those in its place: they are not looked at',
    ...(location && { location }),
    hint: 'Write each of them as a document of its own, or make it a List.',
  }
}
